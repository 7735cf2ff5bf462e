package wattle.app.reproduction;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import wattle.catalog.Catalog;
import wattle.formula.Formula.Input;
import wattle.scenario.ScenarioReader;
import wattle.simulation.ClosedForm;
import wattle.simulation.Line;

/// One case as Wattle's own closed form: a scenario with the case's numbers, read and evaluated like any other, so that
/// what is replayed is the law that answers users and not a second copy of it.
final class EnergyLaw {

    private final ClosedForm form;
    private final double[] typical;
    private final int rounds;

    private EnergyLaw(ClosedForm form) {
        this.form = form;
        this.typical = form.tape().typical();
        List<Input> inputs = form.inputs();
        this.rounds = (int) inputs.stream()
                .takeWhile(
                        i -> !i.key().startsWith("training.rounds") && !i.key().equals("training.epochs"))
                .count();
    }

    /// @param allReceive whether all devices get the model in each round, eq. (7), or the active ones, eq. (9)
    static EnergyLaw of(LawInputs inputs, boolean allReceive, Catalog catalog) {
        String text = scenario(inputs, allReceive);
        return new EnergyLaw(ClosedForm.of(new ScenarioReader(catalog).read(text, "published case")));
    }

    /// Joules of a quantity after a number of rounds.
    double energy(Quantity quantity, double afterRounds) {
        boolean moves = !quantity.is(Quantity.COMPUTING);
        boolean computes = !quantity.is(Quantity.COMMUNICATION);
        return sum(
                line -> switch (line.stage()) {
                    case TRANSFER -> moves;
                    case TRAIN, AGGREGATE -> computes;
                    case MANUFACTURE, GATHER, STORE, PREPARE, EVALUATE, DEPLOY, INFER, MONITOR, RETIRE -> false;
                },
                afterRounds);
    }

    private double sum(Predicate<Line> wanted, double afterRounds) {
        double[] values = typical.clone();
        if (rounds < values.length) {
            values[rounds] = afterRounds;
        }
        double[] results = new double[form.tape().outputCount()];
        form.tape().evaluate(values, form.tape().workspace(), results);
        double joules = 0;
        for (Line line : form.paradigms().getFirst().lines()) {
            if (line.counted() && wanted.test(line)) {
                joules += results[form.position(line.energy())];
            }
        }
        return joules;
    }

    private static String scenario(LawInputs in, boolean allReceive) {
        String paradigm = in.policy().paradigm().word();
        double server = in.energies().server().orElse(0.0) / in.pue();
        String text = """
                name: published case
                task:
                  model: {size: <bW> bit}
                  data: {items-per-device: <alpha>, item-size: <bE> bit}
                  target: as published
                places:
                  devices: {count: <K>, <idle>, power: <Ek> W, batch-time: 1 s, batches: 1}
                  cloud: {pue: <gamma>, <idle>, power: <E0> W, batch-time: 1 s, batches: 1}
                paradigms: [<paradigm>]
                training:
                  rounds: {<paradigm>: 1}
                  active: <Ka>
                  <neighbours>
                  server: cloud
                  aggregation: {energy-per-round: <Eps> J}
                links:
                  devices-cloud: {up: <up> J/bit, down: <down> J/bit, transmitter-in-facility: yes}
                  <side>
                assumptions: {idle: none, trainers: all, receivers: <who>, draws: 20}
                """;
        Map<String, String> values = Map.ofEntries(
                Map.entry("bW", Numbers.exact(in.data().model())),
                Map.entry("alpha", Numbers.exact(in.data().uploads())),
                Map.entry("bE", Numbers.exact(in.data().raw().orElse(1.0))),
                Map.entry("K", Long.toString(in.devices().all())),
                Map.entry("Ka", Long.toString(in.devices().active())),
                Map.entry(
                        "neighbours",
                        in.policy() == LearningPolicy.CFA
                                ? "neighbours: " + in.devices().neighbours()
                                : ""),
                Map.entry("idle", "idle-power: 0 W, sleep-power: 0 W"),
                Map.entry("Ek", Numbers.exact(in.energies().device().orElse(1.0))),
                Map.entry("E0", Numbers.exact(in.energies().central().orElse(1.0))),
                Map.entry("Eps", Numbers.exact(server)),
                Map.entry("gamma", Numbers.exact(in.pue())),
                Map.entry("paradigm", paradigm),
                Map.entry("up", Numbers.exact(in.links().up())),
                Map.entry("down", Numbers.exact(in.links().down())),
                Map.entry("side", side(in)),
                Map.entry("who", allReceive ? "all" : "active"));
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("<" + value.getKey() + ">", value.getValue());
        }
        return filled;
    }

    private static String side(LawInputs in) {
        return in.links()
                .side()
                .map(e -> "devices-devices: {energy: %s J/bit}".formatted(Numbers.exact(e)))
                .orElse("");
    }
}
