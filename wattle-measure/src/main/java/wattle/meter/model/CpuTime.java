package wattle.meter.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The processor times of `/proc/stat`, in clock ticks since the machine started. Source: proc_stat(5).
///
/// @param busy user, nice, system, irq, softirq, steal; guest time is in user already
/// @param total busy, idle and waiting for input and output
/// @param threads how many processors the system has
record CpuTime(long busy, long total, int threads) {

    /// @throws IOException with a message for people when the file is not there or is not what it should be
    static CpuTime read(Path stat) throws IOException {
        List<String> lines = Files.readAllLines(stat, StandardCharsets.UTF_8);
        String[] sum =
                lines.isEmpty() ? new String[0] : lines.getFirst().strip().split("\\s+");
        int threads =
                (int) lines.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
        if (sum.length < 9 || !sum[0].equals("cpu")) {
            throw new IOException(stat + ": no line 'cpu' with eight times");
        }
        try {
            long user = Long.parseLong(sum[1]);
            long nice = Long.parseLong(sum[2]);
            long system = Long.parseLong(sum[3]);
            long idle = Long.parseLong(sum[4]);
            long waiting = Long.parseLong(sum[5]);
            long interrupts = Long.parseLong(sum[6]) + Long.parseLong(sum[7]);
            long steal = Long.parseLong(sum[8]);
            long busy = user + nice + system + interrupts + steal;
            return new CpuTime(busy, busy + idle + waiting, threads);
        } catch (NumberFormatException e) {
            throw new IOException(stat + ": " + e.getMessage(), e);
        }
    }
}
