package wattle.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import wattle.document.InputFault;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Policy.Who;
import wattle.scenario.Scenario;
import wattle.scenario.Simulation;
import wattle.simulation.cohort.Mix;
import wattle.simulation.learning.World;

/// What cohorts cannot do is refused, and never left out in silence.
final class CohortLimits {

    private static final int FEWEST = 100;

    private CohortLimits() {}

    static void check(Scenario scenario) {
        for (ParadigmKind kind : scenario.paradigms()) {
            if (kind != ParadigmKind.FEDERATED && kind != ParadigmKind.FEDERATED_SLEEP) {
                throw fault("the paradigm '%s'".formatted(kind.word()), "Maybe paradigms: [federated].");
            }
        }
        Simulation simulation = scenario.simulation();
        var equipment = simulation.equipment();
        Map<String, Boolean> has = new LinkedHashMap<>();
        has.put("simulation.battery", equipment.battery().isPresent());
        has.put("simulation.asynchronous", simulation.mode().asynchronous().isPresent());
        has.put("simulation.fleet.file", simulation.fleet().table().isPresent());
        has.put(
                "simulation.participation.presence",
                simulation.participation().presence().isPresent());
        has.put(
                "simulation.participation.memory",
                simulation.participation().memory().isPresent());
        has.put(
                "simulation.participation.selection",
                simulation.participation().selection() != Simulation.Selection.RANDOM);
        has.put("assumptions.trainers: all", scenario.policy().trainers() == Who.ALL);
        has.forEach((key, present) -> {
            if (present) {
                throw fault("'%s'".formatted(key), "Maybe fewer devices, simulated one by one.");
            }
        });
        double devices = scenario.places().devices().count().value().value().typical();
        if (devices > Integer.MAX_VALUE) {
            throw fault(
                    "%.3g devices, as %d are the most".formatted(devices, Integer.MAX_VALUE),
                    "Maybe count: 1000000000.");
        }
    }

    /// Where few share a link, their number differs from round to round, and means say little.
    static void check(World world, Mix mix) {
        World.Shared shared = world.wires().shared();
        double sharing = world.rules().asked() / (double) Math.max(1, shared.cells());
        if (shared.binds() && sharing < FEWEST && !mix.isAlike()) {
            throw fault(
                    "%.3g devices of a round that share a link, as at least %d are needed".formatted(sharing, FEWEST),
                    "Maybe devices simulated one by one, or fewer cells.");
        }
    }

    private static InputFault fault(String what, String maybe) {
        return InputFault.of("cohorts cannot do %s.".formatted(what), maybe);
    }
}
