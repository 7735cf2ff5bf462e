package wattle.meter.nvml;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicInteger;

/// The driver's library, loaded once for all the meters that use it and ended with the last of them.
///
/// No symbol is needed: one that an old driver lacks answers `NVML_ERROR_FUNCTION_NOT_FOUND`, as the
/// library itself does for what its driver lacks. Source of all signatures: `nvml.h`,
/// <https://docs.nvidia.com/deploy/nvml-api/>.
@SuppressWarnings("restricted") // Native access is what this room is for; `--enable-native-access` grants it.
final class NvmlLibrary {

    private static final Linker LINKER = Linker.nativeLinker();

    private final Arena arena = Arena.ofShared();
    private final AtomicInteger users = new AtomicInteger(1);
    private final SymbolLookup symbols;
    private final MethodHandle init;
    private final MethodHandle shutdown;
    private final MethodHandle count;
    private final MethodHandle byIndex;
    private final MethodHandle byUuid;
    private final MethodHandle parentOfMig;
    private final MethodHandle driverVersion;

    private NvmlLibrary(String nameOrPath) {
        symbols = SymbolLookup.libraryLookup(nameOrPath, arena);
        init = bind("nvmlInit_v2");
        shutdown = bind("nvmlShutdown");
        count = bind("nvmlDeviceGetCount_v2", ADDRESS);
        byIndex = bind("nvmlDeviceGetHandleByIndex_v2", JAVA_INT, ADDRESS);
        byUuid = bind("nvmlDeviceGetHandleByUUID", ADDRESS, ADDRESS);
        parentOfMig = bind("nvmlDeviceGetDeviceHandleFromMigDeviceHandle", ADDRESS, ADDRESS);
        driverVersion = bind("nvmlSystemGetDriverVersion", ADDRESS, JAVA_INT);
    }

    /// Loads it, and does not start it yet.
    ///
    /// @param nameOrPath a path, or a name that the system's loader finds
    /// @throws IllegalArgumentException when it cannot be loaded
    static NvmlLibrary load(String nameOrPath) {
        return new NvmlLibrary(nameOrPath);
    }

    /// A function that returns `nvmlReturn_t`; the error when there is none of this name.
    MethodHandle bind(String name, MemoryLayout... arguments) {
        FunctionDescriptor shape = FunctionDescriptor.of(JAVA_INT, arguments);
        return symbols.find(name)
                .map(address -> LINKER.downcallHandle(address, shape))
                .orElseGet(() -> MethodHandles.dropArguments(
                        MethodHandles.constant(int.class, NvmlCode.FUNCTION_NOT_FOUND),
                        0,
                        shape.toMethodType().parameterArray()));
    }

    /// Zeroed memory that lives as long as the library.
    MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, JAVA_LONG.byteAlignment());
    }

    /// Starts the library: an `nvmlReturn_t`.
    int init() {
        return code(() -> (int) init.invokeExact());
    }

    Answer<Integer> count() {
        MemorySegment out = allocate(JAVA_INT.byteSize());
        return answer(code(() -> (int) count.invokeExact(out)), () -> out.get(JAVA_INT, 0));
    }

    Answer<NvmlDevice> device(int index) {
        MemorySegment out = allocate(ADDRESS.byteSize());
        return answer(
                code(() -> (int) byIndex.invokeExact(index, out)), () -> new NvmlDevice(this, out.get(ADDRESS, 0)));
    }

    /// The card that a MIG instance is a part of.
    Answer<NvmlDevice> parentOfMig(String uuid) {
        MemorySegment text = arena.allocateFrom(uuid);
        MemorySegment instance = allocate(ADDRESS.byteSize());
        int found = code(() -> (int) byUuid.invokeExact(text, instance));
        if (found != NvmlCode.SUCCESS) {
            return new Answer.Refused<>(found);
        }
        MemorySegment out = allocate(ADDRESS.byteSize());
        MemorySegment mig = instance.get(ADDRESS, 0);
        return answer(
                code(() -> (int) parentOfMig.invokeExact(mig, out)), () -> new NvmlDevice(this, out.get(ADDRESS, 0)));
    }

    /// The driver's version, or an empty text.
    String driverVersion() {
        MemorySegment out = allocate(NvmlDevice.TEXT_BYTES);
        int code = code(() -> (int) driverVersion.invokeExact(out, NvmlDevice.TEXT_BYTES));
        return code == NvmlCode.SUCCESS ? out.getString(0) : "";
    }

    /// What the library says of its own error, with the number: `error 15, GPU is lost`.
    String describe(int code) {
        if (code == NvmlCode.FUNCTION_NOT_FOUND) {
            return "error 13, the driver has no such function";
        }
        return symbols.find("nvmlErrorString")
                .map(address -> LINKER.downcallHandle(address, FunctionDescriptor.of(ADDRESS, JAVA_INT)))
                .map(handle -> "error " + code + ", " + errorText(handle, code))
                .orElse("error " + code);
    }

    private static String errorText(MethodHandle handle, int code) {
        try {
            return ((MemorySegment) handle.invokeExact(code))
                    .reinterpret(Long.MAX_VALUE)
                    .getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException("nvmlErrorString threw", e);
        }
    }

    /// One more meter uses it.
    NvmlLibrary shared() {
        users.incrementAndGet();
        return this;
    }

    /// One meter less uses it; the last one ends it.
    void release() {
        if (users.decrementAndGet() == 0) {
            code(() -> (int) shutdown.invokeExact());
            arena.close();
        }
    }

    /// A call that throws nothing but errors of the Java machine.
    interface Call {
        int run() throws Throwable;
    }

    static int code(Call call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call threw", e);
        }
    }

    static <T> Answer<T> answer(int code, java.util.function.Supplier<T> value) {
        return code == NvmlCode.SUCCESS ? new Answer.Value<>(value.get()) : new Answer.Refused<>(code);
    }
}
