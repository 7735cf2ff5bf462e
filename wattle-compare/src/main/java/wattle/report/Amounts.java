package wattle.report;

import java.util.List;
import java.util.stream.DoubleStream;
import wattle.quantity.Dimension;
import wattle.quantity.Range;

/// Amounts as people read them: a unit that suits the size, and no more digits than the range allows.
public final class Amounts {

    private static final List<Scale> POWER = List.of(
            new Scale("pW", 1e-12, 0),
            new Scale("µW", 1e-6, 1e-6),
            new Scale("mW", 1e-3, 1e-3),
            new Scale("W", 1, 1),
            new Scale("kW", 1e3, 1e4),
            new Scale("MW", 1e6, 1e7));
    private static final List<Scale> RATE = List.of(
            new Scale("bit/s", 1, 0),
            new Scale("kbit/s", 1e3, 1e3),
            new Scale("Mbit/s", 1e6, 1e6),
            new Scale("Gbit/s", 1e9, 1e9));
    private static final List<Scale> WORK = List.of(
            new Scale("FLOP", 1, 0),
            new Scale("MFLOP", 1e6, 1e6),
            new Scale("GFLOP", 1e9, 1e9),
            new Scale("TFLOP", 1e12, 1e12),
            new Scale("PFLOP", 1e15, 1e15),
            new Scale("EFLOP", 1e18, 1e18));
    private static final List<Scale> COMPUTE_RATE = List.of(
            new Scale("FLOP/s", 1, 0),
            new Scale("MFLOP/s", 1e6, 1e6),
            new Scale("GFLOP/s", 1e9, 1e9),
            new Scale("TFLOP/s", 1e12, 1e12),
            new Scale("PFLOP/s", 1e15, 1e15));
    private static final List<Scale> PER_BIT = List.of(new Scale("kWh/GB", 4.5e-4, 0));
    private static final List<Scale> INTENSITY = List.of(new Scale("g/kWh", 1e-3 / 3.6e6, 0));
    private static final List<Scale> SMALL_ENERGY = List.of(
            new Scale("µJ", 1e-6, 0),
            new Scale("mJ", 1e-3, 1e-3),
            new Scale("J", 1, 1),
            new Scale("Wh", 3600, 3600),
            new Scale("kWh", 3.6e6, 3.6e6),
            new Scale("MWh", 3.6e9, 3.6e10),
            new Scale("GWh", 3.6e12, 3.6e13));
    private static final List<Scale> LONG_TIME = List.of(
            new Scale("ms", 1e-3, 0),
            new Scale("s", 1, 1),
            new Scale("min", 60, 120),
            new Scale("h", 3600, 7200),
            new Scale("days", 86400, 172800),
            new Scale("years", 365 * 86400, 700 * 86400));

    private Amounts() {}

    /// A unit for people.
    ///
    /// @param unit as printed; empty for a plain number
    /// @param size of one of it in base units
    public record Shown(String unit, double size) {}

    /// The unit in which an amount of this size reads best.
    public static Shown unitFor(Dimension dimension, double typical) {
        Scale scale = scale(dimension, typical);
        return new Shown(scale.unit(), scale.size());
    }

    /// `1 230 kWh (1 110–1 680)`, from base units.
    public static String of(Dimension dimension, Range base) {
        return scale(dimension, base.typical()).withUnit(base);
    }

    /// Typical value alone: `1 230 kWh`.
    public static String typical(Dimension dimension, Range base) {
        Scale scale = scale(dimension, base.typical());
        return Digits.typical(scale.of(base)) + scale.suffix();
    }

    /// `3.4 GFLOP/J (2.9–3.8)`.
    public static String workPerJoule(Range base) {
        return Scale.fitting(Scale.WORK_PER_JOULE, base.typical()).withUnit(base);
    }

    /// `11 % (8–14)`.
    public static String percent(Range share) {
        return Scale.SHARE.getFirst().withUnit(share);
    }

    private static Scale scale(Dimension dimension, double typical) {
        return Scale.fitting(
                switch (dimension) {
                    case ENERGY -> SMALL_ENERGY;
                    case POWER -> POWER;
                    case TIME -> LONG_TIME;
                    case DATA -> Scale.DATA;
                    case DATA_RATE -> RATE;
                    case ENERGY_PER_BIT -> PER_BIT;
                    case WORK -> WORK;
                    case COMPUTE_RATE -> COMPUTE_RATE;
                    case CARBON -> Scale.CARBON;
                    case CARBON_INTENSITY -> INTENSITY;
                    case SCALAR -> Scale.COUNT;
                },
                DoubleStream.of(typical));
    }
}
