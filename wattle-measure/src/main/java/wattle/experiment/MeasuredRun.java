package wattle.experiment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.quantity.Energy;
import wattle.quantity.Interval;
import wattle.quantity.Range;
import wattle.run.Activity;
import wattle.run.Cost;
import wattle.run.Entry;
import wattle.run.Ledger;
import wattle.run.Origin;
import wattle.run.Place;
import wattle.run.Provenance;
import wattle.run.Run;
import wattle.run.Sector;
import wattle.run.Stage;
import wattle.trace.Basis;
import wattle.trace.EnergyEstimate;

/// Makes a run of the outcomes of all machines that took part in it: the same kind of run that is simulated or
/// computed, so that whatever reads one reads all.
public final class MeasuredRun {

    private MeasuredRun() {}

    /// @param version of Wattle
    /// @param outcomes one for each machine; at least one
    public static Run of(String id, String version, List<Outcome> outcomes) {
        List<Entry> entries = new ArrayList<>();
        EnergyEstimate total = EnergyEstimate.NOTHING;
        for (Outcome outcome : outcomes) {
            String host = outcome.facts().getOrDefault("host", "machine");
            outcome.account().slices().forEach(slice -> entries.addAll(entries(host, slice)));
            outcome.account().cover().unseen().ifPresent(reason -> entries.add(unseen(host, reason)));
            total = total.plus(outcome.account().gross());
        }
        Ledger ledger = new Ledger(entries);
        Outcome first = outcomes.getFirst();
        return new Run(
                new Run.Title(
                        id,
                        first.facts().getOrDefault("name", id),
                        first.facts().getOrDefault("paradigm", "")),
                origin(outcomes),
                reached(first),
                around(ledger.total().joules(), total),
                costs(outcomes, ledger.total().joules()),
                ledger,
                new Provenance(version, meters(outcomes), 0, 0, "", List.of()));
    }

    /// Whether the total was measured, or modelled for lack of any meter.
    public static Origin origin(List<Outcome> outcomes) {
        boolean modelled = outcomes.stream()
                .flatMap(outcome -> outcome.account().cover().roots().stream())
                .anyMatch(root -> root.channel().basis() == Basis.OUR_MODEL);
        boolean none =
                outcomes.stream().allMatch(o -> o.account().cover().roots().isEmpty());
        return none ? Origin.UNMEASURED : modelled ? Origin.MODELLED : Origin.MEASURED;
    }

    private static List<Entry> entries(String host, Outcome.Slice slice) {
        EnergyEstimate energy = slice.line().energy().times(slice.share());
        Origin origin = slice.line().channel().basis() == Basis.OUR_MODEL ? Origin.MODELLED : Origin.MEASURED;
        Place place = new Place(host + "/" + slice.line().name(), Sector.IT);
        String note = "ME-5: " + slice.line().channel().id() + ", "
                + slice.line().channel().basis().word();
        double joules = Math.max(0, energy.joules());
        double idle = slice.idleJ().orElse(0.0);
        List<Entry> entries = new ArrayList<>();
        if (slice.idleJ().isPresent()) {
            entries.add(entry(slice.stage(), place, Activity.IDLE, energy.times(share(idle, joules)), origin, note));
        }
        entries.add(entry(slice.stage(), place, Activity.COMPUTE, energy.times(1 - share(idle, joules)), origin, note));
        return entries;
    }

    private static double share(double part, double whole) {
        return whole > 0 ? Math.clamp(part / whole, 0, 1) : 0;
    }

    private static Entry entry(
            Stage stage, Place place, Activity activity, EnergyEstimate energy, Origin origin, String note) {
        return new Entry(stage, place, activity, Sector.IT, energy.interval(), origin, note);
    }

    private static Entry unseen(String host, String reason) {
        return new Entry(
                Stage.TRAIN,
                new Place(host + "/unmeasured", Sector.IT),
                Activity.COMPUTE,
                Sector.IT,
                Interval.exactly(new Energy(0)),
                Origin.UNMEASURED,
                reason);
    }

    private static Run.Reached reached(Outcome outcome) {
        Optional<Outcome.Target> target = outcome.progress().target();
        if (target.isEmpty()) {
            return new Run.Reached(Optional.empty(), "no target was set");
        }
        Until until = target.get().until();
        return target.get()
                .first()
                .map(point -> new Run.Reached(
                        Optional.of(true), "%s was %s after %.1f s".formatted(until, point.value(), point.seconds())))
                .orElseGet(() -> new Run.Reached(Optional.of(false), "%s was not reached".formatted(until)));
    }

    private static Map<Cost, Range> costs(List<Outcome> outcomes, double joules) {
        Map<Cost, Range> costs = new EnumMap<>(Cost.class);
        double wall =
                outcomes.stream().mapToDouble(o -> o.usage().wallS()).max().orElse(0);
        double device = outcomes.stream()
                .mapToDouble(
                        o -> o.usage().wallS() * Math.max(1, o.usage().gpus().size()))
                .sum();
        costs.put(Cost.WALL_TIME, Range.exactly(wall));
        costs.put(Cost.DEVICE_TIME, Range.exactly(device));
        costs.put(Cost.ENERGY_DELAY, Range.exactly(joules * wall));
        outcomes.stream()
                .flatMapToDouble(o -> o.usage().peakMemoryB().stream())
                .max()
                .ifPresent(bytes -> costs.put(Cost.PEAK_MEMORY, Range.exactly(bytes * 8)));
        Outcome first = outcomes.getFirst();
        first.progress().target().flatMap(Outcome.Target::first).ifPresent(point -> {
            costs.put(Cost.QUALITY, Range.exactly(point.value()));
        });
        given(first, "parameters", Cost.PARAMETERS, 1, costs);
        given(first, "flops", Cost.FLOPS, 1, costs);
        given(first, "model_bytes", Cost.MODEL_SIZE, 8, costs);
        given(first, "samples", Cost.SAMPLES, 1, costs);
        given(first, "rounds", Cost.ROUNDS, 1, costs);
        given(first, "data_up_bytes", Cost.DATA_UP, 8, costs);
        given(first, "data_down_bytes", Cost.DATA_DOWN, 8, costs);
        given(first, "data_side_bytes", Cost.DATA_SIDE, 8, costs);
        return costs;
    }

    /// What only the job can know, it says: as a tag, or as a metric of this name.
    private static void given(Outcome outcome, String name, Cost cost, double factor, Map<Cost, Range> costs) {
        Optional<Double> said = outcome.progress().points().stream()
                .filter(point -> point.metric().equals(name))
                .map(Outcome.Point::value)
                .reduce((_, last) -> last);
        Optional<Double> value = said.or(() -> number(outcome.facts().get("tag." + name)));
        value.filter(number -> number >= 0).ifPresent(number -> costs.put(cost, Range.exactly(number * factor)));
    }

    private static Optional<Double> number(@org.jspecify.annotations.Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Interval<Energy> around(double joules, EnergyEstimate total) {
        double half = total.halfWidth();
        return new Interval<>(new Energy(Math.max(0, joules - half)), new Energy(joules), new Energy(joules + half));
    }

    private static String meters(List<Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(o -> o.channels().stream())
                .filter(Outcome.ChannelEnergy::chosen)
                .map(channel -> channel.channel().id().meter())
                .distinct()
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
    }
}
