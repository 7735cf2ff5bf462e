package wattle.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.formula.Unit;
import wattle.run.Sector;
import wattle.scenario.ParadigmKind;
import wattle.scenario.PlaceKind;
import wattle.scenario.Scenario.Site;
import wattle.scenario.Task.Inference;
import wattle.scenario.Training.Reach;
import wattle.simulation.ParadigmModel.Delivered;
import wattle.simulation.ParadigmModel.Efficiency;
import wattle.simulation.ParadigmModel.Moved;
import wattle.simulation.ParadigmModel.Totals;

/// Sums up the account of a paradigm, and adds what the user feels.
final class Finish {

    private final Setting setting;
    private final Account account;
    private final Machines machines;
    private final LifeCycle life;

    Finish(Setting setting, Account account, Machines machines, LifeCycle life) {
        this.setting = setting;
        this.account = account;
        this.machines = machines;
        this.life = life;
    }

    ParadigmModel model(ParadigmKind kind, Site home, Figure time, Trained trained, Moves moves) {
        Figure rounds = setting.scenario()
                .training()
                .roundsOf(kind)
                .named("n", kind.isCentralised() ? "Epochs" : "Rounds", Equation.RO_1);
        return model(kind, home, rounds, time, trained, moves);
    }

    /// The same with rounds that were held and not given.
    ParadigmModel model(ParadigmKind kind, Site home, Figure rounds, Figure time, Trained trained, Moves moves) {
        Totals totals = totals();
        Delivered service = new Delivered(
                setting.scenario()
                        .training()
                        .quality()
                        .reach()
                        .getOrDefault(kind, new Reach(Optional.empty(), "nothing is known about its quality")),
                rounds,
                time,
                latency(home),
                moved(home, moves),
                efficiency(trained, totals.energy()),
                leaves(kind));
        return new ParadigmModel(
                id(kind), kind, setting.cadence().word(), description(kind, home), account.lines(), totals, service);
    }

    private String id(ParadigmKind kind) {
        return setting.task().cadences().size() == 1
                ? kind.word()
                : kind.word() + "-" + setting.cadence().word();
    }

    private Totals totals() {
        List<Line> lines = account.lines();
        return new Totals(
                sum(lines, null, "E", "Total energy"),
                sum(lines, Sector.IT, "E_IT", "IT energy of servers"),
                sum(lines, Sector.FACILITY, "E_facility", "Facility overhead"),
                sum(lines, Sector.NETWORK, "E_network", "Network energy"),
                sum(lines, Sector.DEVICE, "E_device", "Device energy"),
                operational(lines),
                machines.embodied());
    }

    private static Figure sum(
            List<Line> lines, @org.jspecify.annotations.Nullable Sector sector, String symbol, String label) {
        List<Formula> terms = new ArrayList<>();
        for (Line line : lines) {
            if (line.counted() && (sector == null || line.sector() == sector)) {
                terms.add(line.energy());
            }
        }
        return Formula.sum(Unit.JOULE, terms).named(symbol, label, Equation.FP_2);
    }

    private static Figure operational(List<Line> lines) {
        List<Formula> terms = new ArrayList<>();
        for (Line line : lines) {
            if (line.counted()) {
                terms.add(line.energy().times(line.grid()));
            }
        }
        return Formula.sum(Unit.KILOGRAM, terms).named("C_op", "Operational carbon", Equation.CA_1);
    }

    private Optional<Figure> latency(Site home) {
        Optional<Inference> inference = setting.task().inference();
        if (inference.isEmpty()) {
            return Optional.empty();
        }
        Site where = life.servesOnDevices(home) ? setting.devices() : home;
        Optional<Figure> answering = Passes.answering(where, setting.task().model());
        if (where.kind() == PlaceKind.DEVICES) {
            return answering.map(a -> a.named("τ", "Latency of one request, on the device", Equation.LA_1));
        }
        var link = setting.scenario().network().to(where.kind());
        return answering.map(a -> inference
                .get()
                .request()
                .over(link.upRate())
                .plus(a)
                .plus(inference.get().response().over(link.downRate()))
                .plus(link.latency().times(2))
                .named("τ", "Latency of one request, network included", Equation.LA_2));
    }

    private Moved moved(Site home, Moves moves) {
        List<Formula> up = new ArrayList<>(List.of(moves.up()));
        List<Formula> down = new ArrayList<>(List.of(moves.down()));
        boolean onDevices = life.servesOnDevices(home);
        if (home.kind() != PlaceKind.DEVICES && onDevices) {
            down.add(life.pushed());
        }
        if (!onDevices && setting.task().inference().isPresent()) {
            Formula requests = setting.requests().orElseThrow();
            up.add(requests.times(setting.task().inference().get().request()));
            down.add(requests.times(setting.task().inference().get().response()));
        }
        boolean watched = home.kind() != PlaceKind.DEVICES
                || setting.scenario().training().serverPlace().isPresent();
        if (watched) {
            setting.task().monitoring().ifPresent(perDay -> up.add(life.watched(perDay)));
        }
        return new Moved(
                Formula.sum(Unit.BIT, up).named("b_up", "Data moved up", Equation.DM_1),
                Formula.sum(Unit.BIT, down).named("b_down", "Data moved down", Equation.DM_1),
                moves.side().named("b_side", "Data moved between devices", Equation.DM_1));
    }

    private Efficiency efficiency(Trained trained, Figure energy) {
        if (trained.flops().isEmpty()) {
            return new Efficiency(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "the scenario states computing time directly, so no FLOPs are known");
        }
        List<Formula> work = new ArrayList<>(List.of(trained.flops().get()));
        setting.requests().ifPresent(r -> setting.task().model().forward().ifPresent(f -> work.add(r.times(f))));
        Figure flops = Formula.sum(Unit.FLOP, work).named("F", "Useful model FLOPs", Equation.EF_1);
        return new Efficiency(
                Optional.of(flops),
                Optional.of(flops.over(energy).named("η_p", "Useful FLOP per joule", Equation.EF_2)),
                trained.computation(),
                "");
    }

    private static String leaves(ParadigmKind kind) {
        return switch (kind) {
            case LOCAL -> "nothing";
            case CLOUD, ON_PREMISES, EDGE -> "raw data";
            case FEDERATED, FEDERATED_SLEEP, HIERARCHICAL, DECENTRALISED -> "model updates";
        };
    }

    private String description(ParadigmKind kind, Site home) {
        Site devices = setting.devices();
        String group = Counts.of(devices.count()) + " × " + devices.machine().name();
        return switch (kind) {
            case LOCAL -> group + ", each alone";
            case CLOUD, ON_PREMISES, EDGE ->
                Counts.of(home.count()) + " × " + home.machine().name();
            case FEDERATED, FEDERATED_SLEEP ->
                group + ", server "
                        + (setting.server().kind() == PlaceKind.ON_PREMISES
                                ? "on premises"
                                : "in the " + setting.server().kind().word());
            case HIERARCHICAL ->
                group + ", " + Counts.of(setting.site(PlaceKind.EDGE).count()) + " aggregators";
            case DECENTRALISED ->
                group + ", " + Counts.of(setting.scenario().training().neighbours()) + " neighbours";
        };
    }
}
