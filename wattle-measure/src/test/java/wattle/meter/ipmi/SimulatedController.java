package wattle.meter.ipmi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// OpenIPMI's simulator with a controller of `src/test/rigs/ipmi`. Skips the test, saying so, where its
/// programs are missing.
final class SimulatedController implements AutoCloseable {

    private static final Path RIG = Path.of("src/test/rigs/ipmi").toAbsolutePath();

    private final Path folder;
    private final int port;
    private final Process simulator;

    SimulatedController(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        for (String program : List.of("ipmi_sim", "sdrcomp", "ipmitool", "gcc")) {
            assumeTrue(run("sh", "-c", "command -v " + program) == 0, "skipped: " + program + " is not installed");
        }
        assumeTrue(
                Files.exists(Path.of("/usr/include/OpenIPMI/mcserv.h")),
                "skipped: the headers of libopenipmi-dev are not installed");
        assertThat(run(
                        "gcc",
                        "-shared",
                        "-fPIC",
                        "-o",
                        file("dcmi.so"),
                        RIG.resolve("dcmi.c").toString()))
                .isZero();
        try (DatagramSocket free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        Files.createDirectories(folder.resolve("state/ipmi_sim/bmc"));
        assertThat(run(
                        "sdrcomp",
                        "-o",
                        file("state/ipmi_sim/bmc/sdr.20.main"),
                        RIG.resolve("bmc.sdrs").toString()))
                .isZero();
        configure("lan.conf");
        configure("bmc.emu");
        put("supply", "200");
        simulator = new ProcessBuilder(
                        "ipmi_sim", "-c", file("lan.conf"), "-f", file("bmc.emu"), "-s", file("state"), "-n")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    int port() {
        return port;
    }

    void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text + "\n");
    }

    void signal(String name) throws IOException, InterruptedException {
        assertThat(run("kill", "-" + name, Long.toString(simulator.pid()))).isZero();
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void configure(String name) throws IOException {
        String text = Files.readString(RIG.resolve(name));
        put(name, text.replace("@DIR@", folder.toString()).replace("@PORT@", Integer.toString(port)));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(said).isNotNull();
        return code;
    }

    @Override
    public void close() {
        simulator.destroyForcibly();
    }
}
