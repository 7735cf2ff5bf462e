package wattle.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import wattle.document.InputFault;
import wattle.document.Location;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Nearest;

/// Everything that is known without measuring: what Wattle ships, and over it what the user has added.
///
/// Immutable. Built-in data is read kind by kind when first asked for, so a look-up costs one small file.
public final class Catalog {

    private static final Catalog BUILT_IN = new Catalog(new EnumMap<>(Kind.class));
    private static final int MOST_HINTS = 3;

    private final Map<Kind, Map<String, CatalogEntry>> added;

    private Catalog(Map<Kind, Map<String, CatalogEntry>> added) {
        this.added = added;
    }

    /// What Wattle ships; with the share-alike grid zones when their artifact is on the class path.
    public static Catalog builtIn() {
        return BUILT_IN;
    }

    /// This catalogue and the entries of the files, read in order; the later entry of an id wins.
    ///
    /// @throws InputFault when a file is not a catalogue file
    public Catalog with(List<Path> files) {
        Catalog catalog = this;
        for (Path file : files) {
            catalog = catalog.with(CatalogFile.read(file, catalog).entries());
        }
        return catalog;
    }

    /// This catalogue and `entries`; the later entry of an id wins.
    public Catalog with(Collection<CatalogEntry> entries) {
        Map<Kind, Map<String, CatalogEntry>> all = new EnumMap<>(Kind.class);
        added.forEach((kind, ofKind) -> all.put(kind, new LinkedHashMap<>(ofKind)));
        for (CatalogEntry entry : entries) {
            all.computeIfAbsent(entry.kind(), _ -> new LinkedHashMap<>()).put(entry.id(), entry);
        }
        return new Catalog(all);
    }

    public Optional<CatalogEntry> find(Kind kind, String id) {
        CatalogEntry own = added.getOrDefault(kind, Map.of()).get(id);
        return Optional.ofNullable(own == null ? BuiltIn.entries(kind).get(id) : own);
    }

    /// The entry that a document names.
    ///
    /// @throws InputFault at `id` when there is none, with the ids that may be meant
    public CatalogEntry get(Kind kind, Node id) {
        return get(kind, Values.text(id), id.location(), id.path());
    }

    /// The entry that the text at `asker` names.
    ///
    /// @throws InputFault at `asker` when there is none, with the ids that may be meant
    public CatalogEntry get(Kind kind, String id, Location asker, String path) {
        return find(kind, id).orElseThrow(() -> InputFault.at(asker, path, unknown(kind, id), hint(kind, id)));
    }

    /// The entry that a person typed outside of any file.
    ///
    /// @throws InputFault when there is none, with the ids that may be meant
    public CatalogEntry get(Kind kind, String id) {
        return find(kind, id).orElseThrow(() -> InputFault.of(unknown(kind, id), hint(kind, id)));
    }

    /// The entry or entries of an id whose kind nobody said.
    public List<CatalogEntry> withId(String id) {
        List<CatalogEntry> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            find(kind, id).ifPresent(found::add);
        }
        return found;
    }

    /// All entries of a kind: the built-in ones in the order of their file, then those only the user has.
    public List<CatalogEntry> all(Kind kind) {
        return List.copyOf(merged(kind).values());
    }

    /// The entries that contain every word, whatever its case: best those whose id does, then by name, then
    /// by notes.
    public List<CatalogEntry> search(String words) {
        List<CatalogEntry> everything = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            everything.addAll(merged(kind).values());
        }
        return Search.ranked(everything, words);
    }

    /// Whether the share-alike grid zones are on the class path.
    public boolean hasGridZones() {
        return !merged(Kind.GRID_ZONE).isEmpty();
    }

    private Map<String, CatalogEntry> merged(Kind kind) {
        Map<String, CatalogEntry> own = added.getOrDefault(kind, Map.of());
        if (own.isEmpty()) {
            return Collections.unmodifiableMap(BuiltIn.entries(kind));
        }
        Map<String, CatalogEntry> all = new LinkedHashMap<>(BuiltIn.entries(kind));
        all.putAll(own);
        return all;
    }

    private String unknown(Kind kind, String id) {
        String what = "the catalogue has no %s '%s'".formatted(kind.word(), id);
        return kind == Kind.GRID_ZONE && !hasGridZones()
                ? what + ": the artifact wattle-grids-odbl is not on the class path."
                : what + ".";
    }

    private String hint(Kind kind, String id) {
        for (CatalogEntry other : withId(id)) {
            return "Maybe %s is meant: '%s' is one.".formatted(other.kind().article(), id);
        }
        Collection<String> ids = merged(kind).keySet();
        String[] words = id.toLowerCase(Locale.ROOT).split("[^a-z0-9]+");
        List<String> near = ids.stream()
                .filter(known -> List.of(words).stream().allMatch(known.toLowerCase(Locale.ROOT)::contains))
                .limit(MOST_HINTS)
                .toList();
        if (near.isEmpty()) {
            near = Nearest.to(id, ids).map(List::of).orElse(List.of());
        }
        return near.isEmpty()
                ? "Maybe search for it: wattle catalog search " + String.join(" ", words)
                : "Maybe " + String.join(" or ", near) + ".";
    }
}
