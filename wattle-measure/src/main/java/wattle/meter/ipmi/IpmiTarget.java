package wattle.meter.ipmi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.meter.Machine;

/// How a controller is reached.
///
/// @param host empty for this machine's own controller
/// @param options of `ipmitool`; never a password, because every user sees the arguments of a process
/// @param secret what the child's environment gets beside its own
record IpmiTarget(Path program, String host, List<String> options, Map<String, String> secret) {

    private static final long HIGHEST_PORT = 65535;

    /// This machine's own.
    static IpmiTarget local(Path program) {
        return new IpmiTarget(program, "", List.of(), Map.of());
    }

    /// @throws wattle.document.InputFault when the settings cannot be used
    static IpmiTarget of(Machine machine, Path program, Node.Mapping group) {
        try (Keys keys = Keys.of(group)) {
            String host = keys.text("host");
            long port = keys.optional("port", keys::count).orElse(623L); // IPMI 2.0, section 13.1.2: primary RMCP port
            if (port < 1 || port > HIGHEST_PORT) {
                throw keys.fault("port", "there is no port " + port + ".", "Maybe 623.");
            }
            List<String> options = new ArrayList<>(
                    List.of("-I", keys.optional("interface", keys::text).orElse("lanplus"), "-H", host));
            options.addAll(List.of("-p", Long.toString(port), "-N", "1", "-R", "1"));
            keys.optional("cipher", keys::count).ifPresent(cipher -> options.addAll(List.of("-C", cipher.toString())));
            keys.optional("user", keys::text).ifPresent(user -> options.addAll(List.of("-U", user)));
            Optional<String> variable = keys.optional("password_env", keys::text);
            if (variable.isEmpty()) {
                return new IpmiTarget(program, host, List.copyOf(options), Map.of());
            }
            String password = machine.variable(variable.get())
                    .orElseThrow(() -> keys.fault(
                            "password_env",
                            "the variable %s is not set.".formatted(variable.get()),
                            "Maybe export it before Wattle starts."));
            options.add("-E");
            return new IpmiTarget(program, host, List.copyOf(options), Map.of("IPMI_PASSWORD", password));
        }
    }

    /// `WATTLE_IPMITOOL`, or the program on the path.
    static Optional<Path> program(Machine machine) {
        Optional<Path> named = machine.variable("WATTLE_IPMITOOL").map(Path::of);
        return named.isPresent()
                ? named.filter(Files::isExecutable)
                : machine.variable("PATH").stream()
                        .flatMap(path -> Arrays.stream(path.split(":", -1)))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, "ipmitool"))
                        .filter(Files::isExecutable)
                        .findFirst();
    }

    /// What the channels are named after.
    String name() {
        return host.isEmpty() ? "local" : host;
    }

    List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(options);
        command.add("shell");
        return command;
    }
}
