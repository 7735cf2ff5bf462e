package wattle.meter.battery;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import wattle.meter.Folder;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.NumberFile;
import wattle.meter.Probe;
import wattle.trace.GapReason;

/// The battery of a laptop as its power meter.
public final class BatteryKind implements MeterKind {

    @Override
    public String name() {
        return "battery";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        Supplies supplies = Supplies.of(machine);
        if (supplies.batteries().isEmpty()) {
            return List.of();
        }
        String device =
                "battery " + supplies.batteries().stream().map(Battery::name).collect(Collectors.joining(", "));
        List<NumberFile> files =
                supplies.batteries().stream().flatMap(b -> b.files().stream()).toList();
        List<NumberFile> failed = files.stream().filter(f -> !f.read()).toList();
        List<NumberFile> denied =
                failed.stream().filter(f -> f.reason() == GapReason.DENIED).toList();
        Optional<NumberFile> gone =
                failed.stream().filter(f -> f.reason() == GapReason.GONE).findFirst();
        Optional<String> objection = supplies.objection();
        if (!denied.isEmpty()) {
            return List.of(new Probe.Denied(
                    device,
                    Folder.rights(denied.getFirst().path()),
                    "sudo chmod a+r "
                            + denied.stream().map(f -> f.path().toString()).collect(Collectors.joining(" ")),
                    "the power of the whole machine while it runs on battery"));
        }
        if (gone.isPresent()) {
            return List.of(
                    new Probe.Broken(device, "it says no power: " + gone.get().detail(), ""));
        }
        if (objection.isPresent()) {
            files.forEach(NumberFile::close);
            return List.of(new Probe.Broken(
                    device,
                    "it feeds the machine only in part or not at all: " + objection.get(),
                    "Unplug the power supply before measuring, and leave it unplugged."));
        }
        return List.of(new Probe.Ready(device, new BatteryMeter(supplies, machine.nanos())));
    }
}
