package wattle.meter.nvml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import wattle.meter.Machine;

/// The GPUs that a job on this machine may use: those of `CUDA_VISIBLE_DEVICES`, or all.
///
/// Source: CUDA C++ Programming Guide, "CUDA Environment Variables": a list of indices, of `GPU-` UUIDs
/// that may be cut short, or of `MIG-` UUIDs; what stands after the first one that is not there does not
/// count. Indices follow `CUDA_DEVICE_ORDER`, which is FASTEST_FIRST unless it says PCI_BUS_ID.
///
/// @param gpus in the order of the variable
/// @param certain false when the order of the indices cannot be known here; then all GPUs are selected
/// @param why for people; empty when nothing was said
public record GpuSelection(List<Gpu> gpus, boolean certain, String why) {

    /// Copies the list.
    public GpuSelection {
        gpus = List.copyOf(gpus);
    }

    /// The UUIDs of the selected GPUs.
    public List<String> uuids() {
        return gpus.stream().map(Gpu::uuid).toList();
    }

    /// @param parentOfMig the UUID of the card that a MIG instance is a part of
    static GpuSelection of(Machine machine, List<Gpu> gpus, Function<String, Optional<String>> parentOfMig) {
        String slurm = machine.variable("SLURM_JOB_GPUS")
                .map(list -> "SLURM_JOB_GPUS=" + list + ".")
                .orElse("");
        Optional<String> variable = Optional.ofNullable(machine.variables().get("CUDA_VISIBLE_DEVICES"));
        if (variable.isEmpty()) {
            return new GpuSelection(gpus, true, slurm);
        }
        String list = variable.get().strip();
        String why = ("CUDA_VISIBLE_DEVICES=" + list + ". " + slurm).strip();
        boolean byIndex = list.chars().anyMatch(Character::isDigit) && !list.contains("-");
        boolean ordered = machine.variable("CUDA_DEVICE_ORDER")
                .filter("PCI_BUS_ID"::equals)
                .isPresent();
        boolean alike = gpus.stream().map(Gpu::name).distinct().count() <= 1;
        if (byIndex && !ordered && !alike) {
            return new GpuSelection(
                    gpus,
                    false,
                    why + " The GPUs differ and CUDA counts the fastest first, so that its indices are not known here:"
                            + " set CUDA_DEVICE_ORDER=PCI_BUS_ID.");
        }
        return new GpuSelection(chosen(list, gpus, parentOfMig), true, why);
    }

    private static List<Gpu> chosen(String list, List<Gpu> gpus, Function<String, Optional<String>> parentOfMig) {
        List<Gpu> byBus = gpus.stream().sorted(Comparator.comparing(Gpu::busId)).collect(Collectors.toList());
        List<Gpu> chosen = new ArrayList<>();
        for (String word : list.split(",", -1)) {
            Optional<Gpu> gpu = named(word.strip(), byBus, parentOfMig);
            if (gpu.isEmpty()) {
                break;
            }
            if (!chosen.contains(gpu.get())) {
                chosen.add(gpu.get());
            }
        }
        return chosen;
    }

    private static Optional<Gpu> named(String word, List<Gpu> byBus, Function<String, Optional<String>> parentOfMig) {
        if (word.matches("\\d{1,4}")) {
            int index = Integer.parseInt(word);
            return index < byBus.size() ? Optional.of(byBus.get(index)) : Optional.empty();
        }
        if (word.startsWith("MIG-GPU-")) {
            // Drivers before R470 wrote MIG-GPU-UUID/instance/compute instance.
            return withUuid(word.substring("MIG-".length()).replaceFirst("/.*", ""), byBus);
        }
        if (word.startsWith("MIG-")) {
            return parentOfMig.apply(word).flatMap(uuid -> withUuid(uuid, byBus));
        }
        return word.startsWith("GPU-") ? withUuid(word, byBus) : Optional.empty();
    }

    private static Optional<Gpu> withUuid(String start, List<Gpu> gpus) {
        List<Gpu> found =
                gpus.stream().filter(gpu -> gpu.uuid().startsWith(start)).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
