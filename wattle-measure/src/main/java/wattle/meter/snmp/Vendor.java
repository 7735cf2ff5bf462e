package wattle.meter.snmp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snmp4j.smi.OID;

/// Whose objects an agent has.
enum Vendor {
    /// PowerNet-MIB, `rPDU2`.
    APC("1.3.6.1.4.1.318"),
    /// PowerNet-MIB, `rPDUIdentDevicePowerWatts` of the first metered units.
    APC_OLD("1.3.6.1.4.1.318"),
    /// PDU2-MIB of PX2 and PX3.
    RARITAN("1.3.6.1.4.1.13742"),
    /// EATON-EPDU-MIB.
    EATON("1.3.6.1.4.1.534.6"),
    /// Sentry4-MIB.
    SERVERTECH("1.3.6.1.4.1.1718"),
    /// UPS-MIB, RFC 1628.
    UPS("1.3.6.1.2.1.33"),
    /// ENTITY-SENSOR-MIB, RFC 3433.
    ENTITY_SENSOR("1.3.6.1.2.1.99");

    private final String root;

    Vendor(String root) {
        this.root = root;
    }

    /// As it stands in settings: `apc-old`.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Vendor::word).toList();
    }

    static Vendor of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// Those that an agent with this `sysObjectID` may have, the likeliest first. What is nobody's is
    /// asked for the standards.
    static List<Vendor> of(Optional<OID> system) {
        List<Vendor> own = Arrays.stream(values())
                .filter(vendor ->
                        system.filter(id -> id.startsWith(new OID(vendor.root))).isPresent())
                .toList();
        return own.isEmpty() ? List.of(UPS, ENTITY_SENSOR) : own;
    }
}
