package wattle.meter.rapl;

import java.util.ArrayList;
import java.util.List;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.Probe;

/// RAPL, through powercap and through perf events, whichever is there and allowed.
public final class RaplKind implements MeterKind {

    @Override
    public String name() {
        return "rapl";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        Processor processor = Processor.of(machine);
        List<Zone> zones = Zone.all(machine);
        List<Probe> probes = new ArrayList<>(new Powercap(machine, processor, zones).probe());
        probes.addAll(new PerfUnits(machine, processor, zones).probe());
        if (probes.isEmpty() && processor.shouldHaveRapl()) {
            probes.add(absent(machine, processor));
        }
        return probes;
    }

    private static Probe absent(Machine machine, Processor processor) {
        return new Probe.Absent(
                "RAPL",
                processor.isVirtual()
                        ? "This is a virtual machine, and its host does not pass RAPL through."
                        : "No zones in %s, and no perf unit 'power'. Maybe load the driver: sudo modprobe intel_rapl_msr"
                                .formatted(machine.file(Zone.POWERCAP)));
    }
}
