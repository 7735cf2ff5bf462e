package wattle.report;

import java.util.List;
import java.util.stream.DoubleStream;
import wattle.quantity.Range;

/// A unit for people and its size in the base unit.
///
/// @param unit as printed
/// @param size one of it in base units
/// @param from the smallest amount, in base units, that is printed in it
record Scale(String unit, double size, double from) {

    static final List<Scale> ENERGY = List.of(
            new Scale("Wh", 3600, 0),
            new Scale("kWh", 3.6e6, 3.6e6),
            new Scale("MWh", 3.6e9, 3.6e10),
            new Scale("GWh", 3.6e12, 3.6e13));
    static final List<Scale> CARBON = List.of(new Scale("g", 1e-3, 0), new Scale("kg", 1, 1), new Scale("t", 1e3, 1e4));
    static final List<Scale> TIME = List.of(
            new Scale("ms", 1e-3, 0),
            new Scale("s", 1, 1),
            new Scale("min", 60, 120),
            new Scale("h", 3600, 7200),
            new Scale("d", 86400, 172800));
    static final List<Scale> DATA = List.of(
            new Scale("B", 8, 0),
            new Scale("kB", 8e3, 8e3),
            new Scale("MB", 8e6, 8e6),
            new Scale("GB", 8e9, 8e9),
            new Scale("TB", 8e12, 8e12),
            new Scale("PB", 8e15, 8e15));
    static final List<Scale> WORK_PER_JOULE = List.of(
            new Scale("FLOP/J", 1, 0),
            new Scale("kFLOP/J", 1e3, 1e3),
            new Scale("MFLOP/J", 1e6, 1e6),
            new Scale("GFLOP/J", 1e9, 1e9),
            new Scale("TFLOP/J", 1e12, 1e12));
    static final List<Scale> SHARE = List.of(new Scale("%", 0.01, 0));
    static final List<Scale> COUNT = List.of(new Scale("", 1, 0));

    /// Beyond this many of one unit the next one is easier to read.
    private static final double CROWDED = 1e5;

    /// One unit for all: the largest in which the smallest amount is not a fraction, unless that crowds the
    /// largest.
    static Scale fitting(List<Scale> ladder, DoubleStream amounts) {
        double[] sizes = amounts.map(Math::abs).filter(a -> a > 0).sorted().toArray();
        if (sizes.length == 0) {
            return ladder.size() > 1 ? ladder.get(1) : ladder.getFirst();
        }
        int chosen = 0;
        for (int i = 1; i < ladder.size(); i++) {
            Scale next = ladder.get(i);
            boolean crowded = sizes[sizes.length - 1] / ladder.get(chosen).size() >= CROWDED;
            if (sizes[0] >= next.from() || crowded) {
                chosen = i;
            }
        }
        return ladder.get(chosen);
    }

    /// The unit for one amount alone.
    static Scale fitting(List<Scale> ladder, double amount) {
        return fitting(ladder, DoubleStream.of(amount));
    }

    Range of(Range base) {
        // Dividing, as the page's script does: multiplying by 1/size can end on the other side of a half.
        return new Range(base.low() / size, base.typical() / size, base.high() / size);
    }

    /// The unit after a number: a no-break space and the unit, or nothing.
    String suffix() {
        return unit.isEmpty() ? "" : Digits.SPACE + unit;
    }

    /// `1 230 kWh (1 110–1 680)`.
    String withUnit(Range base) {
        Range range = of(base);
        if (range.low() == 0 && range.high() == 0) {
            return Digits.NONE;
        }
        String typical = Digits.typical(range) + suffix();
        return range.isExact() ? typical : typical + " (" + Digits.ends(range) + ")";
    }
}
