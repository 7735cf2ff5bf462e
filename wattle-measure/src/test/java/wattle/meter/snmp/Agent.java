package wattle.meter.snmp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// net-snmp's `snmpd`, serving the objects that a test puts there. Skips the test, saying so, where it
/// is missing.
final class Agent implements AutoCloseable {

    private static final Path RIG = Path.of("src/test/rigs/snmp").toAbsolutePath();

    private final Path folder;
    private final int port;
    private final Process process;
    private final Map<String, String> objects = new TreeMap<>();

    /// @param system its `sysObjectID`
    Agent(Path folder, String system) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/snmpd")), "skipped: snmpd is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "skipped: perl is not installed");
        this.folder = folder;
        try (DatagramSocket free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        String text = Files.readString(RIG.resolve("snmpd.conf"));
        Path conf = Files.writeString(
                folder.resolve("snmpd.conf"),
                text.replace("@PORT@", Integer.toString(port))
                        .replace("@SYSTEM@", system)
                        .replace("@RIG@", RIG.toString())
                        .replace("@DIR@", folder.toString()));
        ProcessBuilder builder = new ProcessBuilder("/usr/sbin/snmpd", "-f", "-Le", "-C", "-c", conf.toString());
        builder.environment()
                .put("SNMP_PERSISTENT_DIR", folder.resolve("persistent").toString());
        process = builder.redirectErrorStream(true).start();
        awaitReady();
    }

    private void awaitReady() throws IOException {
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        @Nullable String line = reader.readLine();
        while (line != null && !line.startsWith("NET-SNMP version")) {
            said.append(line).append('\n');
            line = reader.readLine();
        }
        if (line == null) {
            throw new IOException("snmpd does not start: " + said);
        }
    }

    int port() {
        return port;
    }

    /// An object and its value, from now on.
    ///
    /// @param type a word of `pass` in snmpd.conf(5): `integer`, `gauge`, `string`
    Agent put(String object, String type, Object value) throws IOException {
        objects.put(object, type + " " + value);
        StringBuilder text = new StringBuilder();
        objects.forEach(
                (name, rest) -> text.append(name).append(' ').append(rest).append('\n'));
        Path fresh = Files.writeString(folder.resolve("objects.fresh"), text);
        Files.move(
                fresh, folder.resolve("objects"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    Agent remove(String object) throws IOException {
        objects.remove(object);
        return put("1.3.6.1.4.1.318.9", "integer", 0);
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
