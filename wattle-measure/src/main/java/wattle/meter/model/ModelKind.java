package wattle.meter.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wattle.catalog.Catalog;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.Probe;
import wattle.quantity.Dimension;
import wattle.quantity.Range;
import wattle.trace.Part;

/// The meter that works everywhere on Linux and measures nothing: a power model driven by the processors'
/// load.
///
/// Constants come from the settings of `meters.model` (`idle: 50..70 W`, `peak: 200 W`, `alpha: 1`,
/// `part: wall/node`; a list gives several parts), else from the catalogue's entry of this machine, else
/// from the number of its processors.
public final class ModelKind implements MeterKind {

    private static final String DEVICE = "power model";

    @Override
    public String name() {
        return "model";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        List<Node.Mapping> groups = machine.settings(name());
        Path stat = machine.file("proc/stat");
        if (!Files.exists(stat)) {
            return groups.isEmpty()
                    ? List.of()
                    : List.of(new Probe.Absent(DEVICE, "there is no " + stat + " that tells the processors' load"));
        }
        CpuTime time;
        try {
            time = CpuTime.read(stat);
        } catch (IOException e) {
            return List.of(new Probe.Broken(DEVICE, String.valueOf(e.getMessage()), ""));
        }
        if (groups.isEmpty()) {
            PowerModel model = CatalogModel.of(Catalog.builtIn(), Processors.of(machine, time));
            return List.of(ready(new ModelMeter(machine, stat, model, Part.NODE)));
        }
        List<Probe> probes = new ArrayList<>();
        for (Node.Mapping group : groups) {
            probes.add(described(machine, stat, group));
        }
        return List.copyOf(probes);
    }

    private static Probe described(Machine machine, Path stat, Node.Mapping group) {
        try (Keys keys = Keys.of(group)) {
            Range idle = keys.range("idle", Dimension.POWER);
            Range peak = keys.range("peak", Dimension.POWER);
            double alpha = keys.optional("alpha", key -> keys.amount(key, Dimension.SCALAR))
                    .orElse(1.0);
            Part part = keys.optional("part", key -> part(keys, key)).orElse(Part.NODE);
            PowerModel model;
            try {
                model = new PowerModel(idle, peak, alpha, "given in " + group.location());
            } catch (IllegalArgumentException e) {
                throw keys.fault("peak", String.valueOf(e.getMessage()), "Maybe idle and peak are swapped.");
            }
            return ready(new ModelMeter(machine, stat, model, part));
        } catch (InputFault fault) {
            String place = fault.location().map(at -> at + ": ").orElse("");
            return new Probe.Broken(DEVICE, place + fault.path() + ": " + fault.what(), fault.maybe());
        }
    }

    private static Part part(Keys keys, String key) {
        String path = keys.text(key);
        try {
            return Part.of(path);
        } catch (IllegalArgumentException e) {
            throw keys.fault(key, "'%s' is no part of a machine.".formatted(path), "Maybe wall/node.");
        }
    }

    private static Probe ready(ModelMeter meter) {
        return new Probe.Ready(DEVICE + " of " + meter.channels().getFirst().part(), meter);
    }
}
