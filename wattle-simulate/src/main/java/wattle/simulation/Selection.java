package wattle.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import wattle.formula.Formula;
import wattle.scenario.Simulation;
import wattle.scenario.Simulation.Group;
import wattle.simulation.kernel.Seed;
import wattle.simulation.learning.Batteries;
import wattle.simulation.learning.Fleet;
import wattle.simulation.learning.Presence;
import wattle.simulation.learning.Selector;
import wattle.simulation.learning.World;

/// In which order the devices of a scenario are asked to take part, and which are never asked.
final class Selection {

    private final Simulation simulation;
    private final ToDoubleFunction<Formula> value;
    private final World world;

    Selection(Setting setting, ToDoubleFunction<Formula> value, World world) {
        this.simulation = setting.scenario().simulation();
        this.value = value;
        this.world = world;
    }

    Selector selector(Presence presence, @Nullable Batteries batteries, Seed seed) {
        Simulation.Selection by = simulation.participation().selection();
        Selector.Order order = switch (by) {
            case RANDOM -> Selector.Order.RANDOM;
            case FASTEST, LEAST_ENERGY, LEAST_CARBON -> Selector.Order.SCORE;
            case FULLEST_BATTERY -> batteries == null ? Selector.Order.RANDOM : Selector.Order.CHARGE;
        };
        return new Selector(
                world.fleet().size(),
                eligible(),
                order,
                order == Selector.Order.SCORE ? scores(by) : new double[0],
                seed,
                presence,
                batteries);
    }

    private double[] scores(Simulation.Selection by) {
        double[] scores = new double[world.fleet().size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score(by, i);
        }
        return scores;
    }

    /// Time, energy or carbon of a round that nobody disturbs.
    private double score(Simulation.Selection by, int i) {
        Fleet fleet = world.fleet();
        World.Device device = world.device();
        double computeS = (device.trainS() + device.evaluateS()) * fleet.items(i) / fleet.speed(i);
        double travelS = (world.exchange().downBits() / world.wires().downBitPerS()
                        + world.exchange().upBits() / world.wires().upBitPerS())
                / fleet.link(i);
        double joules = fleet.power(i) * (device.powerW() * computeS + device.idleW() * travelS);
        return switch (by) {
            case FASTEST -> computeS + travelS;
            case LEAST_ENERGY -> joules;
            case LEAST_CARBON -> joules * fleet.grid(i);
            case RANDOM, FULLEST_BATTERY -> 0;
        };
    }

    /// Devices with the memory that training needs.
    private int[] eligible() {
        Fleet fleet = world.fleet();
        Optional<Formula> needed = simulation.participation().memory().map(Formula.class::cast);
        List<Group> groups = simulation.fleet().groups();
        int[] eligible = new int[fleet.size()];
        int count = 0;
        for (int i = 0; i < eligible.length; i++) {
            boolean fits = needed.isEmpty()
                    || groups.isEmpty()
                    || groups.get(fleet.group(i))
                            .own()
                            .memory()
                            .map(has -> value.applyAsDouble(has) >= value.applyAsDouble(needed.get()))
                            .orElse(true);
            if (fits) {
                eligible[count++] = i;
            }
        }
        return java.util.Arrays.copyOf(eligible, count);
    }
}
