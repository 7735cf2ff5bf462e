package wattle.meter.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.meter.Machine;

/// The library, started, with the GPUs it shows.
///
/// @param faults one line for each GPU that is there and does not answer, such as one that fell off the bus
record NvmlSession(NvmlLibrary library, List<Found> found, List<String> faults) implements AutoCloseable {

    /// A GPU that answers.
    record Found(Gpu gpu, NvmlDevice device) {}

    /// What came of starting it.
    sealed interface Start {
        record Started(NvmlSession session) implements Start {}

        /// @param named whether the variable `WATTLE_NVML` names it, so that somebody expects it
        record NotLoaded(String reason, boolean named) implements Start {}

        record Refused(int code, String reason) implements Start {}
    }

    /// The names of the library: Linux, Windows' Linux, Windows.
    private static final List<String> NAMES =
            List.of("libnvidia-ml.so.1", "/usr/lib/wsl/lib/libnvidia-ml.so.1", "nvml.dll");

    static Start start(Machine machine) {
        Optional<String> named = machine.variable("WATTLE_NVML");
        List<String> reasons = new ArrayList<>();
        for (String name : named.map(List::of).orElse(NAMES)) {
            try {
                return start(NvmlLibrary.load(name));
            } catch (IllegalArgumentException e) {
                reasons.add(name + ": " + e.getMessage());
            }
        }
        return new Start.NotLoaded(reasons.getFirst(), named.isPresent());
    }

    private static Start start(NvmlLibrary library) {
        int code = library.init();
        Answer<Integer> count = code == NvmlCode.SUCCESS ? library.count() : new Answer.Refused<>(code);
        if (count instanceof Answer.Refused<Integer>(int refused)) {
            String reason = library.describe(refused);
            library.release();
            return new Start.Refused(refused, reason);
        }
        List<Found> found = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < count.found().orElse(0); i++) {
            find(library, i, found, faults);
        }
        return new Start.Started(new NvmlSession(library, List.copyOf(found), List.copyOf(faults)));
    }

    private static void find(NvmlLibrary library, int index, List<Found> found, List<String> faults) {
        Answer<NvmlDevice> device = library.device(index);
        Answer<String> uuid = device.found().map(NvmlDevice::uuid).orElseGet(() -> new Answer.Refused<>(device.code()));
        if (uuid.code() != NvmlCode.SUCCESS) {
            faults.add("GPU %d of the driver's list: %s".formatted(index, library.describe(uuid.code())));
            return;
        }
        NvmlDevice known = device.found().orElseThrow();
        found.add(new Found(
                new Gpu(
                        uuid.found().orElseThrow(),
                        known.name().found().orElse("NVIDIA GPU"),
                        known.busId().found().orElse("")),
                known));
    }

    List<Gpu> gpus() {
        return found.stream().map(Found::gpu).toList();
    }

    GpuSelection selection(Machine machine) {
        return GpuSelection.of(
                machine,
                gpus(),
                mig -> library.parentOfMig(mig)
                        .found()
                        .flatMap(card -> card.uuid().found()));
    }

    @Override
    public void close() {
        library.release();
    }
}
