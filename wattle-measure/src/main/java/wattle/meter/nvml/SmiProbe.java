package wattle.meter.nvml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import wattle.meter.Machine;
import wattle.meter.Probe;

/// Looks for the program `nvidia-smi`, which stands in where the library cannot be loaded.
final class SmiProbe {

    /// Without persistence mode the driver is loaded first, which takes a second or more.
    private static final int TIMEOUT_S = 5;

    private static final String REMEDY = "run it by hand to see why; load the driver: sudo modprobe nvidia";

    private SmiProbe() {}

    /// Empty when there is no such program.
    static Optional<List<Probe>> of(Machine machine) {
        return program(machine).map(program -> List.of(probe(program, machine)));
    }

    static Optional<Path> program(Machine machine) {
        Optional<Path> named = machine.variable("WATTLE_NVIDIA_SMI").map(Path::of);
        if (named.isPresent()) {
            return named.filter(Files::isExecutable);
        }
        return machine.variable("PATH").stream()
                .flatMap(path -> Arrays.stream(path.split(":", -1)))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "nvidia-smi"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Probe probe(Path program, Machine machine) {
        String device = "nvidia-smi (" + program + ")";
        List<SmiCsv.Column> all = List.of(SmiCsv.Column.values());
        String said = "";
        for (List<SmiCsv.Column> columns : List.of(all, beforeDriver530(all))) {
            List<String> lines;
            try {
                lines = run(command(program, columns));
            } catch (IOException e) {
                return new Probe.Broken(device, "it does not run: " + e.getMessage(), REMEDY);
            }
            Optional<SmiCsv> csv = lines.stream().findFirst().flatMap(header -> SmiCsv.ofHeader(header, zone(machine)));
            List<SmiCsv.Row> rows = csv.stream()
                    .flatMap(read -> lines.stream().skip(1).flatMap(line -> read.row(line).stream()))
                    .toList();
            if (!rows.isEmpty()) {
                return new Probe.Ready(
                        device, new SmiMeter(machine, command(program, columns), csv.orElseThrow(), rows));
            }
            said = String.join(" ", lines);
        }
        return new Probe.Broken(device, said.isEmpty() ? "it printed nothing" : "it said: " + said, REMEDY);
    }

    /// `power.draw.instant` and `power.draw.average` came with driver 530; older ones refuse the whole
    /// query.
    private static List<SmiCsv.Column> beforeDriver530(List<SmiCsv.Column> all) {
        return all.stream()
                .filter(column -> column != SmiCsv.Column.POWER_INSTANT && column != SmiCsv.Column.POWER_AVERAGE)
                .toList();
    }

    private static List<String> command(Path program, List<SmiCsv.Column> columns) {
        String query = columns.stream().map(SmiCsv.Column::header).collect(Collectors.joining(","));
        return List.of(program.toString(), "--query-gpu=timestamp,uuid,name," + query, "--format=csv,nounits");
    }

    private static List<String> run(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
                throw new IOException("no answer within " + TIMEOUT_S + " s");
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ArrayList<>(text.lines().toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /// The program prints local times.
    private static ZoneId zone(Machine machine) {
        try {
            return machine.variable("TZ").map(ZoneId::of).orElseGet(ZoneId::systemDefault);
        } catch (DateTimeException e) {
            // POSIX rules such as CET-1CEST are no zone names; the system's own reading of them is the
            // default.
            return ZoneId.systemDefault();
        }
    }
}
