package wattle.meter.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.Probe;
import wattle.meter.nvml.NvmlSession.Found;
import wattle.meter.nvml.NvmlSession.Start;
import wattle.trace.Channel;

/// NVIDIA GPUs: the energy counter, the driver's power samples, its power fields, and what the GPU was
/// doing.
///
/// One meter for each physical GPU, named by its UUID. Variables: `WATTLE_NVML` is the path of the library,
/// `WATTLE_NVIDIA_SMI` that of the program; `CUDA_VISIBLE_DEVICES` selects GPUs. Settings of `meters.nvml`:
/// `devices: all` takes all GPUs whatever is selected, `fallback: nvidia-smi` takes the program and not the
/// library.
public final class NvmlKind implements MeterKind {

    private record Settings(boolean all, boolean program) {}

    @Override
    public String name() {
        return "nvml";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        Settings settings;
        try {
            settings = settings(machine);
        } catch (InputFault fault) {
            return List.of(new Probe.Broken("settings of meters.nvml", said(fault), fault.maybe()));
        }
        if (settings.program()) {
            return SmiProbe.of(machine)
                    .orElse(List.of(new Probe.Absent("nvidia-smi", "the settings name it, and it is not on the PATH")));
        }
        return switch (NvmlSession.start(machine)) {
            case Start.Started(NvmlSession session) -> {
                try (session) {
                    yield probes(machine, session, settings.all());
                }
            }
            case Start.NotLoaded(String reason, boolean named) -> withoutLibrary(machine, reason, named);
            case Start.Refused(int code, String reason) -> List.of(refused(code, reason));
        };
    }

    /// The GPUs that a job may use here, by `CUDA_VISIBLE_DEVICES`; empty without a working driver.
    public Optional<GpuSelection> selection(Machine machine) {
        if (NvmlSession.start(machine) instanceof Start.Started(NvmlSession session)) {
            try (session) {
                return Optional.of(session.selection(machine));
            }
        }
        return Optional.empty();
    }

    private static String said(InputFault fault) {
        return fault.location().map(place -> place + ": ").orElse("") + fault.path() + ": " + fault.what();
    }

    private static Settings settings(Machine machine) {
        boolean all = false;
        boolean program = false;
        for (Node.Mapping group : machine.settings("nvml")) {
            try (Keys keys = Keys.of(group)) {
                all |= keys.optional("devices", key -> keys.word(key, List.of("selected", "all")))
                        .filter("all"::equals)
                        .isPresent();
                program |= keys.optional("fallback", key -> keys.word(key, List.of("nvidia-smi")))
                        .isPresent();
            }
        }
        return new Settings(all, program);
    }

    private static List<Probe> probes(Machine machine, NvmlSession session, boolean all) {
        GpuSelection selection = session.selection(machine);
        List<Probe> probes = new ArrayList<>();
        for (Found found : session.found()) {
            String device = found.gpu().name() + " " + found.gpu().uuid();
            if (all || selection.gpus().contains(found.gpu())) {
                probes.add(probe(machine, session, found, device, selection.why()));
            } else {
                probes.add(new Probe.Absent(
                        device,
                        "not of this job: %s To measure it all the same, set meters.nvml.devices: all."
                                .formatted(selection.why())));
            }
        }
        for (String fault : session.faults()) {
            probes.add(new Probe.Broken("NVIDIA GPU", fault, "sudo nvidia-smi --gpu-reset, or restart the machine"));
        }
        return List.copyOf(probes);
    }

    private static Probe probe(Machine machine, NvmlSession session, Found found, String device, String note) {
        List<Tap> taps = GpuTaps.of(
                found.device(), found.gpu(), machine.nanos(), session.found().size(), note);
        boolean energy = taps.stream().flatMap(tap -> tap.channels().stream()).anyMatch(Channel::isEnergy);
        if (!energy) {
            String driver = session.library().driverVersion();
            return new Probe.Broken(
                    device,
                    "driver %s supports neither energy nor power on this GPU".formatted(driver),
                    "measure the machine at the wall, or use meters.model");
        }
        return new Probe.Ready(device, new NvmlMeter(session.library().shared(), taps));
    }

    private static List<Probe> withoutLibrary(Machine machine, String reason, boolean named) {
        List<Probe> probes = new ArrayList<>();
        if (named) {
            probes.add(new Probe.Broken(
                    "NVIDIA driver library", reason, "Maybe correct or unset the variable WATTLE_NVML."));
        }
        Optional<List<Probe>> program = SmiProbe.of(machine);
        program.ifPresent(probes::addAll);
        if (!named && program.isEmpty() && PciGpus.areThere(machine)) {
            probes.add(new Probe.Broken(
                    "NVIDIA GPU",
                    "a GPU is on the PCI bus, and its driver library is not there (" + reason + ")",
                    "install the NVIDIA driver; in a container, start it with --gpus all"));
        }
        return List.copyOf(probes);
    }

    private static Probe refused(int code, String reason) {
        String device = "NVIDIA driver library";
        return switch (code) {
            case NvmlCode.DRIVER_NOT_LOADED -> new Probe.Broken(device, reason, "sudo modprobe nvidia");
            case NvmlCode.LIB_RM_VERSION_MISMATCH ->
                new Probe.Broken(
                        device,
                        reason + ": the library and the loaded kernel module are of different versions",
                        "restart the machine, or reload the module: sudo rmmod nvidia_uvm nvidia && sudo modprobe nvidia");
            case NvmlCode.NO_PERMISSION ->
                new Probe.Denied(
                        device,
                        reason + ": /dev/nvidiactl",
                        "sudo usermod -aG video $USER, then log in again",
                        "the energy of all NVIDIA GPUs");
            default ->
                new Probe.Broken(
                        device, "it does not start: " + reason, "Maybe the output of nvidia-smi or dmesg says more.");
        };
    }
}
