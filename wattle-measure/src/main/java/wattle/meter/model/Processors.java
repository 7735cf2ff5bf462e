package wattle.meter.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import wattle.meter.Machine;

/// What `/proc` says of the processors of this machine, or of what a virtual machine sees of them.
///
/// @param name as the catalogue writes it: `xeon platinum 8180`; empty when it is not told
/// @param sockets at least 1
/// @param threads at least 1
record Processors(String name, int sockets, int threads) {

    static Processors of(Machine machine, CpuTime time) {
        String name = "";
        Set<String> sockets = new TreeSet<>();
        for (String line : lines(machine.file("proc/cpuinfo"))) {
            String[] pair = line.split(":", 2);
            if (pair.length == 2 && pair[0].strip().equals("model name")) {
                name = pair[1];
            } else if (pair.length == 2 && pair[0].strip().equals("physical id")) {
                sockets.add(pair[1].strip());
            }
        }
        return new Processors(plain(name), Math.max(1, sockets.size()), Math.max(1, time.threads()));
    }

    /// `Intel(R) Xeon(R) Platinum 8180 CPU @ 2.50GHz` is `xeon platinum 8180`.
    static String plain(String modelName) {
        return modelName
                .toLowerCase(Locale.ROOT)
                .replaceAll("@.*", "")
                .replaceAll("\\((r|tm)\\)", "")
                .replaceAll("\\b(intel|amd|cpu|processor|\\d+-core)\\b", " ")
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            // Without /proc/cpuinfo the processors have no name, and the estimate by their number remains.
            return List.of();
        }
    }
}
