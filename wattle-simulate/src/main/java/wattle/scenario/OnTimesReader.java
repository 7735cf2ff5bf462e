package wattle.scenario;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import wattle.document.CsvTable;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Dimension;
import wattle.signal.OnTimes;
import wattle.signal.Signal;

/// Reads when devices are there from a table `device,from_s,to_s`: a name of a file, or `{name: …, repeats: 7
/// days}`. Rows may stand in any order. Intervals of one device that touch or overlap are one: traces of several
/// causes (charging, on Wi-Fi) are put together like that. A `to_s` of `inf` has no end.
final class OnTimesReader {

    private final Beside files;

    /// @param folder of the scenario's file; empty when it was read from text
    OnTimesReader(Optional<Path> folder) {
        this.files = new Beside(folder);
    }

    OnTimes read(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return read(node, 0);
        }
        try (Keys keys = Keys.of(mapping)) {
            Node name = keys.required("name");
            Optional<Double> periodS = keys.optional("repeats", k -> keys.amount(k, Dimension.TIME));
            if (periodS.isPresent() && !(periodS.get() >= 1 && periodS.get() <= Signal.MOST_S)) {
                throw keys.fault("repeats", "a trace cannot repeat more often than every second.", "Maybe 7 days.");
            }
            return read(name, periodS.orElse(0.0));
        }
    }

    private OnTimes read(Node name, double periodS) {
        try (CsvTable table = files.table(name)) {
            Rows rows = new Rows(table, periodS);
            while (table.next()) {
                rows.row();
            }
            if (rows.count == 0) {
                throw InputFault.inFile(
                        Values.text(name), "this file has a header, but no rows.", "Maybe it was cut off.");
            }
            return rows.onTimes();
        }
    }

    private static final class Rows {
        private final CsvTable table;
        private final double periodS;
        private final int device;
        private final int from;
        private final int to;
        private int[] devices = new int[64];
        private double[] fromS = new double[64];
        private double[] toS = new double[64];
        private int count;

        private Rows(CsvTable table, double periodS) {
            this.table = table;
            this.periodS = periodS;
            device = table.column("device");
            from = table.column("from_s");
            to = table.column("to_s");
        }

        private void row() {
            int of = table.whole(device, CsvTable.MOST_ROWS - 1);
            double start = time(from);
            boolean endless = table.text(to).equals("inf");
            double end = endless ? Double.POSITIVE_INFINITY : time(to);
            if (endless && periodS > 0) {
                throw table.fault(to, "an interval without an end cannot repeat.", "Maybe leave 'repeats' out.");
            }
            if (!(end > start)) {
                throw table.fault(
                        to,
                        "the interval ends at %s s, and starts at %s s.".formatted(table.text(to), table.text(from)),
                        end < start ? "Maybe the two are swapped." : "Maybe remove the row: it has no length.");
            }
            if (count == devices.length) {
                devices = Arrays.copyOf(devices, 2 * count);
                fromS = Arrays.copyOf(fromS, 2 * count);
                toS = Arrays.copyOf(toS, 2 * count);
            }
            devices[count] = of;
            fromS[count] = start;
            toS[count] = end;
            count++;
        }

        private double time(int column) {
            double time = table.number(column);
            if (time < 0) {
                throw table.fault(
                        column,
                        "'%s' is before the simulation's start.".formatted(table.text(column)),
                        "Maybe subtract the smallest from_s of the file.");
            }
            if (time > Signal.MOST_S) {
                throw table.fault(
                        column,
                        "'%s' s are more than 30 000 years.".formatted(table.text(column)),
                        "Maybe these are milliseconds.");
            }
            return time;
        }

        private OnTimes onTimes() {
            return OnTimes.of(
                    Arrays.copyOf(devices, count), Arrays.copyOf(fromS, count), Arrays.copyOf(toS, count), periodS);
        }
    }
}
