package wattle.meter.snmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/// Where each vendor's units keep power and energy.
final class Layout {

    private static final double JOULES_PER_WATT_HOUR = 3600;
    private static final double JOULES_PER_TENTH_KILOWATT_HOUR = 360_000;

    private final SnmpSession session;
    private final Selection chosen;

    Layout(SnmpSession session, Selection chosen) {
        this.session = session;
        this.chosen = chosen;
    }

    /// The channels that this vendor's units have; empty when the agent has none of them.
    List<Source> sources(Vendor vendor) throws IOException {
        List<Source> all = new ArrayList<>();
        for (Source source : wanted(vendor)) {
            List<OID> objects =
                    source.points().stream().map(Source.Point::value).toList();
            Map<OID, Variable> values = session.get(objects);
            boolean there = values.keySet().containsAll(objects);
            // A gauge that the unit says not to support stays, so that it is said; a counter is an
            // addition.
            if (there && (!source.energy() || values.values().stream().allMatch(Layout::counts))) {
                all.add(source);
            }
        }
        return all;
    }

    private static boolean counts(Variable value) {
        return Source.number(value).filter(number -> number >= 0).isPresent();
    }

    private List<Source> wanted(Vendor vendor) throws IOException {
        return switch (vendor) {
            case APC -> apc();
            case APC_OLD ->
                List.of(new Source(
                        "device", List.of(Source.Point.of(new OID("1.3.6.1.4.1.318.1.1.12.1.16.0"))), 1, false, true));
            case RARITAN -> raritan();
            case EATON -> eaton();
            case SERVERTECH -> serverTech();
            case UPS -> ups();
            case ENTITY_SENSOR -> new EntitySensors(session, chosen).sources();
        };
    }

    /// PowerNet-MIB: a device's power in hundredths of kW, an outlet's in W; energy in tenths of kWh.
    private List<Source> apc() {
        if (chosen.outlets().isEmpty()) {
            int device = chosen.device().orElse(1);
            String name = "device-" + device;
            return List.of(
                    source(name, List.of(at("1.3.6.1.4.1.318.1.1.26.4.3.1.5", device)), 10, false),
                    source(
                            name,
                            List.of(at("1.3.6.1.4.1.318.1.1.26.4.3.1.9", device)),
                            JOULES_PER_TENTH_KILOWATT_HOUR,
                            true));
        }
        return pair(
                outlets("1.3.6.1.4.1.318.1.1.26.9.4.3.1.7"),
                outlets("1.3.6.1.4.1.318.1.1.26.9.4.3.1.11"),
                JOULES_PER_TENTH_KILOWATT_HOUR);
    }

    /// EATON-EPDU-MIB, strappings from 0: `outletWatts`, `outletWh`; `inputWatts`, `inputWh`.
    private List<Source> eaton() {
        int unit = chosen.device().orElse(0);
        if (chosen.outlets().isEmpty()) {
            int inlet = chosen.inlet().orElse(1);
            String name = "inlet-" + inlet;
            return List.of(
                    source(name, List.of(at("1.3.6.1.4.1.534.6.6.7.3.4.1.4", unit, 1, inlet)), 1, false),
                    source(
                            name,
                            List.of(at("1.3.6.1.4.1.534.6.6.7.3.4.1.5", unit, 1, inlet)),
                            JOULES_PER_WATT_HOUR,
                            true));
        }
        return pair(
                outlets("1.3.6.1.4.1.534.6.6.7.6.5.1.3", unit),
                outlets("1.3.6.1.4.1.534.6.6.7.6.5.1.4", unit),
                JOULES_PER_WATT_HOUR);
    }

    /// Sentry4-MIB, by unit, cord and outlet: `st4OutletActivePower` (7, in W; 9 is the apparent power), and
    /// `st4OutletEnergy` (14).
    private List<Source> serverTech() {
        int unit = chosen.device().orElse(1);
        int cord = chosen.inlet().orElse(1);
        return chosen.outlets().isEmpty()
                ? List.of()
                : pair(
                        outlets("1.3.6.1.4.1.1718.4.1.8.3.1.7", unit, cord),
                        outlets("1.3.6.1.4.1.1718.4.1.8.3.1.14", unit, cord),
                        JOULES_PER_WATT_HOUR);
    }

    /// RFC 1628: `upsOutputPower` of every line.
    private List<Source> ups() throws IOException {
        List<OID> lines =
                List.copyOf(session.walk(new OID("1.3.6.1.2.1.33.1.4.4.1.4")).keySet());
        return lines.isEmpty() ? List.of() : List.of(source("output", lines, 1, false));
    }

    /// PDU2-MIB: sensors of type 5 (activePower) and 8 (activeEnergy) of an inlet or of outlets, in
    /// steps of 10^-digits W and Wh, with a flag that says whether they hold.
    private List<Source> raritan() throws IOException {
        boolean inlet = chosen.outlets().isEmpty();
        String measured = inlet ? "1.3.6.1.4.1.13742.6.5.2.3.1" : "1.3.6.1.4.1.13742.6.5.4.3.1";
        String configured = inlet ? "1.3.6.1.4.1.13742.6.3.3.4.1" : "1.3.6.1.4.1.13742.6.3.5.4.1";
        List<Integer> numbers = inlet ? List.of(chosen.inlet().orElse(1)) : chosen.outlets();
        String name = inlet ? "inlet-" + numbers.getFirst() : chosen.outletName();
        return List.of(
                raritan(name, measured, configured, numbers, 5, 1, false),
                raritan(name, measured, configured, numbers, 8, JOULES_PER_WATT_HOUR, true));
    }

    private Source raritan(
            String name,
            String measured,
            String configured,
            List<Integer> numbers,
            int type,
            double unit,
            boolean energy)
            throws IOException {
        int device = chosen.device().orElse(1);
        List<OID> digits = numbers.stream()
                .map(number -> at(configured + ".7", device, number, type))
                .toList();
        Map<OID, Variable> said = session.get(digits);
        int most =
                digits.stream().mapToInt(object -> digits(said, object)).max().orElse(0);
        List<Source.Point> points = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            points.add(new Source.Point(
                    at(measured + ".4", device, numbers.get(i), type),
                    Optional.of(at(measured + ".2", device, numbers.get(i), type)),
                    Math.round(Math.pow(10, most - digits(said, digits.get(i))))));
        }
        return new Source(name, points, unit / Math.pow(10, most), energy, false);
    }

    private static int digits(Map<OID, Variable> said, OID object) {
        long digits =
                Optional.ofNullable(said.get(object)).flatMap(Source::number).orElse(0L);
        return Math.clamp(digits, 0, 9);
    }

    private List<Source> pair(List<OID> watts, List<OID> energies, double joulesPerUnit) {
        return List.of(
                source(chosen.outletName(), watts, 1, false),
                source(chosen.outletName(), energies, joulesPerUnit, true));
    }

    private static Source source(String name, List<OID> objects, double unit, boolean energy) {
        return new Source(name, objects.stream().map(Source.Point::of).toList(), unit, energy, false);
    }

    private List<OID> outlets(String column, int... before) {
        return chosen.outlets().stream()
                .map(outlet -> at(column, before).append(outlet))
                .toList();
    }

    static OID at(String column, int... index) {
        OID object = new OID(column);
        for (int number : index) {
            object.append(number);
        }
        return object;
    }

    /// Exponent of ten of a scale of RFC 3433: `units(9)` is 0, `kilo(10)` is 3.
    static OptionalInt exponent(long scale) {
        return scale >= 1 && scale <= 17 ? OptionalInt.of(Math.toIntExact(3 * (scale - 9))) : OptionalInt.empty();
    }
}
