package wattle.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import wattle.document.Documents;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Quality;
import wattle.quantity.Source;

/// A file of entries that a user has written, in YAML or JSON.
///
/// ```yaml
/// entries:
///   - kind: device
///     id: our-jetson
///     extends: jetson-agx-xavier-32gb
///     idle: 8.1 W
///     source: {citation: Wall meter in room 12, url: ''}
///     quality: measured
/// ```
///
/// @param entries the entries in the order of the file
public record CatalogFile(List<CatalogEntry> entries) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");
    private static final List<String> OF_ENTRY = List.of("kind", "id", "name", "extends", "source", "quality", "notes");
    private static final List<String> QUALITIES = List.of("measured", "vendor", "literature", "estimate");

    public CatalogFile {
        entries = List.copyOf(entries);
    }

    /// Reads and checks a file.
    ///
    /// @param base the catalogue whose entries may be extended, and whose sources may be named
    /// @throws InputFault where the file is wrong
    public static CatalogFile read(Path file, Catalog base) {
        Keys root = Keys.of(Documents.read(file));
        Reading reading = new Reading(base, new LinkedHashMap<>(), new EnumMap<>(Kind.class));
        List<CatalogEntry> entries = new ArrayList<>();
        for (Node item : root.list("entries")) {
            CatalogEntry entry = entry(Values.mapping(item), reading);
            CatalogEntry first = reading.earlier().putIfAbsent(key(entry.kind(), entry.id()), entry);
            if (first != null) {
                throw InputFault.at(
                        item,
                        "%s '%s' stands here a second time; the first is at %s."
                                .formatted(entry.kind().article(), entry.id(), first.origin()),
                        "Maybe remove one of the two.");
            }
            entries.add(entry);
        }
        root.noOthers();
        if (entries.isEmpty()) {
            throw root.fault("entries", "this list is empty.", "Maybe add '- kind: device'.");
        }
        return new CatalogFile(entries);
    }

    /// What is known while a file is read.
    ///
    /// @param earlier the entries that stand above, which may be extended as well
    /// @param vocabularies collected once for each kind
    private record Reading(Catalog base, Map<String, CatalogEntry> earlier, Map<Kind, Vocabulary> vocabularies) {

        CatalogEntry parent(Kind kind, Node id) {
            CatalogEntry above = earlier.get(key(kind, Values.text(id)));
            return above == null ? base.get(kind, id) : above;
        }

        Vocabulary vocabulary(Kind kind) {
            return vocabularies.computeIfAbsent(kind, _ -> Vocabulary.of(kind, base));
        }
    }

    private static String key(Kind kind, String id) {
        return kind.word() + " " + id;
    }

    private static CatalogEntry entry(Node.Mapping mapping, Reading reading) {
        Keys keys = Keys.of(mapping);
        List<String> kinds = new ArrayList<>(Kind.words());
        kinds.remove(Kind.SOURCE.word());
        Kind kind = Kind.of(keys.word("kind", kinds)).orElseThrow();
        String id = keys.text("id");
        if (!ID.matcher(id).matches()) {
            throw keys.fault(
                    "id",
                    "'%s' is not an id: letters, digits, '.', '_', '+' and '-' are.".formatted(id),
                    "Maybe '%s'.".formatted(id.strip().replaceAll("[^A-Za-z0-9._+-]+", "-")));
        }
        Optional<CatalogEntry> parent = keys.optional("extends").map(node -> reading.parent(kind, node));
        String name = parent.isPresent()
                ? keys.optional("name", keys::text).orElse(parent.get().name())
                : keys.text("name");
        Source source = source(keys, reading.base());
        Quality quality = Quality.valueOf(keys.word("quality", QUALITIES).toUpperCase(Locale.ROOT));
        String notes = keys.optional("notes", keys::text).orElse("");
        Map<String, Object> own = UserFields.read(keys, OF_ENTRY, reading.vocabulary(kind));
        keys.noOthers();
        if (own.isEmpty() && parent.isEmpty()) {
            throw InputFault.at(mapping, "this entry has no values.", "Maybe add a line such as 'idle: 7.6 W'.");
        }
        Evidence evidence = new Evidence(source, List.of(), quality, Map.of());
        CatalogEntry entry = new CatalogEntry(
                kind, id, name, own, evidence, notes, mapping.location().toString());
        CatalogEntry whole = parent.map(from -> inherited(from, entry)).orElse(entry);
        UserFields.requireOrder(keys, whole);
        Plausible.require(mapping, whole);
        return whole;
    }

    private static Source source(Keys entry, Catalog known) {
        Node node = entry.required("source");
        if (node instanceof Node.Scalar) {
            return known.get(Kind.SOURCE, node).source();
        }
        try (Keys keys = Keys.of(Values.mapping(node))) {
            String url = keys.text("url");
            if (!url.isEmpty() && !url.startsWith("https://") && !url.startsWith("http://")) {
                throw keys.fault(
                        "url", "'%s' is not a web address.".formatted(url), "Maybe 'https://%s'.".formatted(url));
            }
            return new Source(keys.optional("key", keys::text).orElse("user"), keys.text("citation"), url);
        }
    }

    /// What the child does not say stays as the parent says it, with the parent's sources.
    private static CatalogEntry inherited(CatalogEntry parent, CatalogEntry child) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, Evidence.OfField> byField = new TreeMap<>();
        parent.fields().forEach((field, value) -> {
            if (!UserFields.replaces(child, field)) {
                fields.put(field, value);
                byField.put(field, parent.evidence().of(field));
            }
        });
        fields.putAll(child.fields());
        Evidence own = child.evidence();
        List<Source> more = new ArrayList<>(List.of(parent.source()));
        more.addAll(parent.evidence().moreSources());
        String notes = (child.notes() + " Extends " + parent.id() + ". " + parent.notes()).strip();
        return new CatalogEntry(
                child.kind(),
                child.id(),
                child.name(),
                fields,
                new Evidence(own.source(), more, own.quality(), byField),
                notes,
                child.origin());
    }
}
