package wattle.meter.http;

import java.util.Optional;
import wattle.document.Keys;
import wattle.meter.Configured;
import wattle.meter.Machine;

/// A user and the password; not shown by `toString`.
///
/// @param user `admin` where the settings name none
public record Login(String user, String password) {

    /// From the keys `user` and `password_env`; empty when neither stands there.
    ///
    /// @throws wattle.document.InputFault when the variable is not set, or one key stands without the
    ///     other
    public static Optional<Login> of(Machine machine, Keys keys) {
        Optional<String> user = keys.optional("user", keys::text);
        Optional<String> password = Configured.secret(machine, keys, "password_env");
        if (user.isPresent() && password.isEmpty()) {
            throw keys.fault(
                    "user",
                    "a user without a password.",
                    "Maybe add password_env = \"NAME\", the variable that holds the password.");
        }
        return password.map(secret -> new Login(user.orElse("admin"), secret));
    }

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
