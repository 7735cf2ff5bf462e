package wattle.simulation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import wattle.formula.Formula;
import wattle.scenario.FleetTable;
import wattle.scenario.Scenario;
import wattle.scenario.Simulation;
import wattle.scenario.Simulation.Group;
import wattle.scenario.Spread;
import wattle.simulation.cohort.Mix;
import wattle.simulation.kernel.Distribution;
import wattle.simulation.kernel.Seed;
import wattle.simulation.learning.Fleet;

/// Draws the devices of a scenario: groups in blocks of their shares, spreads from a stream of each device's own.
final class EventFleet {

    private EventFleet() {}

    /// @param value of the inputs
    /// @param seed each device has a stream of its own under it
    static Fleet of(Scenario scenario, ToDoubleFunction<Formula> value, Seed seed) {
        Simulation.Fleet spec = scenario.simulation().fleet();
        int size = (int)
                Math.round(scenario.places().devices().count().value().value().typical());
        if (spec.table().isPresent()) {
            return table(spec.table().get());
        }
        boolean alike = spec.groups().isEmpty()
                && spec.speed().isFixed()
                && spec.link().isFixed()
                && spec.items().isFixed();
        return alike ? Fleet.alike(size) : drawn(scenario, value, seed, size);
    }

    private static Fleet table(FleetTable table) {
        return new Fleet.Columns(table.size())
                .speed(table.speed())
                .link(table.link())
                .power(table.power())
                .items(table.items())
                .groups(table.groups(), table.group())
                .fleet();
    }

    private static Fleet drawn(Scenario scenario, ToDoubleFunction<Formula> value, Seed seed, int size) {
        Simulation.Fleet spec = scenario.simulation().fleet();
        double[] speed = column(spec.speed(), seed.split("speed"), size);
        double[] link = column(spec.link(), seed.split("link"), size);
        double[] items = column(spec.items(), seed.split("items"), size);
        Fleet.Columns columns = new Fleet.Columns(size);
        List<Group> groups = spec.groups();
        if (!groups.isEmpty()) {
            double own = value.applyAsDouble(scenario.places().devices().grid());
            byte[] group = blocks(groups, size);
            double[] power = new double[size];
            double[] grid = new double[size];
            for (int i = 0; i < size; i++) {
                Group kind = groups.get(group[i]);
                speed[i] *= kind.speed();
                link[i] *= kind.link();
                items[i] *= kind.items();
                power[i] = kind.power();
                double intensity = kind.own().grid().map(value::applyAsDouble).orElse(own);
                grid[i] = own > 0 && intensity > 0 ? intensity / own : 1;
            }
            columns.power(power)
                    .grid(grid)
                    .groups(groups.stream().map(Group::name).toList(), group);
        }
        return columns.speed(speed).link(link).items(items).fleet();
    }

    private static double[] column(Spread spread, Seed seed, int size) {
        double[] column = new double[size];
        Distribution distribution = distribution(spread);
        for (int i = 0; i < size; i++) {
            column[i] = spread.isFixed() ? spread.first() : distribution.draw(seed, i);
        }
        return column;
    }

    /// How devices differ, for cohorts.
    static Mix mix(Scenario scenario, ToDoubleFunction<Formula> value) {
        Simulation.Fleet spec = scenario.simulation().fleet();
        double own = value.applyAsDouble(scenario.places().devices().grid());
        List<Mix.Kind> kinds = spec.groups().isEmpty()
                ? List.of(new Mix.Kind("devices", 1, 1, 1, 1, 1, 1))
                : spec.groups().stream()
                        .map(g -> new Mix.Kind(
                                g.name(),
                                g.share(),
                                g.speed(),
                                g.link(),
                                g.power(),
                                g.items(),
                                own > 0
                                        ? g.own()
                                                        .grid()
                                                        .map(value::applyAsDouble)
                                                        .orElse(own)
                                                / own
                                        : 1))
                        .toList();
        return new Mix(distribution(spec.speed()), distribution(spec.link()), distribution(spec.items()), kinds);
    }

    /// Group of each device: shares of the whole, rounded so that no device is left over.
    static byte[] blocks(List<Group> groups, int size) {
        byte[] group = new byte[size];
        double sum = 0;
        int from = 0;
        for (int g = 0; g < groups.size(); g++) {
            sum += groups.get(g).share();
            int to = g == groups.size() - 1 ? size : (int) Math.min(size, Math.round(sum * size));
            java.util.Arrays.fill(group, from, Math.max(from, to), (byte) g);
            from = Math.max(from, to);
        }
        return group;
    }

    static Distribution distribution(Spread spread) {
        return switch (spread.shape()) {
            case FIXED -> new Distribution.Fixed(spread.first());
            case UNIFORM -> new Distribution.Uniform(spread.first(), spread.second());
            case LOGNORMAL -> new Distribution.LogNormal(spread.first(), spread.second());
            case EXPONENTIAL -> new Distribution.Exponential(spread.first());
            case WEIBULL -> new Distribution.Weibull(spread.second(), spread.first());
        };
    }
}
