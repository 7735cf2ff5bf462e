package wattle.meter.snmp;

import java.util.List;
import java.util.Optional;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.smi.OID;
import wattle.document.Keys;
import wattle.meter.Configured;
import wattle.meter.Machine;

/// How an agent is reached.
///
/// @param version one of [SnmpConstants]' `version1`, `version2c`, `version3`
/// @param community for versions 1 and 2c
/// @param user for version 3
record SnmpTarget(String host, int port, int version, String community, Optional<User> user) {

    private static final int STANDARD_PORT = 161; // RFC 3417, section 3.2

    /// A user of version 3 (RFC 3414); without protocols it neither signs nor enciphers.
    record User(String name, Optional<Secret> auth, Optional<Secret> priv) {}

    record Secret(OID protocol, String passphrase) {}

    /// @throws wattle.document.InputFault when the settings cannot be used
    static SnmpTarget of(Machine machine, Keys keys) {
        String host = keys.text("host");
        int port = Configured.port(keys, STANDARD_PORT);
        String version = keys.has("version") ? keys.word("version", List.of("1", "2c", "3")) : "2c";
        Optional<String> plain = keys.optional("community", keys::text);
        Optional<String> secret = Configured.secret(machine, keys, "community_env");
        String community = secret.or(() -> plain).orElse("public");
        Optional<User> user = user(machine, keys, version.equals("3"));
        int number = switch (version) {
            case "1" -> SnmpConstants.version1;
            case "3" -> SnmpConstants.version3;
            default -> SnmpConstants.version2c;
        };
        return new SnmpTarget(host, port, number, community, user);
    }

    private static Optional<User> user(Machine machine, Keys keys, boolean needed) {
        String auth = keys.has("auth") ? keys.word("auth", List.of("SHA", "SHA-256", "SHA-512", "MD5")) : "SHA";
        String priv = keys.has("priv") ? keys.word("priv", List.of("AES", "AES-256", "DES")) : "AES";
        Optional<Secret> signing = secret(machine, keys, "auth_env", authentication(auth));
        Optional<Secret> ciphering = secret(machine, keys, "priv_env", privacy(priv));
        if (ciphering.isPresent() && signing.isEmpty()) {
            throw keys.fault(
                    "priv_env", "there is no encryption without authentication (RFC 3414).", "Maybe add auth_env.");
        }
        return needed || keys.has("user")
                ? Optional.of(new User(keys.text("user"), signing, ciphering))
                : Optional.empty();
    }

    private static Optional<Secret> secret(Machine machine, Keys keys, String key, OID protocol) {
        Optional<String> phrase = Configured.secret(machine, keys, key);
        if (phrase.filter(text -> text.length() < 8).isPresent()) {
            throw keys.fault(key, "its passphrase has fewer than 8 characters (RFC 3414, section 11.2).", "");
        }
        return phrase.map(text -> new Secret(protocol, text));
    }

    private static OID authentication(String name) {
        return switch (name) {
            case "SHA-256" -> AuthHMAC192SHA256.ID;
            case "SHA-512" -> AuthHMAC384SHA512.ID;
            case "MD5" -> AuthMD5.ID;
            default -> AuthSHA.ID;
        };
    }

    private static OID privacy(String name) {
        return switch (name) {
            case "AES-256" -> PrivAES256.ID;
            case "DES" -> PrivDES.ID;
            default -> PrivAES128.ID;
        };
    }
}
