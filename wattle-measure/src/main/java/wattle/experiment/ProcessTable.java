package wattle.experiment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The processes of a machine as `/proc` shows them; `proc(5)`.
final class ProcessTable {

    /// Clock ticks of `/proc/PID/stat` per second; 100 on every Linux, as `proc(5)` and `sysconf(_SC_CLK_TCK)` have it.
    private static final double TICKS_PER_S = 100;

    private static final long PAGE_B = 4096;

    private ProcessTable() {}

    /// One process.
    ///
    /// @param cpuS its own CPU time and that of its children it has waited for, in s
    /// @param memoryB resident memory, in B
    record Row(long pid, long parent, char state, double cpuS, long memoryB) {}

    /// A process and all that descend from it, as far as they are there.
    static Set<Row> tree(Path proc, long root) {
        Set<Row> tree = new HashSet<>();
        Deque<Long> waiting = new ArrayDeque<>(List.of(root));
        while (!waiting.isEmpty()) {
            long pid = waiting.pop();
            row(proc.resolve(String.valueOf(pid))).ifPresent(tree::add);
            childrenOf(proc, pid).forEach(waiting::push);
        }
        return tree;
    }

    /// Processes whose parent this is: `/proc/PID/task/TID/children`, which costs a hundredth of reading every
    /// process of the machine.
    static List<Long> childrenOf(Path proc, long pid) {
        List<Long> children = new ArrayList<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc.resolve(pid + "/task"))) {
            for (Path task : tasks) {
                for (String child : words(task.resolve("children"))) {
                    children.add(Long.parseLong(child));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended, and so has no children any more.
            return children;
        }
        return children;
    }

    private static List<String> words(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            return text.isEmpty() ? List.of() : List.of(text.split(" "));
        } catch (IOException e) {
            // The thread has ended while its process goes on.
            return List.of();
        }
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

    /// The row of one process, whose folder this is; empty when it has ended.
    static Optional<Row> row(Path folder) {
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
