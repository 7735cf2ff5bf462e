package wattle.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.document.Documents;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Range;
import wattle.scenario.Machine.Compute;
import wattle.scenario.Scenario.Assumptions;
import wattle.scenario.Scenario.Heading;
import wattle.scenario.Scenario.Site;

/// Reads a scenario file: one door for everything a person writes, and one kind of fault for everything wrong
/// with it.
public final class ScenarioReader {

    private final Catalog catalog;

    /// @param catalog from which ids are resolved
    public ScenarioReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /// Reads a file.
    ///
    /// @throws InputFault with place, cause and a hint, for anything that is wrong with it
    public Scenario read(Path file) {
        Path name = file.getFileName();
        return read(
                Documents.read(file),
                name == null ? file.toString() : name.toString(),
                Optional.of(file.toAbsolutePath().normalize()).map(Path::getParent));
    }

    /// Reads text as if it stood in a file of that name. Such text can name no other files.
    public Scenario read(String text, String fileName) {
        return read(Documents.parse(text, fileName), fileName, Optional.empty());
    }

    private Scenario read(Node.Mapping root, String fileName, Optional<Path> folder) {
        Keys keys = Keys.of(root);
        keys.optional("wattle", k -> keys.word(k, List.of("1")));
        String name = keys.text("name");
        Optional<String> question = keys.optional("question", keys::text);
        Keys taskKeys = Keys.of(keys.mapping("task"));
        Keys placeKeys = Keys.of(keys.mapping("places"));
        Policy policy = PolicyReader.read(group(keys, "assumptions"));

        Node model = taskKeys.required("model");
        Range devices = devices(placeKeys);
        TaskReader taskReader = new TaskReader(catalog);
        Task task = taskReader.read(taskKeys, devices);
        Places places = new PlacesReader(catalog, task.model().kind(), policy.carbonYear()).read(placeKeys);
        List<ParadigmKind> paradigms = paradigms(keys.optional("paradigms"), places, keys);
        Training training =
                new TrainingReader(catalog, folder).read(group(keys, "training"), model, task, places, paradigms);
        Network network =
                new NetworkReader(catalog, policy.network()).read(group(keys, "links"), places, training.serverPlace());
        Simulation simulation =
                new SimulationReader(catalog, folder).read(group(keys, "simulation"), root, places, training.active());
        keys.noOthers();
        requireWork(task, places, paradigms, model);
        Heading heading = new Heading(name, question.orElseGet(() -> ask(task)), fileName, Digest.of(root, folder));
        return new Scenario(
                heading,
                task,
                places,
                network,
                training,
                paradigms,
                new Assumptions(policy, PolicyReader.storage(catalog), simulation));
    }

    private static Optional<Keys> group(Keys keys, String key) {
        return keys.optional(key).map(n -> Keys.of(Values.mapping(n)));
    }

    private static Range devices(Keys places) {
        Keys devices = Keys.of(places.mapping("devices"));
        return Range.exactly((double) devices.count("count", 1));
    }

    private static String ask(Task task) {
        return "Where does it cost least to %s %s to %s?"
                .formatted(
                        task.inference().isPresent() ? "train and serve" : "train",
                        task.model().name(),
                        task.target());
    }

    private static List<ParadigmKind> paradigms(Optional<Node> node, Places places, Keys keys) {
        if (node.isEmpty()) {
            return possible(places, keys);
        }
        List<ParadigmKind> kinds = new ArrayList<>();
        List<String> words = java.util.Arrays.stream(ParadigmKind.values())
                .map(ParadigmKind::word)
                .toList();
        for (Node item : Values.list(node.get())) {
            String word = Values.word(item, words);
            ParadigmKind kind = ParadigmKind.of(word);
            if (kinds.contains(kind)) {
                throw InputFault.at(item, "the paradigm '%s' stands here twice.".formatted(word), "Maybe remove one.");
            }
            missingPlace(kind, places).ifPresent(place -> {
                throw InputFault.at(
                        item,
                        "'%s' needs a place '%s', and the scenario has none.".formatted(word, place),
                        "Maybe add it under 'places'.");
            });
            kinds.add(kind);
        }
        if (kinds.isEmpty()) {
            throw InputFault.at(node.get(), "there is nothing to compare.", "Maybe [cloud, federated].");
        }
        return kinds;
    }

    /// Everything the places allow; deep sleep only where not all devices take part in a round.
    private static List<ParadigmKind> possible(Places places, Keys keys) {
        boolean some = keys.optional("training")
                .filter(n -> n instanceof Node.Mapping m && m.entry("active").isPresent())
                .isPresent();
        List<ParadigmKind> kinds = new ArrayList<>();
        for (ParadigmKind kind : ParadigmKind.values()) {
            if (missingPlace(kind, places).isEmpty() && (kind != ParadigmKind.FEDERATED_SLEEP || some)) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static Optional<String> missingPlace(ParadigmKind kind, Places places) {
        return switch (kind) {
            case LOCAL -> Optional.empty();
            case CLOUD -> absent(places.cloud(), "cloud");
            case ON_PREMISES -> absent(places.onPremises(), "on-premises");
            case EDGE -> absent(places.edge(), "edge");
            case FEDERATED, FEDERATED_SLEEP, DECENTRALISED ->
                places.cloud().isPresent()
                                || places.onPremises().isPresent()
                                || places.edge().isPresent()
                        ? Optional.empty()
                        : Optional.of("cloud");
            case HIERARCHICAL ->
                absent(places.edge(), "edge")
                        .or(() -> places.cloud().isPresent()
                                        || places.onPremises().isPresent()
                                ? Optional.empty()
                                : Optional.of("cloud"));
        };
    }

    private static Optional<String> absent(Optional<Site> site, String name) {
        return site.isPresent() ? Optional.empty() : Optional.of(name);
    }

    /// A machine that computes from FLOPs needs to know them, and a demand for answers needs to know how long
    /// one takes.
    private static void requireWork(Task task, Places places, List<ParadigmKind> paradigms, Node model) {
        for (PlaceKind kind : PlaceKind.values()) {
            Optional<Site> site = places.site(kind);
            if (site.isEmpty()) {
                continue;
            }
            boolean fromWork = site.get().machine().compute() instanceof Compute.FromWork;
            if (fromWork && task.model().train().isEmpty()) {
                throw InputFault.at(
                        model.location(),
                        "task.model.train",
                        "the FLOPs of training on one item are not known, and '%s' computes from them."
                                .formatted(kind.word()),
                        "Maybe {based-on: …, forward: 8 GFLOP, train: 24 GFLOP}, or batch-time and batches at the place.");
            }
            boolean timed = site.get().machine().serving().time().isPresent();
            boolean answers = fromWork && task.model().forward().isPresent();
            if (task.inference().isPresent() && !timed && !answers && serves(kind, paradigms, task)) {
                throw InputFault.at(
                        model.location(),
                        "places." + kind.word() + ".answer-time",
                        "requests are to be answered, and nothing says how long one takes at '%s'."
                                .formatted(kind.word()),
                        "Maybe answer-time: 50 ms.");
            }
        }
    }

    private static boolean serves(PlaceKind kind, List<ParadigmKind> paradigms, Task task) {
        boolean onDevices = task.inference().orElseThrow().onDevices();
        return switch (kind) {
            case DEVICES -> onDevices || paradigms.stream().anyMatch(p -> !p.isCentralised());
            case EDGE -> !onDevices && paradigms.contains(ParadigmKind.EDGE);
            case ON_PREMISES -> !onDevices && paradigms.contains(ParadigmKind.ON_PREMISES);
            case CLOUD -> !onDevices && paradigms.contains(ParadigmKind.CLOUD);
        };
    }
}
