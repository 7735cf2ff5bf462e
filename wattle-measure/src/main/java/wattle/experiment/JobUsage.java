package wattle.experiment;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the measured command and everything it started use of the machine.
sealed interface JobUsage extends AutoCloseable {

    /// What is used now.
    ///
    /// @param cpuS CPU time so far, in s; never falls
    /// @param memoryB resident memory, in B
    record Now(double cpuS, long memoryB) {}

    /// Looks.
    Now now();

    /// How the tree is followed, for people.
    String how();

    /// Words to put before the command so that it begins in the right place.
    default List<String> prefix() {
        return List.of();
    }

    /// The command was started.
    default void started(long pid) {}

    /// Processes of the job that still run.
    Set<Long> alive();

    @Override
    default void close() {}

    /// A control group of its own where that is permitted, else the process table.
    ///
    /// @param tag `NAME=VALUE` in the environment of the command, inherited by whatever it starts
    static JobUsage of(Path root, String name, String tag) {
        return Cgroup.create(root, name).<JobUsage>map(group -> group).orElseGet(() -> new Tree(Path.of("/proc"), tag));
    }

    /// A control group, version 2 or the CPU account of version 1: counts every process to the last, however short.
    final class Cgroup implements JobUsage {

        private static final String PREFIX = "wattle-";

        /// A group that is empty for longer than any start takes has nobody who still wants it.
        private static final long LEFT_MS = 120_000;

        private final Path folder;
        private final boolean second;

        private Cgroup(Path folder, boolean second) {
            this.folder = folder;
            this.second = second;
        }

        static Optional<Cgroup> create(Path root, String name) {
            Path base = root.resolve("sys/fs/cgroup");
            boolean second = Files.exists(base.resolve("cgroup.controllers"));
            Path parent = second ? base : base.resolve("cpuacct");
            if (!Files.isWritable(parent)) {
                return Optional.empty();
            }
            sweep(parent);
            try {
                Path folder = Files.createDirectory(parent.resolve(PREFIX + name));
                Cgroup group = new Cgroup(folder, second);
                if (group.read().isEmpty()) {
                    group.close();
                    return Optional.empty();
                }
                return Optional.of(group);
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        /// Removes groups that a killed Wattle left behind. The kernel keeps those in which anything runs; one that
        /// was made a moment ago may be waiting for its first process.
        private static void sweep(Path parent) {
            try (DirectoryStream<Path> groups = Files.newDirectoryStream(parent, PREFIX + "*")) {
                for (Path group : groups) {
                    long ageMs = System.currentTimeMillis()
                            - Files.getLastModifiedTime(group).toMillis();
                    if (ageMs > LEFT_MS) {
                        removeIfEmpty(group);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                // What cannot be looked through is left as it is; it costs nobody anything.
                return;
            }
        }

        private static void removeIfEmpty(Path group) {
            try {
                Files.deleteIfExists(group);
            } catch (IOException e) {
                // Something runs in it.
                return;
            }
        }

        private Optional<Double> read() {
            try {
                if (!second) {
                    return Optional.of(Long.parseLong(Files.readString(folder.resolve("cpuacct.usage"))
                                    .strip())
                            * 1e-9);
                }
                return Files.readAllLines(folder.resolve("cpu.stat")).stream()
                        .filter(line -> line.startsWith("usage_usec "))
                        .map(line -> Long.parseLong(line.substring("usage_usec ".length())) * 1e-6)
                        .findFirst();
            } catch (IOException | NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public Now now() {
            long sum = 0;
            for (long pid : alive()) {
                sum += ProcessTable.row(Path.of("/proc/" + pid))
                        .map(ProcessTable.Row::memoryB)
                        .orElse(0L);
            }
            return new Now(read().orElse(0.0), sum);
        }

        @Override
        public Set<Long> alive() {
            Set<Long> pids = new HashSet<>();
            try {
                for (String line : Files.readAllLines(folder.resolve("cgroup.procs"))) {
                    pids.add(Long.parseLong(line.strip()));
                }
            } catch (IOException | NumberFormatException e) {
                // The group is gone: nothing of it runs.
                return Set.of();
            }
            return pids;
        }

        @Override
        public List<String> prefix() {
            return List.of("/bin/sh", "-c", "echo $$ > '" + folder.resolve("cgroup.procs") + "'; exec \"$@\"", "sh");
        }

        @Override
        public String how() {
            return "control group " + folder;
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                // Something of the job still runs in it; the kernel keeps it until that ends.
            }
        }
    }

    /// The process table: sums what lives, and what the living have waited for. Orphans are found again by the tag
    /// in their environment.
    final class Tree implements JobUsage {

        /// Looking through our own many threads for orphans is done at each so many reads.
        private static final int ORPHANS_EVERY = 5;

        private final Path proc;
        private final String tag;
        private final Posix.Used before = Posix.ofChildren();
        private final Set<Long> adopted = new HashSet<>();
        private final Set<Long> strangers = new HashSet<>();
        private final Set<Long> orphans = new HashSet<>();
        private long root = -1;
        private long reads;
        private double most;

        Tree(Path proc, String tag) {
            this.proc = proc;
            this.tag = tag;
            Posix.adoptOrphans();
        }

        @Override
        public void started(long pid) {
            root = pid;
        }

        @Override
        public Now now() {
            double sum = Posix.ofChildren().cpuS() - before.cpuS();
            long memoryB = 0;
            for (ProcessTable.Row row : rows()) {
                sum += row.cpuS();
                memoryB += row.memoryB();
            }
            most = Math.max(most, sum);
            return new Now(most, memoryB);
        }

        @Override
        public Set<Long> alive() {
            Set<Long> pids = new HashSet<>();
            for (ProcessTable.Row row : rows()) {
                if (row.state() != 'Z') {
                    pids.add(row.pid());
                }
            }
            return pids;
        }

        @Override
        public String how() {
            return "process table";
        }

        private Set<ProcessTable.Row> rows() {
            Set<ProcessTable.Row> rows = new HashSet<>(root < 0 ? Set.of() : ProcessTable.tree(proc, root));
            if (reads++ % ORPHANS_EVERY == 0 || ProcessHandle.of(root).isEmpty()) {
                for (long child :
                        ProcessTable.childrenOf(proc, ProcessHandle.current().pid())) {
                    if (child != root && isOurs(child)) {
                        orphans.add(child);
                    }
                }
            }
            orphans.forEach(orphan -> rows.addAll(ProcessTable.tree(proc, orphan)));
            return rows;
        }

        private boolean isOurs(long pid) {
            if (adopted.contains(pid)) {
                return true;
            }
            if (strangers.contains(pid)) {
                return false;
            }
            boolean ours = ProcessTable.carries(proc, pid, tag);
            (ours ? adopted : strangers).add(pid);
            return ours;
        }
    }
}
