package wattle.scenario;

import java.util.List;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.formula.Formula.Input;
import wattle.profile.MachineProfile;
import wattle.profile.Profiles;
import wattle.quantity.Dimension;
import wattle.quantity.Nearest;
import wattle.quantity.Range;
import wattle.scenario.Machine.Compute;
import wattle.scenario.Machine.Making;
import wattle.scenario.Machine.Serving;

/// Reads what stands at a place: a catalogue id under `machine`, with any of its values overridden beside it.
final class MachineReader {

    /// Every key this reader asks for.
    static final List<String> KEYS = List.of(
            "machine",
            "name",
            "power",
            "idle-power",
            "sleep-power",
            "rate",
            "peak",
            "batch-time",
            "batches",
            "embodied",
            "lifetime",
            "accelerators",
            "answering",
            "answer-time");

    private static final Wanted POWER = Wanted.positive("P", "Power while training", Dimension.POWER);
    private static final Wanted IDLE = Wanted.notNegative("P_idle", "Idle power", Dimension.POWER);
    private static final Wanted SLEEP = Wanted.notNegative("P_sleep", "Power in deep sleep", Dimension.POWER);
    private static final Wanted RATE = Wanted.positive("R", "Achieved rate while training", Dimension.COMPUTE_RATE);
    private static final Wanted PEAK = Wanted.positive("R_peak", "Peak rate", Dimension.COMPUTE_RATE);
    private static final Wanted BATCH_TIME = Wanted.positive("T_b", "Time of one batch", Dimension.TIME);
    private static final Wanted BATCHES = Wanted.positive("B", "Batches per round", Dimension.SCALAR);
    private static final Wanted EMBODIED =
            Wanted.notNegative("C_m", "Embodied carbon of one machine", Dimension.CARBON);
    private static final Wanted LIFETIME = Wanted.positive("L", "Lifetime of one machine", Dimension.TIME);
    private static final Wanted USE = Wanted.share("u_life", "Share of its life in use");
    private static final Wanted ACCELERATORS = Wanted.positive("g", "Accelerators in one machine", Dimension.SCALAR);
    private static final Wanted ANSWERING =
            Wanted.positive("ε", "Rate of answering relative to training", Dimension.SCALAR);
    private static final Wanted ANSWER_TIME = Wanted.positive("t_ans", "Time of one answer", Dimension.TIME);

    private final Catalog catalog;
    private final String task;

    MachineReader(Catalog catalog, String task) {
        this.catalog = catalog;
        this.task = task;
    }

    /// @param keys of the place
    /// @param utilisation of the place, over which embodied carbon is spread unless the machine's own use is
    ///     known
    Machine read(Keys keys, Input utilisation) {
        String path = keys.node().path();
        Optional<MachineProfile> known = keys.optional("machine").map(this::profile);
        String name = known.map(MachineProfile::name)
                .or(() -> keys.optional("name", keys::text))
                .orElse("machine");
        keys.has("name");
        Input power = Inputs.given(keys, "power", POWER)
                .or(() -> known.flatMap(MachineProfile::power).map(p -> Inputs.catalogue(path + ".power", POWER, p)))
                .orElseThrow(() -> missing(keys, "power", "the power while training is not known", "power: 250 W"));
        Input idle = Inputs.given(keys, "idle-power", IDLE)
                .or(() -> known.flatMap(MachineProfile::idle).map(p -> Inputs.catalogue(path + ".idle-power", IDLE, p)))
                .orElseGet(() -> Inputs.byDefault(
                        path + ".idle-power",
                        IDLE,
                        power.value().value().times(new Range(0.1, 0.3, 0.5)),
                        "10 to 50 % of the power while training, as no idle power is known"));
        requireIdleBelow(keys, power, idle);
        Input sleep = Inputs.given(keys, "sleep-power", SLEEP)
                .orElseGet(() -> Inputs.byDefault(
                        path + ".sleep-power",
                        SLEEP,
                        idle.value().value().times(new Range(0, 0.02, 0.1)),
                        "0 to 10 % of the idle power; Savazzi et al. 2022 assume 10 µW"));
        if (keys.has("sleep-power")
                && sleep.value().value().typical() > idle.value().value().typical()) {
            throw keys.fault(
                    "sleep-power",
                    "the power in deep sleep (%.4g W) is above the idle power (%.4g W)."
                            .formatted(
                                    sleep.value().value().typical(),
                                    idle.value().value().typical()),
                    "Maybe the two are swapped.");
        }
        return new Machine(
                name,
                compute(keys, path, known),
                power,
                idle,
                sleep,
                making(keys, path, known, utilisation),
                serving(keys, path, known));
    }

    private MachineProfile profile(Node node) {
        String id = Values.text(node);
        CatalogEntry entry = catalog.find(Kind.DEVICE, id)
                .or(() -> catalog.find(Kind.ACCELERATOR, id))
                .orElseThrow(() -> InputFault.at(
                        node,
                        "no device or accelerator in the catalogue is called '%s'.".formatted(id),
                        Nearest.to(id, ids())
                                .map(near -> "Maybe '%s'.".formatted(near))
                                .orElse("Maybe look for one with: wattle catalog search WORDS")));
        return new Profiles(catalog, task).of(entry);
    }

    private List<String> ids() {
        return java.util.stream.Stream.concat(catalog.all(Kind.DEVICE).stream(), catalog.all(Kind.ACCELERATOR).stream())
                .map(CatalogEntry::id)
                .toList();
    }

    private static void requireIdleBelow(Keys keys, Input power, Input idle) {
        if (idle.value().value().typical() > power.value().value().typical()) {
            String key = keys.has("idle-power") ? "idle-power" : "power";
            throw keys.fault(
                    key,
                    "the idle power (%.4g W) is above the power while training (%.4g W)."
                            .formatted(
                                    idle.value().value().typical(),
                                    power.value().value().typical()),
                    "Maybe the two are swapped.");
        }
    }

    private Compute compute(Keys keys, String path, Optional<MachineProfile> known) {
        Optional<Input> batchTime = Inputs.given(keys, "batch-time", BATCH_TIME);
        Optional<Input> batches = Inputs.given(keys, "batches", BATCHES);
        Optional<Input> rate = Inputs.given(keys, "rate", RATE);
        Optional<Input> peak = Inputs.given(keys, "peak", PEAK);
        if (batchTime.isPresent()) {
            if (rate.isPresent() || peak.isPresent()) {
                throw keys.fault(
                        "batch-time",
                        "the time of a batch is given, and a rate as well; only one of them can decide.",
                        "Maybe remove 'rate' and 'peak'.");
            }
            return new Compute.Direct(
                    batchTime.get(),
                    batches.orElseThrow(() -> missing(
                            keys, "batches", "with a batch time, the batches of a round are needed", "batches: 20")));
        }
        if (batches.isPresent()) {
            throw missing(
                    keys, "batch-time", "with the batches of a round, the time of one is needed", "batch-time: 140 ms");
        }
        var speed = known.flatMap(MachineProfile::speed);
        Input achieved = rate.or(() -> speed.map(s -> Inputs.catalogue(path + ".rate", RATE, s.rate())))
                .orElseThrow(() -> missing(
                        keys,
                        "rate",
                        "no training run of this machine is known, so its rate must be given",
                        "rate: 2..5 TFLOP/s"));
        Input most = peak.or(() -> speed.map(s -> Inputs.catalogue(path + ".peak", PEAK, s.peak())))
                .orElseGet(() -> Inputs.byDefault(
                        path + ".peak",
                        PEAK,
                        achieved.value().value().times(new Range(2, 4, 7)),
                        "2 to 7 times the achieved rate, as no peak is given"));
        if (peak.isPresent()
                && achieved.value().value().typical() > most.value().value().typical()) {
            throw keys.fault(
                    "peak",
                    "the peak rate (%.4g FLOP/s) is below the achieved rate (%.4g FLOP/s)."
                            .formatted(
                                    most.value().value().typical(),
                                    achieved.value().value().typical()),
                    "Maybe the two are swapped.");
        }
        return new Compute.FromWork(achieved, most);
    }

    private static Optional<Making> making(Keys keys, String path, Optional<MachineProfile> known, Input utilisation) {
        Optional<Input> embodied = Inputs.given(keys, "embodied", EMBODIED)
                .or(() -> known.flatMap(MachineProfile::making)
                        .map(m -> Inputs.catalogue(path + ".embodied", EMBODIED, m.embodied())));
        Optional<Input> lifetime = Inputs.given(keys, "lifetime", LIFETIME)
                .or(() -> known.flatMap(MachineProfile::making)
                        .map(m -> Inputs.catalogue(path + ".lifetime", LIFETIME, m.lifetime())));
        Input use = known.flatMap(MachineProfile::making)
                .flatMap(MachineProfile.Making::use)
                .map(u -> Inputs.catalogue(path + ".use", USE, u))
                .orElse(utilisation);
        if (embodied.isPresent() && lifetime.isEmpty()) {
            throw missing(keys, "lifetime", "with embodied carbon, the lifetime is needed", "lifetime: 5 years");
        }
        return embodied.map(e -> new Making(e, lifetime.orElseThrow(), use));
    }

    private static Serving serving(Keys keys, String path, Optional<MachineProfile> known) {
        int count = known.map(MachineProfile::accelerators).orElse(1);
        return new Serving(
                Inputs.given(keys, "accelerators", ACCELERATORS)
                        .orElseGet(() -> Inputs.byDefault(
                                path + ".accelerators",
                                ACCELERATORS,
                                Range.exactly(count),
                                known.isPresent() ? "as the catalogue counts them" : "one, as none are given")),
                Inputs.given(keys, "answering", ANSWERING)
                        .orElseGet(() -> Inputs.byDefault(
                                path + ".answering",
                                ANSWERING,
                                new Range(0.3, 0.6, 1),
                                "small batches fill a machine less than training does; no source states how much")),
                Inputs.given(keys, "answer-time", ANSWER_TIME));
    }

    private static InputFault missing(Keys keys, String key, String why, String example) {
        return InputFault.at(
                keys.node().location(), keys.node().pathOf(key), why + ".", "Maybe add the line '" + example + "'.");
    }
}
