package wattle.scenario;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.formula.Formula.Input;
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Nearest;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.scenario.Task.Cadence;
import wattle.scenario.Task.Data;
import wattle.scenario.Task.Inference;
import wattle.scenario.Task.Method;
import wattle.scenario.Task.Model;

/// Reads what is to be learned and served.
final class TaskReader {

    private static final Wanted SIZE = Wanted.positive("b_W", "Size of the exchanged model", Dimension.DATA);
    private static final Wanted FORWARD = Wanted.positive("F_f", "FLOPs of one forward pass", Dimension.WORK);
    private static final Wanted TRAIN =
            Wanted.positive("F_t", "FLOPs of one training pass over an item", Dimension.WORK);
    private static final Wanted ITEMS = Wanted.positive("D", "Items on one device at the start", Dimension.SCALAR);
    private static final Wanted ITEM_SIZE = Wanted.positive("b_i", "Size of one item as uploaded", Dimension.DATA);
    private static final Wanted GATHER = Wanted.notNegative("e_g", "Energy of sensing one item", Dimension.ENERGY);
    private static final Wanted PREPARE = Wanted.notNegative("e_p", "Energy of preparing one item", Dimension.ENERGY);
    private static final Wanted HORIZON = Wanted.positive("H", "Horizon", Dimension.TIME);
    private static final Wanted PERIOD = Wanted.positive("Δ", "Retraining period", Dimension.TIME);
    private static final Wanted NEW_ITEMS =
            Wanted.notNegative("d", "New items of one device in a period", Dimension.SCALAR);
    private static final Wanted EFFORT =
            Wanted.positive("ρ", "Rounds of a refresh over those of the first training", Dimension.SCALAR);
    private static final Wanted REPLAY = Wanted.shareOrNone("r", "Share of the first data replayed in a refresh");
    private static final Wanted REQUESTS = Wanted.positive("q", "Requests a day, all devices", Dimension.SCALAR);
    private static final Wanted REQUEST = Wanted.notNegative("b_q", "Size of one request", Dimension.DATA);
    private static final Wanted RESPONSE = Wanted.notNegative("b_a", "Size of one answer", Dimension.DATA);
    private static final Wanted MONITOR =
            Wanted.notNegative("b_m", "Monitoring data per device and day", Dimension.DATA);

    private final Catalog catalog;

    TaskReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /// @param devices how many there are; a data set is spread over them evenly
    Task read(Keys keys, Range devices) {
        Model model = model(keys.required("model"));
        Data data = data(Keys.of(keys.mapping("data")), devices);
        String target = keys.text("target");
        if (target.isBlank()) {
            throw keys.fault("target", "the target is empty.", "Maybe 'accuracy 0.9'.");
        }
        Input horizon = Inputs.given(keys, "horizon", HORIZON)
                .orElseGet(() ->
                        Inputs.byDefault("task.horizon", HORIZON, Range.exactly(365.0 * 86400), "one year of service"));
        Task task = new Task(
                model,
                data,
                target,
                horizon,
                cadences(keys.optional("cadence")),
                keys.optional("inference").map(n -> inference(Keys.of(Values.mapping(n)), data)),
                Inputs.given(keys, "monitoring", MONITOR));
        keys.noOthers();
        return task;
    }

    /// The catalogue's model, if the scenario names one.
    Optional<CatalogEntry> entry(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entry("based-on").map(e -> entryOf(e.value()));
        }
        return Optional.of(entryOf(node));
    }

    private CatalogEntry entryOf(Node node) {
        String id = Values.text(node);
        return catalog.find(Kind.MODEL, id).orElseThrow(() -> unknown(node, "model", id, Kind.MODEL));
    }

    private InputFault unknown(Node node, String what, String id, Kind kind) {
        return InputFault.at(
                node,
                "no %s in the catalogue is called '%s'.".formatted(what, id),
                Nearest.to(id, catalog.all(kind).stream().map(CatalogEntry::id).toList())
                        .map(near -> "Maybe '%s'.".formatted(near))
                        .orElse("Maybe look for one with: wattle catalog search WORDS"));
    }

    private Model model(Node node) {
        Optional<CatalogEntry> entry = entry(node);
        if (!(node instanceof Node.Mapping mapping)) {
            CatalogEntry known = entry.orElseThrow();
            return new Model(
                    known.name(),
                    known.text("task").orElse(""),
                    size(known)
                            .orElseThrow(() -> InputFault.at(
                                    node,
                                    "the catalogue knows no size of '%s'.".formatted(known.id()),
                                    "Maybe {based-on: %s, size: 100 MB}.".formatted(known.id()))),
                    work(known, "flops_forward_per_sample", "task.model.forward", FORWARD),
                    work(known, "flops_train_per_sample", "task.model.train", TRAIN));
        }
        try (Keys keys = Keys.of(mapping)) {
            keys.has("based-on");
            Optional<Input> size = Inputs.given(keys, "size", SIZE).or(() -> entry.flatMap(TaskReader::size));
            return new Model(
                    keys.optional("name", keys::text)
                            .or(() -> entry.map(CatalogEntry::name))
                            .orElse("model"),
                    keys.optional("kind", keys::text)
                            .or(() -> entry.flatMap(e -> e.text("task")))
                            .orElse(""),
                    size.isPresent() ? size.get() : Inputs.given(keys.required("size"), SIZE),
                    Inputs.given(keys, "forward", FORWARD)
                            .or(() -> entry.flatMap(
                                    e -> work(e, "flops_forward_per_sample", "task.model.forward", FORWARD))),
                    Inputs.given(keys, "train", TRAIN)
                            .or(() ->
                                    entry.flatMap(e -> work(e, "flops_train_per_sample", "task.model.train", TRAIN))));
        }
    }

    private static Optional<Input> size(CatalogEntry model) {
        for (String field : List.of(
                "update_bytes_fp32",
                "update_bytes_fp16",
                "model_bytes_fp32",
                "model_bytes_fp32_unet",
                "model_bytes_fp16")) {
            Optional<Cited<Range>> bytes = model.range(field);
            if (bytes.isPresent()) {
                Cited<Range> value = bytes.get();
                return Optional.of(Inputs.catalogue(
                        "task.model.size",
                        SIZE,
                        new Cited<>(value.value().times(8), value.quality(), value.source(), "field " + field)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Input> work(CatalogEntry model, String field, String path, Wanted wanted) {
        return model.range(field).map(value -> Inputs.catalogue(path, wanted, value));
    }

    private Data data(Keys keys, Range devices) {
        Optional<CatalogEntry> set = keys.optional("set").map(n -> {
            String id = Values.text(n);
            return catalog.find(Kind.DATASET, id).orElseThrow(() -> unknown(n, "data set", id, Kind.DATASET));
        });
        Optional<Double> all = set.flatMap(s -> s.number("items_train").or(() -> s.number("items_total")));
        Optional<Input> items = Inputs.given(keys, "items-per-device", ITEMS)
                .or(() -> all.map(n -> Inputs.byDefault(
                        "task.data.items-per-device",
                        ITEMS,
                        Range.exactly(n / devices.typical()),
                        "the data set's %.0f items spread evenly over the devices".formatted(n))));
        Optional<Double> bytes = set.flatMap(s -> s.number("item_bytes")
                .or(() -> s.number("bytes_total")
                        .flatMap(b -> s.number("items_total").or(() -> all).map(n -> b / n))));
        Optional<Input> size = Inputs.given(keys, "item-size", ITEM_SIZE)
                .or(() -> bytes.map(b -> Inputs.catalogue(
                        "task.data.item-size",
                        ITEM_SIZE,
                        new Cited<>(
                                Range.exactly(8 * b),
                                bytesQuality(set.orElseThrow()),
                                set.orElseThrow().source(),
                                "bytes of the data set over its items"))));
        Data data = new Data(
                items.isPresent() ? items.get() : Inputs.given(keys.required("items-per-device"), ITEMS),
                size.isPresent() ? size.get() : Inputs.given(keys.required("item-size"), ITEM_SIZE),
                gather(keys),
                Inputs.given(keys, "prepare-energy", PREPARE),
                keys.optional("upload", k -> keys.word(k, List.of("once", "every-round")))
                        .map("every-round"::equals)
                        .orElse(false));
        keys.noOthers();
        return data;
    }

    private static Quality bytesQuality(CatalogEntry set) {
        Quality quality = set.quality();
        for (String field : List.of("item_bytes", "bytes_total", "items_total", "items_train")) {
            quality = quality.orWorse(set.range(field).map(Cited::quality).orElse(quality));
        }
        return quality;
    }

    private Optional<Input> gather(Keys keys) {
        Optional<Input> given = Inputs.given(keys, "gather-energy", GATHER);
        Optional<Input> sensed = keys.optional("sensor").map(node -> {
            String id = Values.text(node);
            CatalogEntry sensor =
                    catalog.find(Kind.DEVICE, id).orElseThrow(() -> unknown(node, "device", id, Kind.DEVICE));
            Cited<Range> kwh = sensor.range("energy_per_exam_kwh")
                    .orElseThrow(() -> InputFault.at(
                            node,
                            "the catalogue knows no energy per item of '%s'.".formatted(id),
                            "Maybe gather-energy: 5 kJ."));
            return Inputs.catalogue(
                    "task.data.sensor",
                    GATHER,
                    new Cited<>(kwh.value().times(3.6e6), kwh.quality(), kwh.source(), sensor.name() + ", per exam"));
        });
        return given.or(() -> sensed);
    }

    private static List<Cadence> cadences(Optional<Node> node) {
        if (node.isEmpty()) {
            return List.of(new Cadence.Once());
        }
        if (node.get() instanceof Node.Sequence sequence) {
            List<Cadence> cadences = new ArrayList<>();
            for (Node item : sequence.items()) {
                Cadence cadence = cadence(item);
                if (cadences.stream().anyMatch(c -> c.word().equals(cadence.word()))) {
                    throw InputFault.at(item, "the cadence '%s' stands here twice.".formatted(cadence.word()), "");
                }
                cadences.add(cadence);
            }
            if (cadences.isEmpty()) {
                throw InputFault.at(sequence, "at least one cadence is needed.", "Maybe 'once'.");
            }
            return cadences;
        }
        return List.of(cadence(node.get()));
    }

    private static Cadence cadence(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            Values.word(node, List.of("once"));
            return new Cadence.Once();
        }
        try (Keys keys = Keys.of(mapping)) {
            String path = mapping.path();
            Method method = keys.optional("method", k -> keys.word(k, List.of("scratch", "fine-tune", "replay")))
                    .map(w -> Method.valueOf(w.replace('-', '_').toUpperCase(java.util.Locale.ROOT)))
                    .orElse(Method.SCRATCH);
            Input period = Inputs.given(keys.required("every"), PERIOD);
            Input fresh = Inputs.given(keys.required("new-items-per-device"), NEW_ITEMS);
            Map<ParadigmKind, Input> effort = effort(keys.optional("effort"), path + ".effort", method);
            Input replay = Inputs.given(keys, "replay", REPLAY)
                    .orElseGet(() -> Inputs.byDefault(
                            path + ".replay",
                            REPLAY,
                            method == Method.REPLAY ? new Range(0.1, 0.3, 0.5) : Range.exactly(0),
                            method == Method.REPLAY
                                    ? "a buffer of 10 to 50 % of the first data; iCaRL keeps 40 % of a task (Trinci et al. 2024)"
                                    : "nothing is replayed"));
            return new Cadence.Continual(method, period, fresh, effort, replay);
        }
    }

    /// `effort: 10..30 %` for all, or a group by paradigm.
    private static Map<ParadigmKind, Input> effort(Optional<Node> node, String path, Method method) {
        Map<ParadigmKind, Input> effort = new EnumMap<>(ParadigmKind.class);
        Input usual = Inputs.byDefault(
                path,
                EFFORT,
                method == Method.SCRATCH ? Range.exactly(1) : new Range(0.05, 0.2, 0.5),
                method == Method.SCRATCH
                        ? "training from scratch takes all rounds"
                        : "a refresh takes fewer rounds; Savazzi et al. 2022, Fig. 5: 7-11 of 23-141");
        boolean each = node.isPresent()
                && node.get() instanceof Node.Mapping mapping
                && mapping.entry("low").isEmpty()
                && mapping.entry("value").isEmpty();
        if (node.isPresent() && !each) {
            usual = Inputs.given(node.get(), EFFORT);
        }
        for (ParadigmKind kind : ParadigmKind.values()) {
            effort.put(kind, usual);
        }
        if (node.isPresent() && each) {
            try (Keys keys = Keys.of(Values.mapping(node.get()))) {
                for (ParadigmKind kind : ParadigmKind.values()) {
                    Inputs.given(keys, kind.word(), EFFORT).ifPresent(i -> effort.put(kind, i));
                }
            }
        }
        return effort;
    }

    private static Inference inference(Keys keys, Data data) {
        Inference inference = new Inference(
                Inputs.given(keys.required("requests-per-day"), REQUESTS),
                Inputs.given(keys, "request-size", REQUEST)
                        .orElseGet(() -> new Input(
                                "task.inference.request-size",
                                REQUEST.symbol(),
                                REQUEST.label(),
                                REQUEST.dimension(),
                                new Cited<>(
                                        data.itemSize().value().value(),
                                        data.itemSize().value().quality(),
                                        data.itemSize().value().source(),
                                        "as large as one item of the data"),
                                "default")),
                Inputs.given(keys, "response-size", RESPONSE)
                        .orElseGet(() -> Inputs.byDefault(
                                "task.inference.response-size",
                                RESPONSE,
                                new Range(800, 8000, 80000),
                                "a short answer of 0.1 to 10 kB")),
                keys.optional("at", k -> keys.word(k, List.of("training-place", "devices")))
                        .map("devices"::equals)
                        .orElse(false));
        keys.noOthers();
        return inference;
    }
}
