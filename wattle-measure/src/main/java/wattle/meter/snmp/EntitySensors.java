package wattle.meter.snmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import wattle.meter.Unanswered;
import wattle.trace.GapReason;

/// The sensors of ENTITY-SENSOR-MIB (RFC 3433) whose type is watts. A value is in steps of `scale ·
/// 10^-precision`, and holds while `entPhySensorOperStatus` is ok(1).
record EntitySensors(SnmpSession session, Selection chosen) {

    private static final String ENTRY = "1.3.6.1.2.1.99.1.1.1";
    private static final int WATTS = 6;

    /// One source, or none. Sensors are not summed by themselves: nobody knows which contains which.
    List<Source> sources() throws IOException {
        List<Integer> found = new ArrayList<>();
        session.walk(new OID(ENTRY + ".1")).forEach((object, type) -> {
            if (Source.number(type).filter(number -> number == WATTS).isPresent()) {
                found.add(object.last());
            }
        });
        List<Integer> taken = chosen.outlets().isEmpty() ? found : chosen.outlets();
        if (taken.size() > 1 && chosen.outlets().isEmpty()) {
            throw new Unanswered(
                    GapReason.MALFORMED,
                    "it has several sensors of watts; choose by outlets = " + found
                            + ", of which those taken are summed");
        }
        List<Source.Point> points = new ArrayList<>();
        List<Integer> exponents = new ArrayList<>();
        for (int sensor : taken) {
            Map<OID, Variable> about = session.get(List.of(column(2, sensor), column(3, sensor)));
            exponents.add(exponent(about, sensor));
        }
        int least = exponents.stream().mapToInt(Integer::intValue).min().orElse(0);
        for (int i = 0; i < taken.size(); i++) {
            points.add(new Source.Point(
                    column(4, taken.get(i)),
                    Optional.of(column(5, taken.get(i))),
                    Math.round(Math.pow(10, exponents.get(i) - least))));
        }
        String name = "sensor-"
                + String.join("+", taken.stream().map(Object::toString).toList());
        return taken.isEmpty() ? List.of() : List.of(new Source(name, points, Math.pow(10, least), false, false));
    }

    private static int exponent(Map<OID, Variable> about, int sensor) throws IOException {
        Optional<Long> scale = Optional.ofNullable(about.get(column(2, sensor))).flatMap(Source::number);
        OptionalInt exponent = Layout.exponent(scale.orElse(0L));
        if (exponent.isEmpty()) {
            throw new Unanswered(GapReason.MALFORMED, "sensor %d has no scale of RFC 3433".formatted(sensor));
        }
        long precision = Optional.ofNullable(about.get(column(3, sensor)))
                .flatMap(Source::number)
                .orElse(0L);
        return exponent.getAsInt() - Math.clamp(precision, -8, 9); // RFC 3433: -8 … 9
    }

    private static OID column(int column, int sensor) {
        return Layout.at(ENTRY, column, sensor);
    }
}
