package wattle.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.catalog.UserCatalog;
import wattle.document.InputFault;
import wattle.quantity.Nearest;
import wattle.quantity.Source;

/// The catalogue in words and tables: what a search found, one entry with everything said about it, what was
/// added.
public final class CatalogReport {

    private static final int MOST_HINTS = 3;

    private CatalogReport() {}

    /// How entries are printed.
    public enum Form {
        TABLE,
        JSON,
        CSV,
        MARKDOWN
    }

    /// The entries of one id, with the terms under which their sources let numbers be used.
    ///
    /// @param terms by the key of the source; only sources whose terms are registered
    public record Found(List<CatalogEntry> entries, SequencedMap<String, Terms> terms) {

        /// Copies the entries.
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /// @param licence of the source's data
    /// @param use what may be done with it
    public record Terms(String licence, String use) {

        /// Whether what is built from the data must be passed on under the same licence.
        public boolean isShareAlike() {
            return licence.contains("ODbL") || licence.contains("-SA");
        }
    }

    /// What a search found, best first.
    public static String list(List<CatalogEntry> entries, Form form) {
        return switch (form) {
            case TABLE -> CatalogText.list(entries);
            case JSON -> CatalogJson.list(entries);
            case CSV -> CatalogRows.csv(CatalogRows.LIST, CatalogRows.list(entries));
            case MARKDOWN -> MarkdownReport.table(new Sheet(CatalogRows.LIST, CatalogRows.list(entries), 4));
        };
    }

    /// The entries of an id, of whatever kind.
    ///
    /// @throws InputFault when there is none, with the ids that may be meant
    public static Found find(Catalog catalog, String id) {
        List<CatalogEntry> entries = catalog.withId(id);
        if (entries.isEmpty()) {
            throw InputFault.of("the catalogue has no entry '%s'.".formatted(id), hint(catalog, id));
        }
        SequencedMap<String, Terms> terms = new LinkedHashMap<>();
        for (CatalogEntry entry : entries) {
            for (Source source : sources(entry)) {
                terms(catalog, source).ifPresent(found -> terms.put(source.key(), found));
            }
        }
        return new Found(entries, terms);
    }

    /// Everything said about the entries.
    public static String show(Found found, Form form) {
        return switch (form) {
            case TABLE -> CatalogText.show(found);
            case JSON -> CatalogJson.show(found);
            case CSV -> CatalogRows.csv(CatalogRows.VALUES, CatalogRows.values(found.entries()));
            case MARKDOWN -> CatalogMarkdown.show(found);
        };
    }

    /// What an added file brought.
    public static String added(UserCatalog.Addition addition) {
        StringBuilder out = new StringBuilder();
        out.append(addition.replaced() ? "Replaced " : "Added ")
                .append(addition.file())
                .append('\n');
        addition.added().forEach(e -> out.append("  new        ").append(line(e)));
        addition.overridden().forEach(e -> out.append("  overrides  ").append(line(e)));
        if (addition.added().isEmpty() && addition.overridden().isEmpty()) {
            out.append("  It holds no entries.\n");
        }
        return out.toString();
    }

    /// Every source behind the values of an entry, once, the main one first.
    static List<Source> sources(CatalogEntry entry) {
        return Stream.concat(Stream.of(entry.source()), entry.lines().stream().map(wattle.catalog.EntryLine::source))
                .distinct()
                .toList();
    }

    /// One sentence per source whose data is share-alike; empty when none is.
    static List<String> notices(Found found) {
        List<String> notices = new ArrayList<>();
        if (found.entries().stream()
                .anyMatch(e -> e.kind() == Kind.GRID_ZONE || e.origin().startsWith("odbl/"))) {
            notices.add(
                    "Contains information from Electricity Maps (https://www.electricitymaps.com), made available "
                            + "under the Open Database License (ODbL) 1.0. Data passed on must keep this notice and this licence.");
        }
        for (Map.Entry<String, Terms> of : found.terms().entrySet()) {
            if (of.getValue().isShareAlike()) {
                notices.add("Source '%s' is share-alike, %s: %s."
                        .formatted(
                                of.getKey(),
                                of.getValue().licence(),
                                of.getValue().use().replaceFirst("\\.$", "")));
            }
        }
        return notices;
    }

    private static Optional<Terms> terms(Catalog catalog, Source source) {
        return catalog.find(Kind.SOURCE, source.key())
                .flatMap(entry -> entry.text("licence")
                        .map(licence ->
                                new Terms(licence, entry.text("redistribute").orElse("see the licence"))));
    }

    private static String hint(Catalog catalog, String id) {
        List<String> near = catalog.search(id.replaceAll("[^A-Za-z0-9]+", " ")).stream()
                .map(CatalogEntry::id)
                .distinct()
                .limit(MOST_HINTS)
                .toList();
        if (near.isEmpty()) {
            List<String> all = Stream.of(Kind.values())
                    .flatMap(kind -> catalog.all(kind).stream())
                    .map(CatalogEntry::id)
                    .toList();
            near = Nearest.to(id, all).stream().toList();
        }
        return near.isEmpty()
                ? "Maybe search for a part of it: wattle catalog search WORD"
                : near.stream().collect(Collectors.joining(" or ", "Maybe ", "."));
    }

    private static String line(CatalogEntry entry) {
        return entry.kind().word() + " " + entry.id() + ", " + entry.name() + "\n";
    }
}
