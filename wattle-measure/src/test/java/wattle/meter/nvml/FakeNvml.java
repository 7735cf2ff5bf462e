package wattle.meter.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import wattle.meter.FakeTree;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.trace.Reading;

/// The library of `src/test/c/fake_nvml.c`, compiled for one test, and the file of settings that moves its
/// clock.
final class FakeNvml {

    static final String GPU_0 = "GPU-00000000-0000-0000-0000-000000000000";
    static final String GPU_1 = "GPU-00000001-0000-0000-0000-000000000000";

    private final Path settings;
    private final Map<String, String> values = new TreeMap<>();
    private final FakeTree tree;

    /// Skips the test, saying so, where there is no C compiler.
    FakeNvml(Path folder) {
        settings = folder.resolve("settings");
        Path library = folder.resolve("libfake.so");
        Path source = Path.of("src/test/c/fake_nvml.c").toAbsolutePath();
        try {
            Process gcc = new ProcessBuilder(
                            "gcc",
                            "-shared",
                            "-fPIC",
                            "-O1",
                            "-DSETTINGS=\"" + settings + "\"",
                            "-o",
                            library.toString(),
                            source.toString(),
                            "-lm")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(gcc.waitFor()).as(said).isZero();
        } catch (IOException e) {
            assumeTrue(false, "skipped: gcc, which makes the fake NVML, is not installed");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        tree = new FakeTree(folder.resolve("root")).variable("WATTLE_NVML", library.toString());
        at(0);
    }

    FakeNvml set(String key, Object value) {
        values.put(key, value.toString());
        try {
            Files.writeString(
                    settings,
                    values.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Sets the clock of the driver, in s.
    FakeNvml at(double seconds) {
        return set("clock", String.format(Locale.ROOT, "%.6f", seconds));
    }

    FakeTree tree() {
        return tree;
    }

    Machine machine() {
        return tree.machine();
    }

    List<Probe> probe() {
        return new NvmlKind().probe(machine());
    }

    /// The meter of the only GPU that can be read.
    Meter meter() {
        List<Probe> probes = probe();
        assertThat(probes).hasSize(1).first().isInstanceOf(Probe.Ready.class);
        return ((Probe.Ready) probes.getFirst()).meter();
    }

    static List<Reading> read(Meter meter) {
        List<Reading> readings = new ArrayList<>();
        meter.read(readings::add);
        return readings;
    }

    /// Those of one channel, by the last part of its name.
    static List<Reading> read(Meter meter, String channel) {
        return read(meter).stream()
                .filter(reading -> reading.channel().text().endsWith("/" + channel))
                .toList();
    }

    static long counter(Meter meter) {
        return ((Reading.Counter) read(meter, "energy").getFirst()).raw();
    }
}
