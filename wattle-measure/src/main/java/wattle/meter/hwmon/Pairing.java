package wattle.meter.hwmon;

import java.util.List;

/// Which voltage of a chip belongs to which of its currents. A wrong pair gives watts that look right, so only
/// chips whose wiring is known are here.
///
/// Sources: Linux `Documentation/hwmon/ina3221.rst` (in1–3 with curr1–3; in4–6 are shunts, in7 their sum),
/// `ina2xx.rst`, `ina209.rst`, `ina238.rst` (in0 is the shunt, in1 the bus), `ltc2947.rst`, `max20730.rst` (in2 and
/// curr1 are the output); `drivers/hwmon/ltc2992.c` (in0 and in1 are the supplies of curr1 and curr2; from in2 on they
/// are free inputs, though Kepler's chip rules pair in2 with curr2).
///
/// @param voltage the n of `inN_input`
/// @param current the n of `currN_input`
record Pairing(int voltage, int current) {

    private static final List<Pairing> BUS = List.of(new Pairing(1, 1));

    /// Those of a chip; none for one that is not known.
    static List<Pairing> of(String chip) {
        return switch (chip) {
            case "ina3221" -> List.of(new Pairing(1, 1), new Pairing(2, 2), new Pairing(3, 3));
            case "ina209", "ina219", "ina220", "ina226", "ina230", "ina231", "ina237", "ina238" -> BUS;
            case "ltc2947" -> List.of(new Pairing(0, 1));
            case "ltc2992" -> List.of(new Pairing(0, 1), new Pairing(1, 2));
            default -> chip.startsWith("max207") ? List.of(new Pairing(2, 1)) : List.of();
        };
    }
}
