package wattle.quantity;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The unit table of one dimension. Filled once, when the class loads; never changed afterwards.
final class Units {

    private static final Map<Dimension, Units> TABLES = new EnumMap<>(Dimension.class);

    private final SequencedMap<String, Double> factors = new LinkedHashMap<>();
    private final SequencedMap<String, Double> reciprocals = new LinkedHashMap<>();

    static {
        for (Dimension dimension : Dimension.values()) {
            TABLES.put(dimension, new Units());
        }
        prefixed();
        energyPerBit();
        time();
        carbon();
        for (String unit : new String[] {"", "×", "x"}) {
            put(Dimension.SCALAR, unit, 1);
        }
        put(Dimension.SCALAR, "%", 0.01);
    }

    static Units of(Dimension dimension) {
        Units units = TABLES.get(dimension);
        if (units == null) {
            throw new IllegalStateException("no unit table for " + dimension);
        }
        return units;
    }

    Iterable<String> names() {
        SequencedMap<String, Double> all = new LinkedHashMap<>(factors);
        all.putAll(reciprocals);
        return all.sequencedKeySet();
    }

    Optional<Double> toBase(double value, String unit) {
        Double factor = factors.get(unit);
        if (factor != null) {
            return Optional.of(value * factor);
        }
        Double reciprocal = reciprocals.get(unit);
        return reciprocal == null ? Optional.empty() : Optional.of(reciprocal / value);
    }

    boolean isReciprocal(String unit) {
        return reciprocals.containsKey(unit);
    }

    private static void put(Dimension dimension, String unit, double factor) {
        of(dimension).factors.put(unit, factor);
    }

    private static void prefixed() {
        String[] names = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E", "Z"};
        for (int i = 0; i < names.length; i++) {
            String p = names[i];
            int exponent = 3 * i - 9;
            double factor = Double.parseDouble("1e" + exponent);
            put(Dimension.ENERGY, p + "J", factor);
            put(Dimension.ENERGY, p + "Wh", factor * 3600);
            put(Dimension.POWER, p + "W", factor);
            put(Dimension.ENERGY_PER_BIT, p + "J/bit", factor);
            if (exponent >= 0) {
                of(Dimension.ENERGY_PER_BIT).reciprocals.put(p + "bit/J", 1 / factor);
                put(Dimension.WORK, p + "FLOP", factor);
                put(Dimension.COMPUTE_RATE, p + "FLOP/s", factor);
                put(Dimension.COMPUTE_RATE, p + "FLOPS", factor);
                put(Dimension.DATA, p + "bit", factor);
                put(Dimension.DATA, p + "B", 8 * factor);
                put(Dimension.DATA_RATE, p + "bit/s", factor);
                put(Dimension.DATA_RATE, p + "B/s", 8 * factor);
            }
        }
        String[] binary = {"KiB", "MiB", "GiB", "TiB"};
        for (int i = 0; i < binary.length; i++) {
            put(Dimension.DATA, binary[i], 8 * Math.pow(1024, i + 1));
        }
    }

    private static void energyPerBit() {
        put(Dimension.ENERGY_PER_BIT, "kWh/GB", 3.6e6 / 8e9);
        put(Dimension.ENERGY_PER_BIT, "Wh/GB", 3600 / 8e9);
        put(Dimension.ENERGY_PER_BIT, "J/B", 1.0 / 8);
    }

    private static void time() {
        put(Dimension.TIME, "s", 1);
        put(Dimension.TIME, "ms", 1e-3);
        put(Dimension.TIME, "us", 1e-6);
        put(Dimension.TIME, "µs", 1e-6);
        put(Dimension.TIME, "ns", 1e-9);
        put(Dimension.TIME, "min", 60);
        put(Dimension.TIME, "h", 3600);
        put(Dimension.TIME, "d", 86400);
        withPlural("second", 1);
        withPlural("minute", 60);
        withPlural("hour", 3600);
        withPlural("day", 86400);
        withPlural("week", 7 * 86400);
        withPlural("month", 30 * 86400);
        withPlural("year", 365 * 86400);
    }

    private static void withPlural(String unit, double seconds) {
        put(Dimension.TIME, unit, seconds);
        put(Dimension.TIME, unit + "s", seconds);
    }

    private static void carbon() {
        double perKilowattHour = 1 / Energy.JOULES_PER_KILOWATT_HOUR;
        for (String gas : new String[] {"", "CO2e", "CO2", "CO2eq"}) {
            put(Dimension.CARBON, "g" + gas, 1e-3);
            put(Dimension.CARBON, "kg" + gas, 1);
            put(Dimension.CARBON, "t" + gas, 1e3);
            put(Dimension.CARBON_INTENSITY, "g" + gas + "/kWh", 1e-3 * perKilowattHour);
            put(Dimension.CARBON_INTENSITY, "kg" + gas + "/kWh", perKilowattHour);
            put(Dimension.CARBON_INTENSITY, "kg" + gas + "/MWh", 1e-3 * perKilowattHour);
        }
        put(Dimension.CARBON_INTENSITY, "kg/J", 1);
    }
}
