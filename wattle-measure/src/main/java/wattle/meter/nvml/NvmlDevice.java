package wattle.meter.nvml;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/// One physical GPU, call by call. Used by one thread at a time, because its calls share one piece of
/// memory.
///
/// Layouts (`nvml.h`, 64-bit): `nvmlFieldValue_t` is 40 bytes {fieldId@0, scopeId@4, timestamp@8 µs,
/// latencyUsec@16, valueType@24, nvmlReturn@28, value@32}; `nvmlSample_t` is 16 {timeStamp@0 µs, value@8};
/// `nvmlProcessUtilizationSample_t` is 32 {pid@0, timeStamp@8 µs, smUtil@16, memUtil@20, …}.
final class NvmlDevice {

    /// `NVML_DEVICE_UUID_V2_BUFFER_SIZE` and `NVML_DEVICE_NAME_V2_BUFFER_SIZE` are both 96.
    static final int TEXT_BYTES = 96;

    /// `NVML_TOTAL_POWER_SAMPLES`.
    private static final int TOTAL_POWER_SAMPLES = 0;

    private static final int FIELD_BYTES = 40;
    private static final int SAMPLE_BYTES = 16;
    private static final int SHARE_BYTES = 32;
    /// Drivers keep about 120 samples; a longer ring is drained by the next call.
    private static final int MOST_SAMPLES = 1024;

    private final MemorySegment handle;
    private final MemorySegment out;
    private final MemorySegment more;
    private final NvmlLibrary library;
    private final MethodHandle fields;
    private final MethodHandle samples;
    private final MethodHandle processes;
    private final MethodHandle energy;
    private final MethodHandle power;
    private final MethodHandle utilisation;
    private final MethodHandle memory;

    NvmlDevice(NvmlLibrary library, MemorySegment handle) {
        this.library = library;
        this.handle = handle;
        out = library.allocate((long) MOST_SAMPLES * SHARE_BYTES);
        more = library.allocate(2 * JAVA_LONG.byteSize());
        fields = library.bind("nvmlDeviceGetFieldValues", ADDRESS, JAVA_INT, ADDRESS);
        samples = library.bind("nvmlDeviceGetSamples", ADDRESS, JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
        processes = library.bind("nvmlDeviceGetProcessUtilization", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        energy = library.bind("nvmlDeviceGetTotalEnergyConsumption", ADDRESS, ADDRESS);
        power = library.bind("nvmlDeviceGetPowerUsage", ADDRESS, ADDRESS);
        utilisation = library.bind("nvmlDeviceGetUtilizationRates", ADDRESS, ADDRESS);
        memory = library.bind("nvmlDeviceGetMemoryInfo", ADDRESS, ADDRESS);
    }

    NvmlLibrary library() {
        return library;
    }

    Answer<String> name() {
        return text("nvmlDeviceGetName");
    }

    /// `GPU-` and a UUID: of the card, never of a part of it.
    Answer<String> uuid() {
        return text("nvmlDeviceGetUUID");
    }

    /// `domain:bus:device.function`, at byte 36 of `nvmlPciInfo_t` (16 legacy characters, five 32-bit
    /// numbers).
    Answer<String> busId() {
        return toOut("nvmlDeviceGetPciInfo_v3").map(_ -> out.getString(36));
    }

    /// `NVML_DEVICE_ARCH_*`: 5 Volta, 6 Turing, 7 Ampere, 8 Ada, 9 Hopper, 10 Blackwell.
    Answer<Integer> architecture() {
        return toOut("nvmlDeviceGetArchitecture").map(_ -> out.get(JAVA_INT, 0));
    }

    /// Ten times the major number and the minor number: 80 for GA100.
    Answer<Integer> computeCapability() {
        return pair("nvmlDeviceGetCudaComputeCapability").map(_ -> 10 * out.get(JAVA_INT, 0) + more.get(JAVA_INT, 0));
    }

    /// Whether the card is divided into instances now.
    boolean isDivided() {
        return pair("nvmlDeviceGetMigMode")
                .map(_ -> out.get(JAVA_INT, 0) != 0)
                .found()
                .orElse(false);
    }

    /// Which of the modules of a baseboard it is.
    Answer<Integer> moduleId() {
        return toOut("nvmlDeviceGetModuleId").map(_ -> out.get(JAVA_INT, 0));
    }

    /// In mW.
    Answer<Long> powerLimit() {
        return toOut("nvmlDeviceGetEnforcedPowerLimit").map(_ -> Integer.toUnsignedLong(out.get(JAVA_INT, 0)));
    }

    /// In mJ since the driver was loaded.
    Answer<Long> energy() {
        return called(energy).map(_ -> out.get(JAVA_LONG, 0));
    }

    /// In mW.
    Answer<Long> power() {
        return called(power).map(_ -> Integer.toUnsignedLong(out.get(JAVA_INT, 0)));
    }

    /// Share of time in which a kernel ran, in %.
    Answer<Long> utilisation() {
        return called(utilisation).map(_ -> Integer.toUnsignedLong(out.get(JAVA_INT, 0)));
    }

    /// In bytes; `nvmlMemory_t` is {total, free, used}.
    Answer<Long> memoryUsed() {
        return called(memory).map(_ -> out.get(JAVA_LONG, 2 * JAVA_LONG.byteSize()));
    }

    /// @param id 186 is `NVML_FI_DEV_POWER_INSTANT`, 185 `NVML_FI_DEV_POWER_AVERAGE`
    /// @param scope 0 GPU, 1 module, 2 memory (`NVML_POWER_SCOPE_*`)
    record FieldId(int id, int scope) {}

    /// @param micros when the value was made, in µs since 1970; 0 when the driver does not say
    record FieldValue(long micros, double value) {}

    /// All the fields in one call.
    List<Answer<FieldValue>> fields(List<FieldId> wanted) {
        out.asSlice(0, (long) wanted.size() * FIELD_BYTES).fill((byte) 0);
        for (int i = 0; i < wanted.size(); i++) {
            out.set(JAVA_INT, (long) i * FIELD_BYTES, wanted.get(i).id());
            out.set(JAVA_INT, (long) i * FIELD_BYTES + 4, wanted.get(i).scope());
        }
        int number = wanted.size();
        int whole = NvmlLibrary.code(() -> (int) fields.invokeExact(handle, number, out));
        List<Answer<FieldValue>> answers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            long at = (long) i * FIELD_BYTES;
            int code = whole == NvmlCode.SUCCESS ? out.get(JAVA_INT, at + 28) : whole;
            answers.add(NvmlLibrary.answer(
                    code,
                    () -> new FieldValue(out.get(JAVA_LONG, at + 8), number(out.get(JAVA_INT, at + 24), at + 32))));
        }
        return answers;
    }

    /// @param micros when it was made, in µs since 1970
    record Sample(long micros, double milliwatts) {}

    /// The power samples that the driver has made after `lastMicros`, oldest first; a new ring is read from
    /// 0.
    Answer<List<Sample>> samples(long lastMicros) {
        more.set(JAVA_INT, 8, MOST_SAMPLES);
        MemorySegment type = more.asSlice(0, 4);
        MemorySegment count = more.asSlice(8, 4);
        int code = NvmlLibrary.code(
                () -> (int) samples.invokeExact(handle, TOTAL_POWER_SAMPLES, lastMicros, type, count, out));
        return NvmlLibrary.answer(code, () -> {
            List<Sample> made = new ArrayList<>();
            for (int i = 0; i < Math.min(more.get(JAVA_INT, 8), MOST_SAMPLES); i++) {
                long at = (long) i * SAMPLE_BYTES;
                made.add(new Sample(out.get(JAVA_LONG, at), number(more.get(JAVA_INT, 0), at + 8)));
            }
            return made;
        });
    }

    /// @param smPercent share of the streaming multiprocessors' time, in %
    record Share(long pid, long micros, int smPercent) {}

    /// The shares of processes that the driver has sampled after `lastMicros`.
    Answer<List<Share>> processes(long lastMicros) {
        more.set(JAVA_INT, 0, MOST_SAMPLES);
        int code = NvmlLibrary.code(() -> (int) processes.invokeExact(handle, out, more, lastMicros));
        return NvmlLibrary.answer(code, () -> {
            List<Share> shares = new ArrayList<>();
            for (int i = 0; i < Math.min(more.get(JAVA_INT, 0), MOST_SAMPLES); i++) {
                long at = (long) i * SHARE_BYTES;
                long pid = Integer.toUnsignedLong(out.get(JAVA_INT, at));
                shares.add(new Share(pid, out.get(JAVA_LONG, at + 8), out.get(JAVA_INT, at + 16)));
            }
            return shares;
        });
    }

    /// A `nvmlValue_t` of a `nvmlValueType_t`: 0 double, 1 u32, 2 unsigned long, 3 u64, 4 i64, 5 i32, 6
    /// u16.
    private double number(int type, long at) {
        return switch (type) {
            case 0 -> out.get(JAVA_DOUBLE, at);
            case 1 -> Integer.toUnsignedLong(out.get(JAVA_INT, at));
            case 5 -> out.get(JAVA_INT, at);
            case 6 -> Short.toUnsignedInt(out.get(JAVA_SHORT, at));
            default -> out.get(JAVA_LONG, at);
        };
    }

    private Answer<MemorySegment> called(MethodHandle function) {
        return NvmlLibrary.answer(NvmlLibrary.code(() -> (int) function.invokeExact(handle, out)), () -> out);
    }

    private Answer<MemorySegment> toOut(String function) {
        return called(library.bind(function, ADDRESS, ADDRESS));
    }

    private Answer<MemorySegment> pair(String function) {
        MethodHandle bound = library.bind(function, ADDRESS, ADDRESS, ADDRESS);
        return NvmlLibrary.answer(NvmlLibrary.code(() -> (int) bound.invokeExact(handle, out, more)), () -> out);
    }

    private Answer<String> text(String function) {
        MethodHandle bound = library.bind(function, ADDRESS, ADDRESS, JAVA_INT);
        int code = NvmlLibrary.code(() -> (int) bound.invokeExact(handle, out, TEXT_BYTES));
        return NvmlLibrary.answer(code, () -> out.getString(0));
    }
}
