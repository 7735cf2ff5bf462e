package wattle.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The processes of a machine as `/proc` shows them at one moment.
///
/// @param processes by process id
record ProcessTable(Map<Long, Row> processes) {

    /// Clock ticks of `/proc/PID/stat` per second; 100 on every Linux, as `proc(5)` and `sysconf(_SC_CLK_TCK)` have it.
    private static final double TICKS_PER_S = 100;

    private static final long PAGE_B = 4096;

    /// One process.
    ///
    /// @param cpuS its own CPU time and that of its children it has waited for, in s
    /// @param memoryB resident memory, in B
    record Row(long pid, long parent, char state, double cpuS, long memoryB) {}

    /// Reads the table.
    static ProcessTable read(Path proc) {
        Map<Long, Row> rows = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path folder : folders) {
                row(folder).ifPresent(row -> rows.put(row.pid(), row));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // No /proc: nothing is known of any process, and the caller says so.
            return new ProcessTable(Map.of());
        }
        return new ProcessTable(rows);
    }

    /// A process and all that descend from it, as far as they are there.
    Set<Row> tree(long root) {
        Map<Long, List<Row>> children = new HashMap<>();
        for (Row row : processes.values()) {
            children.computeIfAbsent(row.parent(), _ -> new ArrayList<>()).add(row);
        }
        Set<Row> tree = new HashSet<>();
        List<Long> waiting = new ArrayList<>(List.of(root));
        while (!waiting.isEmpty()) {
            long pid = waiting.removeLast();
            Row row = processes.get(pid);
            if (row != null) {
                tree.add(row);
            }
            children.getOrDefault(pid, List.of()).forEach(child -> waiting.add(child.pid()));
        }
        return tree;
    }

    /// Processes whose parent this is.
    List<Row> childrenOf(long pid) {
        return processes.values().stream().filter(row -> row.parent() == pid).toList();
    }

    /// Whether the environment with which a process began holds `NAME=VALUE`.
    static boolean carries(Path proc, long pid, String entry) {
        try {
            String environment = Files.readString(proc.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
            return environment.startsWith(entry + "\0") || environment.contains("\0" + entry + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Row> row(Path folder) {
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            // The name stands in parentheses, and may hold spaces and parentheses itself.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double ticks = 0;
            for (int field = 11; field <= 14; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return Optional.of(new Row(
                    Long.parseLong(String.valueOf(folder.getFileName())),
                    Long.parseLong(fields[1]),
                    fields[0].charAt(0),
                    ticks / TICKS_PER_S,
                    Long.parseLong(fields[21]) * PAGE_B));
        } catch (IOException | RuntimeException e) {
            // It ended while it was read.
            return Optional.empty();
        }
    }
}
