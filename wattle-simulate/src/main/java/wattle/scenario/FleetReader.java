package wattle.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import wattle.document.CsvTable;
import wattle.document.Node;

/// Reads a fleet from a table `device,speed,link[,power][,items][,group]` with one row for each device. Devices
/// are numbered from 0 without gaps, in any order.
final class FleetReader {

    private static final double LARGEST_FACTOR = 1e6;
    private static final int MOST_GROUPS = 127;
    private static final int LONGEST_NAME = 100;

    private final Beside files;

    /// @param folder of the scenario's file; empty when it was read from text
    FleetReader(Optional<Path> folder) {
        this.files = new Beside(folder);
    }

    /// @param node the file's name
    FleetTable read(Node node) {
        try (CsvTable table = files.table(node)) {
            return new Rows(table).read();
        }
    }

    private static final class Rows {
        private final CsvTable table;
        private final int device;
        private final int speed;
        private final int link;
        private final OptionalInt power;
        private final OptionalInt items;
        private final OptionalInt group;
        private final Map<String, Integer> names = new HashMap<>();
        private final List<String> order = new ArrayList<>();
        private int size;
        private int highest;
        private int highestLine;
        /// Speed, link, power and items, one after the other for each device; 0 where no row was read yet.
        private double[] factors = new double[4 * 64];
        private byte[] groups = new byte[64];

        private Rows(CsvTable table) {
            this.table = table;
            device = table.column("device");
            speed = table.column("speed");
            link = table.column("link");
            power = table.find("power");
            items = table.find("items");
            group = table.find("group");
            List<String> known = List.of("device", "speed", "link", "power", "items", "group");
            table.columns().stream().filter(c -> !known.contains(c)).findFirst().ifPresent(other -> {
                throw table.headerFault(
                        "the column '%s' is not known in a fleet.".formatted(other),
                        "Maybe one of " + String.join(", ", known) + ".");
            });
        }

        private FleetTable read() {
            while (table.next()) {
                row();
            }
            if (size == 0) {
                throw table.fileFault("this file has a header, but no rows.", "Maybe it was cut off.");
            }
            if (highest >= size) {
                throw table.fileFault(
                        "the devices must be numbered from 0 to %d without gaps, but %d rows have numbers up to %d (line %d)."
                                .formatted(size - 1, size, highest, highestLine),
                        "Maybe rows are missing, or they are numbered from 1.");
            }
            if (order.isEmpty()) {
                order.add("devices");
            }
            return new FleetTable(column(0), column(1), column(2), column(3), order, Arrays.copyOf(groups, size));
        }

        private void row() {
            int at = table.whole(device, CsvTable.MOST_ROWS - 1);
            grow(at);
            if (factors[4 * at] != 0) {
                throw table.fault(device, "the device %d stands here twice.".formatted(at), "Maybe remove one row.");
            }
            factors[4 * at] = factor(speed);
            factors[4 * at + 1] = factor(link);
            factors[4 * at + 2] = power.isPresent() ? factor(power.getAsInt()) : 1;
            factors[4 * at + 3] = items.isPresent() ? factor(items.getAsInt()) : 1;
            if (group.isPresent()) {
                groups[at] = group(table.text(group.getAsInt()));
            }
            size++;
            if (at >= highest) {
                highest = at;
                highestLine = table.line();
            }
        }

        private double factor(int column) {
            double factor = table.number(column);
            if (!(factor > 0 && factor <= LARGEST_FACTOR && factor >= 1 / LARGEST_FACTOR)) {
                throw table.fault(
                        column,
                        "'%s' is no factor: it must be above 0, between a millionth and a million."
                                .formatted(table.text(column)),
                        "Maybe 0.5.");
            }
            return factor;
        }

        private byte group(String name) {
            Integer known = names.get(name);
            if (known != null) {
                return known.byteValue();
            }
            if (name.isEmpty() || name.length() > LONGEST_NAME) {
                throw table.fault(
                        group.orElseThrow(),
                        "a group needs a name of 1 to %d characters.".formatted(LONGEST_NAME),
                        "Maybe 'phones'.");
            }
            if (order.size() == MOST_GROUPS) {
                throw table.fault(
                        group.orElseThrow(),
                        "'%s' is one group too many: there may be %d.".formatted(name, MOST_GROUPS),
                        "Maybe the column holds something else.");
            }
            names.put(name, order.size());
            order.add(name);
            return (byte) (order.size() - 1);
        }

        private void grow(int at) {
            if (at >= groups.length) {
                int capacity = Math.min(CsvTable.MOST_ROWS, Math.max(2 * groups.length, at + 1));
                groups = Arrays.copyOf(groups, capacity);
                factors = Arrays.copyOf(factors, 4 * capacity);
            }
        }

        private double[] column(int which) {
            double[] column = new double[size];
            for (int i = 0; i < size; i++) {
                column[i] = factors[4 * i + which];
            }
            return column;
        }
    }
}
