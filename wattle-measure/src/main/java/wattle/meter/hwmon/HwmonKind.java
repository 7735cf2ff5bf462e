package wattle.meter.hwmon;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wattle.meter.FileMeter;
import wattle.meter.Folder;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.meter.MeterKind;
import wattle.meter.NumberFile;
import wattle.meter.Probe;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;

/// Every hwmon chip that says power or energy, one meter each.
public final class HwmonKind implements MeterKind {

    /// A file read costs up to this, so nothing is gained by reading more often, in s.
    private static final double SHORTEST_S = 0.001;

    /// Intel's GPU drivers gather a 32-bit register only when read, in s (Linux `i915_hwmon.c`).
    private static final double INTEL_GPU_LONGEST_S = 60;

    @Override
    public String name() {
        return "hwmon";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        List<Chip> chips = Chip.all(machine);
        Map<String, Integer> seen = new HashMap<>();
        List<Probe> probes = new ArrayList<>();
        for (Chip chip : chips) {
            // Two chips of one name and no address cannot be told apart by anything but their order.
            int nth = seen.merge(chip.id(), 1, Integer::sum);
            probes.addAll(probe(machine, chips, chip, nth == 1 ? chip.id() : chip.id() + "@" + nth));
        }
        return List.copyOf(probes);
    }

    private static List<Probe> probe(Machine machine, List<Chip> chips, Chip chip, String id) {
        List<FileMeter.Line> lines = new ArrayList<>();
        List<NumberFile> denied = new ArrayList<>();
        double shortestS = Double.POSITIVE_INFINITY;
        for (Sensor sensor : Sensor.all(chip)) {
            Meaning meaning = Meaning.of(machine, chips, chip, sensor);
            List<NumberFile> refused = sensor.files().stream()
                    .filter(file -> !file.read() && file.reason() == GapReason.DENIED)
                    .toList();
            if (refused.isEmpty()) {
                lines.add(sensor.line(channel(id, chip, sensor, meaning)));
                shortestS = Math.min(
                        shortestS,
                        Math.max(SHORTEST_S, meaning.traits().periodS().orElse(SHORTEST_S)));
            } else {
                denied.addAll(refused);
                sensor.files().forEach(NumberFile::close);
            }
        }
        List<Probe> probes = new ArrayList<>();
        if (!lines.isEmpty()) {
            boolean intelGpu = chip.name().matches("xe|i915.*");
            Meter.Pace pace = new Meter.Pace(
                    Meter.Cost.FAST, shortestS, intelGpu ? INTEL_GPU_LONGEST_S : Double.POSITIVE_INFINITY);
            probes.add(new Probe.Ready("hwmon " + id, new FileMeter(lines, pace, machine.nanos())));
        }
        if (!denied.isEmpty()) {
            probes.add(denied(id, denied));
        }
        return probes;
    }

    private static Channel channel(String id, Chip chip, Sensor sensor, Meaning meaning) {
        String label = sensor.label().isEmpty() ? "" : " '" + sensor.label() + "'";
        String note = "%s%s. %s"
                .formatted(chip.files().path().resolve(sensor.file()), label, meaning.note())
                .strip();
        return new Channel(
                new ChannelId("hwmon/" + id + "/" + sensor.file()),
                meaning.part(),
                sensor.signal(),
                meaning.basis(),
                meaning.traits(),
                note);
    }

    private static Probe denied(String id, List<NumberFile> files) {
        List<String> paths = files.stream().map(file -> file.path().toString()).toList();
        return new Probe.Denied(
                "hwmon " + id,
                Folder.rights(files.getFirst().path()),
                "sudo chmod a+r " + String.join(" ", paths),
                "what " + id + " measures");
    }
}
