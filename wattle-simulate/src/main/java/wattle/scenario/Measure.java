package wattle.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wattle.quantity.Energy;

/// What a column of a signal's table can hold, and the units that its name can end with.
enum Measure {
    CARBON(
            "carbon intensity",
            false,
            "g_per_kwh, gco2e_per_kwh, gco2eq_per_kwh, gco2_per_kwh, kg_per_mwh, kg_per_kwh, kgco2e_per_kwh"),
    PRICE("price", true, "_per_kwh, _per_mwh"),
    SURPLUS("surplus power", false, "_w, _kw, _mw");

    private final String noun;
    private final boolean mayBeNegative;
    private final String units;

    Measure(String noun, boolean mayBeNegative, String units) {
        this.noun = noun;
        this.mayBeNegative = mayBeNegative;
        this.units = units;
    }

    String noun() {
        return noun;
    }

    boolean mayBeNegative() {
        return mayBeNegative;
    }

    /// The endings, for people.
    String units() {
        return units;
    }

    /// The name of a column that holds this.
    String example() {
        return switch (this) {
            case CARBON -> "carbon_g_per_kwh";
            case PRICE -> "price_eur_per_kwh";
            case SURPLUS -> "surplus_w";
        };
    }

    /// The unit of a plain `value`; a price has none, as it lacks its currency.
    Optional<String> usual() {
        return switch (this) {
            case CARBON -> Optional.of("g_per_kwh");
            case PRICE -> Optional.empty();
            case SURPLUS -> Optional.of("_w");
        };
    }

    /// Whether the name of a column ends with a unit of this.
    boolean isUnitOf(String column) {
        return switch (this) {
            case CARBON -> endsWithUnit(column);
            // A mass per energy is no price, whatever it ends with.
            case PRICE -> endsWithUnit(column) && !CARBON.endsWithUnit(column);
            case SURPLUS -> endsWithUnit(column);
        };
    }

    private boolean endsWithUnit(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        return List.of(units.split(", ")).stream().anyMatch(name::endsWith);
    }

    /// Base units (kg/J, per J, W) in one unit of a column of this name.
    double factor(String column) {
        String name = column.toLowerCase(Locale.ROOT);
        double joules = Energy.ofKilowattHours(1).joules();
        return switch (this) {
            case CARBON -> (name.endsWith("kg_per_kwh") || name.endsWith("kgco2e_per_kwh") ? 1 : 1e-3) / joules;
            case PRICE -> (name.endsWith("_per_mwh") ? 1e-3 : 1) / joules;
            case SURPLUS -> name.endsWith("_mw") ? 1e6 : name.endsWith("_kw") ? 1e3 : 1;
        };
    }
}
