package wattle.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import wattle.quantity.Dimension;
import wattle.quantity.Range;

/// The unit in which a field counts. The catalogue writes units into field names: `idle_w`, `mem_bytes`.
///
/// @param text the unit as people read it; empty for a plain number
/// @param dimension what is measured, when Wattle calculates with it
/// @param unit the unit as [Dimension] knows it; empty when there is no dimension, and for plain numbers
public record FieldUnit(String text, Optional<Dimension> dimension, String unit) {

    /// First match wins, so longer suffixes stand before the shorter ones they end with.
    private static final List<Rule> RULES = List.of(
            rule(".*gco2e_per_kwh.*", "gCO2e/kWh", Dimension.CARBON_INTENSITY, "gCO2e/kWh"),
            rule(".*kwh_per_gb", "kWh/GB", Dimension.ENERGY_PER_BIT, "kWh/GB"),
            rule(".*j_per_bit", "J/bit", Dimension.ENERGY_PER_BIT, "J/bit"),
            rule(".*bit_per_j", "bit/J", Dimension.ENERGY_PER_BIT, "bit/J"),
            rule("(.*_)?w_per_mbps(_.*)?", "W/(Mbit/s)", Dimension.ENERGY_PER_BIT, "uJ/bit"),
            rule(".*_w_per_household", "W per household", Dimension.POWER, "W"),
            rule(".*_w_per_trx", "W per transceiver", Dimension.POWER, "W"),
            bare(".*_w_per_tb", "W/TB"),
            bare(".*_w_per_gb", "W/GB"),
            bare(".*l_per_kwh", "L/kWh"),
            bare(".*kgco2e_per_tb", "kgCO2e/TB"),
            bare(".*kgco2e_per_mm2_die", "kgCO2e/mm²"),
            bare(".*kgco2e_per_cm2_die", "kgCO2e/cm²"),
            rule(".*kgco2e_per_drive", "kgCO2e per drive", Dimension.CARBON, "kgCO2e"),
            rule(".*kgco2e", "kgCO2e", Dimension.CARBON, "kgCO2e"),
            rule(".*tco2e", "tCO2e", Dimension.CARBON, "tCO2e"),
            rule("energy_per_exam_kwh", "kWh per exam", Dimension.ENERGY, "kWh"),
            rule("energy_per_epoch_kwh", "kWh per epoch", Dimension.ENERGY, "kWh"),
            rule("yearly_.*kwh(_.*)?", "kWh per year", Dimension.ENERGY, "kWh"),
            rule("yearly_kwh", "kWh per year", Dimension.ENERGY, "kWh"),
            rule(".*_kwh", "kWh", Dimension.ENERGY, "kWh"),
            rule(".*_twh", "TWh", Dimension.ENERGY, "TWh"),
            rule("j_per_sample", "J per sample", Dimension.ENERGY, "J"),
            rule("flops_.*_per_(sample|token)", "FLOP", Dimension.WORK, "FLOP"),
            bare("macs_.*", "MAC"),
            rule("(peak|hpl)_flops_.*|achieved_flops", "FLOP/s", Dimension.COMPUTE_RATE, "FLOP/s"),
            bare("peak_ops_.*|ssj_ops_per_s", "OP/s"),
            rule(".*_bytes_per_s", "B/s", Dimension.DATA_RATE, "B/s"),
            rule(".*_bps", "bit/s", Dimension.DATA_RATE, "bit/s"),
            rule(".*_mbps", "Mbit/s", Dimension.DATA_RATE, "Mbit/s"),
            rule("(.*_)?bytes(_.*)?", "B", Dimension.DATA, "B"),
            rule("(vram|dram)_gb", "GB", Dimension.DATA, "GB"),
            rule("drive_tb", "TB", Dimension.DATA, "TB"),
            rule("(.*_)?years(_in_pcf)?", "years", Dimension.TIME, "years"),
            rule(".*_ms_per_batch_.*", "ms", Dimension.TIME, "ms"),
            rule(".*_minutes", "min", Dimension.TIME, "min"),
            rule(".*_hours_.*", "h", Dimension.TIME, "h"),
            rule("wall_days.*", "days", Dimension.TIME, "days"),
            bare("samples_per_s", "samples/s"),
            bare(".*images_per_s", "images/s"),
            bare(".*_fps", "frames/s"),
            rule("time_per_epoch_s", "s per epoch", Dimension.TIME, "s"),
            rule(".*_s", "s", Dimension.TIME, "s"),
            rule(".*_percent(_.*)?|kits_dice|top1", "%", Dimension.SCALAR, "%"),
            rule("(.*_)?w(_measured.*|_uncapped)?", "W", Dimension.POWER, "W"),
            bare(".*_v", "V"),
            bare(".*_mm2", "mm²"),
            bare(".*_cm2", "cm²"),
            bare("image_px|resolution", "px"),
            rule(".*_rel|ratio_.*|.*_ratio(_.*)?|.*_multiplier_.*|slowdown_.*", "×", Dimension.SCALAR, "×"));

    /// Words in the names of fields that count things, or that are shares, coefficients and calendar years.
    private static final Pattern PLAIN = Pattern.compile(
            "(.*_)?(accuracy|batch|centers|classes|clients|cores|count|epochs|fraction|gpus|items|iterations|parameters"
                    + "|patches|pue|r2|redundancy|rounds|runs|samples|seeds|share|steps|tokens|trx|updates|year)(_.*)?"
                    + "|[abcd]|charger_efficiency|cpu_utilisation_typical|delta_p|local_training_metric_.*|proximal_mu"
                    + "|replication_factor|sequence_length|target_value");

    private static final Pattern SUFFIX = Pattern.compile(
            "_(kwh_per_gb|j_per_bit|bit_per_j|gco2e_per_kwh|l_per_kwh"
                    + "|bytes_per_s|w_per_mbps|kgco2e|tco2e|kwh|twh|bytes|years|percent|minutes|mbps|bps|mm2|cm2|px|gb|tb|w|s|v)(_measured.*|_uncapped)?$");

    private static final Set<String> ENDS = Set.of("_low", "_high");

    private record Rule(Pattern field, FieldUnit unit) {}

    /// The unit of a field, or of either end of its range; empty for a field whose name the catalogue does
    /// not know.
    public static Optional<FieldUnit> of(String field) {
        String base = typical(field);
        for (Rule rule : RULES) {
            if (rule.field().matcher(base).matches()) {
                return Optional.of(rule.unit());
            }
        }
        return PLAIN.matcher(base).matches()
                ? Optional.of(new FieldUnit("", Optional.of(Dimension.SCALAR), ""))
                : Optional.empty();
    }

    /// The field of the typical value: `idle_w` for `idle_w_low`.
    public static String typical(String field) {
        for (String end : ENDS) {
            if (field.endsWith(end)) {
                return field.substring(0, field.length() - end.length());
            }
        }
        return field;
    }

    /// The name without its unit, for people: `idle` for `idle_w`.
    public static String label(String field) {
        String base = typical(field);
        return switch (base) {
            case "gco2e_per_kwh" -> "carbon intensity";
            case "w_per_mbps" -> "power per data rate";
            default -> SUFFIX.matcher(base).replaceFirst("$2").replace('_', ' ');
        };
    }

    /// The range in the base unit of the dimension.
    ///
    /// @throws IllegalStateException when Wattle does not calculate in this unit
    public Range toBase(Range range) {
        return mapped(range.low(), range.typical(), range.high(), true);
    }

    /// The range in this unit, from base units.
    public Range fromBase(Range range) {
        return mapped(range.low(), range.typical(), range.high(), false);
    }

    private Range mapped(double low, double typical, double high, boolean toBase) {
        double first = converted(low, toBase);
        double last = converted(high, toBase);
        boolean reversed = dimension.orElseThrow().isReciprocal(unit);
        return new Range(reversed ? last : first, converted(typical, toBase), reversed ? first : last);
    }

    private double converted(double value, boolean toBase) {
        Dimension measured = dimension.orElseThrow(() -> new IllegalStateException("no dimension for " + text));
        if (toBase || measured.isReciprocal(unit)) {
            return measured.toBase(value, unit).orElseThrow();
        }
        return value / measured.toBase(1, unit).orElseThrow();
    }

    private static Rule rule(String field, String text, Dimension dimension, String unit) {
        return new Rule(Pattern.compile(field), new FieldUnit(text, Optional.of(dimension), unit));
    }

    private static Rule bare(String field, String text) {
        return new Rule(Pattern.compile(field), new FieldUnit(text, Optional.empty(), ""));
    }
}
