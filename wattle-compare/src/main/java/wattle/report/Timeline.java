package wattle.report;

import java.util.List;

/// What happened when in one simulation of one paradigm: states of places and devices, and power over time.
///
/// @param title the paradigm and its scenario, as a person says it
/// @param horizonS end of the time axis, in s; above 0
/// @param lanes places and devices, in the order they are drawn
/// @param laneCount lanes there are, of which `lanes` may be a part
/// @param power what is drawn below them, on the same axis
/// @param roundsS when rounds ended, in s
public record Timeline(
        String title, double horizonS, List<Lane> lanes, long laneCount, Power power, List<Double> roundsS) {

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if the horizon is not above 0
    public Timeline {
        if (!(horizonS > 0) || horizonS == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a time axis cannot end at %s s".formatted(horizonS));
        }
        lanes = List.copyOf(lanes);
        roundsS = List.copyOf(roundsS);
    }

    /// What a place or device is doing, and how it is drawn.
    public enum State {
        TRAIN("trains"),
        EVALUATE("evaluates"),
        AGGREGATE("aggregates"),
        SEND("sends"),
        RECEIVE("receives"),
        WAIT("waits"),
        IDLE("idles"),
        SLEEP("sleeps"),
        CONVERT("converts and cools");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /// As a person says it.
        public String label() {
            return label;
        }

        /// Its class in the page's style.
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// @param name of the place or device
    /// @param spans by time; what no span covers is off
    public record Lane(String name, List<Span> spans) {
        /// Copies the list.
        public Lane {
            spans = List.copyOf(spans);
        }
    }

    /// @param fromS begin, in s
    /// @param toS end, in s; not before the begin
    public record Span(double fromS, double toS, State state) {}

    /// @param edgesS of the bins, in s, rising; one more than there are bins
    /// @param series stacked from the axis up
    public record Power(List<Double> edgesS, List<Series> series) {
        /// Copies the lists.
        ///
        /// @throws IllegalArgumentException if a series has another number of bins
        public Power {
            edgesS = List.copyOf(edgesS);
            series = List.copyOf(series);
            for (Series one : series) {
                if (one.binJ().size() != edgesS.size() - 1) {
                    throw new IllegalArgumentException("%s has %d bins of %d"
                            .formatted(one.name(), one.binJ().size(), edgesS.size() - 1));
                }
            }
        }

        /// Energy of all series, in J.
        public double totalJ() {
            return series.stream().mapToDouble(Series::totalJ).sum();
        }
    }

    /// @param name of the place and what it does, as the ledger says it
    /// @param totalJ as it stands in the ledger
    /// @param binJ energy in each bin, in J
    public record Series(String name, State state, double totalJ, List<Double> binJ) {
        /// Copies the list.
        ///
        /// @throws IllegalArgumentException if the bins do not add up to the total
        public Series {
            binJ = List.copyOf(binJ);
            double sum = binJ.stream().mapToDouble(Double::doubleValue).sum();
            if (!(Math.abs(sum - totalJ) <= 1e-9 * Math.abs(totalJ))) {
                throw new IllegalArgumentException("%s: the bins hold %s J of %s J".formatted(name, sum, totalJ));
            }
        }
    }
}
