package wattle.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Dimension;
import wattle.scenario.Simulation.Fleet;
import wattle.scenario.Simulation.Group;

/// Reads how devices differ: spreads, kinds, or a table with one line for each.
final class FleetGroupsReader {

    private static final Wanted MEMORY = Wanted.positive("M_g", "Memory of a device", Dimension.DATA);
    private static final double LARGEST_FACTOR = 1e6;

    private final Catalog catalog;
    private final Optional<Path> folder;

    FleetGroupsReader(Catalog catalog, Optional<Path> folder) {
        this.catalog = catalog;
        this.folder = folder;
    }

    Fleet read(Optional<Keys> given, Places places) {
        if (given.isEmpty()) {
            return new Fleet(Spread.none(), Spread.none(), Spread.none(), List.of(), Optional.empty());
        }
        try (Keys keys = given.get()) {
            Optional<Node> file = keys.optional("file");
            Fleet fleet = new Fleet(
                    spread(keys, "speed"),
                    spread(keys, "link"),
                    spread(keys, "items"),
                    keys.optional("groups").map(this::groups).orElse(List.of()),
                    file.map(node -> table(node, places)));
            if (file.isPresent()
                    && (!fleet.groups().isEmpty()
                            || List.of("speed", "link", "items").stream().anyMatch(keys::has))) {
                throw keys.fault(
                        "file",
                        "a table says everything of each device; spreads and groups would say it again.",
                        "Maybe remove one of them.");
            }
            return fleet;
        }
    }

    private static Spread spread(Keys keys, String key) {
        return keys.optional(key).map(Spread::factor).orElseGet(Spread::none);
    }

    private FleetTable table(Node node, Places places) {
        FleetTable table = new FleetReader(folder).read(node);
        double devices = places.devices().count().value().value().typical();
        if (table.size() != devices) {
            throw InputFault.at(
                    node,
                    "the table has %d devices, and places.devices.count is %.0f.".formatted(table.size(), devices),
                    "Maybe count: %d.".formatted(table.size()));
        }
        return table;
    }

    private List<Group> groups(Node node) {
        List<Group> groups = new ArrayList<>();
        double sum = 0;
        for (Node item : Values.list(node)) {
            Group group = group(Keys.of(Values.mapping(item)));
            if (groups.stream().anyMatch(g -> g.name().equals(group.name()))) {
                throw InputFault.at(item, "the group '%s' stands here twice.".formatted(group.name()), "");
            }
            sum += group.share();
            groups.add(group);
        }
        if (groups.isEmpty() || Math.abs(sum - 1) > 1e-6) {
            throw InputFault.at(
                    node,
                    "the shares of the groups add up to %.6g %%, not to 100 %%.".formatted(100 * sum),
                    "Maybe one group is missing.");
        }
        return groups;
    }

    private Group group(Keys keys) {
        try (keys) {
            return new Group(
                    keys.text("name"),
                    keys.share("share"),
                    factor(keys, "speed"),
                    factor(keys, "link"),
                    factor(keys, "power"),
                    factor(keys, "items"),
                    new Group.Surrounding(
                            keys.has("grid")
                                    ? Optional.of(new GridReader(catalog, 2100)
                                            .read(keys, Optional.empty(), Optional.empty()))
                                    : Optional.empty(),
                            Inputs.given(keys, "memory", MEMORY)));
        }
    }

    private static double factor(Keys keys, String key) {
        if (!keys.has(key)) {
            return 1;
        }
        double factor = keys.amount(key, Dimension.SCALAR);
        if (!(factor > 0) || factor > LARGEST_FACTOR || factor < 1 / LARGEST_FACTOR) {
            throw keys.fault(key, "a factor must be above 0, and no more than a million.", "Maybe 0.5.");
        }
        return factor;
    }
}
