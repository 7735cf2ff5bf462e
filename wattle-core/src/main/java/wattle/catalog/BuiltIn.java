package wattle.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import wattle.quantity.Quality;
import wattle.quantity.Source;

/// The entries on the class path. A kind is read when it is first asked for, and never changes afterwards.
final class BuiltIn {

    private static final String ODBL = "odbl/grids_electricitymaps_odbl.json";
    private static final Map<Kind, Map<String, CatalogEntry>> KINDS = new ConcurrentHashMap<>();

    private BuiltIn() {}

    /// By id, in the order of the files; empty when the artifact with the kind's data is not on the class path.
    static Map<String, CatalogEntry> entries(Kind kind) {
        return KINDS.computeIfAbsent(kind, BuiltIn::read);
    }

    /// A source of the registry.
    static Optional<Source> source(String key) {
        return Optional.ofNullable(Registry.SOURCES.get(key));
    }

    /// Read when the first entry needs it, and apart from [#KINDS], whose computation must not re-enter itself.
    private static final class Registry {
        static final Map<String, Source> SOURCES = new LinkedHashMap<>();

        static {
            read(Kind.SOURCE).forEach((key, entry) -> SOURCES.put(key, entry.source()));
        }
    }

    /// A list in a resource.
    private record Part(String file, String list) {}

    private static List<Part> parts(Kind kind) {
        return switch (kind) {
            case ACCELERATOR -> entriesOf("accelerators.json");
            case DEVICE -> entriesOf("devices.json");
            case NETWORK -> entriesOf("networks.json");
            case DATACENTER -> entriesOf("datacenters.json");
            case GRID -> entriesOf("grids.json");
            case GRID_ZONE -> entriesOf(ODBL);
            case GRID_SHAPE -> List.of(new Part("grids.json", "hourly_shapes"), new Part(ODBL, "hourly_shapes"));
            case SOURCE_FACTOR -> List.of(new Part("grids.json", "source_factors"));
            case EMBODIED -> entriesOf("embodied.json");
            case MODEL -> entriesOf("models.json");
            case DATASET -> entriesOf("datasets.json");
            case CONVERGENCE -> entriesOf("convergence.json");
            case MEASURED_RUN -> entriesOf("measured_runs.json");
            case POWER_CURVE -> entriesOf("power_curves.json");
            case SOURCE -> entriesOf("sources.json");
        };
    }

    private static List<Part> entriesOf(String file) {
        return List.of(new Part(file, "entries"));
    }

    private static Map<String, CatalogEntry> read(Kind kind) {
        Map<String, CatalogEntry> entries = new LinkedHashMap<>();
        for (Part part : parts(kind)) {
            if (document(part.file()).get(part.list()) instanceof List<?> list) {
                for (Object item : list) {
                    Map<String, Object> fields = Trees.frozen((Map<?, ?>) item);
                    CatalogEntry entry =
                            kind == Kind.SOURCE ? source(fields, part.file()) : entry(kind, fields, part.file());
                    if (entries.putIfAbsent(entry.id(), entry) != null) {
                        throw new IllegalStateException("two entries '" + entry.id() + "' in " + part.file());
                    }
                }
            }
        }
        return entries;
    }

    private static Map<String, Object> document(String file) {
        URL resource = BuiltIn.class.getResource("/wattle/catalog/" + file);
        if (resource == null) {
            return Map.of();
        }
        try (InputStream in = resource.openStream()) {
            return Trees.frozen((Map<?, ?>) JsonTree.read(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CatalogEntry entry(Kind kind, Map<String, Object> all, String file) {
        BuiltInEvidence evidence = new BuiltInEvidence(all);
        return new CatalogEntry(
                kind,
                Trees.text(all.get("id")),
                Trees.text(all.get("name")),
                evidence.fields(),
                evidence.read(),
                evidence.notes(),
                file);
    }

    private static CatalogEntry source(Map<String, Object> all, String file) {
        Map<String, Object> fields = new LinkedHashMap<>(all);
        fields.remove("key");
        fields.remove("citation");
        String key = Trees.text(all.get("key"));
        Source itself = new Source(key, Trees.text(all.get("citation")), Trees.text(all.get("url")));
        Evidence evidence = new Evidence(itself, List.of(), Quality.LITERATURE, Map.of());
        return new CatalogEntry(Kind.SOURCE, key, itself.citation(), fields, evidence, "", file);
    }
}
