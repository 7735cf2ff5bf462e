package wattle.meter.rapl;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.OptionalLong;

/// The system call `perf_event_open`, and reading and closing what it opens. One thread at a time uses it.
///
/// Source: perf_event_open(2); `include/uapi/linux/perf_event.h`.
final class PerfCounters implements AutoCloseable {

    /// `PERF_ATTR_SIZE_VER5`, in bytes: known to every kernel since 4.1.
    private static final int ATTRIBUTES_SIZE = 112;

    private static final long TYPE = 0;
    private static final long SIZE = 4;
    private static final long CONFIG = 8;
    private static final int ANY_PROCESS = -1;
    private static final int NO_GROUP = -1;
    private static final long CLOSE_ON_EXEC = 8;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(STATE);
    private final MemorySegment number = arena.allocate(ValueLayout.JAVA_LONG);
    private final long systemCall;
    private final MethodHandle open;
    private final MethodHandle read;
    private final MethodHandle readWhy;
    private final MethodHandle close;

    private PerfCounters(long systemCall) {
        this.systemCall = systemCall;
        open = call(
                "syscall",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_LONG,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_LONG),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(1));
        read = call(
                "read",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
        readWhy = call(
                "read",
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG),
                Linker.Option.captureCallState("errno"));
        close = call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }

    /// The number of the system call on a processor as `os.arch` calls it; missing where it is not known.
    static OptionalLong systemCallOn(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> OptionalLong.of(298);
            case "aarch64" -> OptionalLong.of(241);
            default -> OptionalLong.empty();
        };
    }

    /// @throws IllegalCallerException when this program may not call native code
    static PerfCounters using(long systemCall) {
        return new PerfCounters(systemCall);
    }

    /// Opens a counter of one processor, for all processes.
    ///
    /// @param type of the unit, as in `/sys/bus/event_source/devices/power/type`
    /// @return a descriptor, or the negated errno
    int open(int type, long config, int cpu) {
        try (Arena call = Arena.ofConfined()) {
            MemorySegment attributes = call.allocate(ATTRIBUTES_SIZE, Long.BYTES);
            attributes.set(ValueLayout.JAVA_INT, TYPE, type);
            attributes.set(ValueLayout.JAVA_INT, SIZE, ATTRIBUTES_SIZE);
            attributes.set(ValueLayout.JAVA_LONG, CONFIG, config);
            long descriptor =
                    (long) open.invokeExact(state, systemCall, attributes, ANY_PROCESS, cpu, NO_GROUP, CLOSE_ON_EXEC);
            return descriptor >= 0 ? (int) descriptor : -errno();
        } catch (Throwable e) {
            throw new IllegalStateException("perf_event_open could not be called", e);
        }
    }

    /// Reads a counter into [#value].
    ///
    /// @return the bytes read (8 when all is well, 0 when the counter is in error), or the negated errno
    int read(int descriptor) {
        try {
            long length = (long) read.invokeExact(descriptor, number.address(), (long) Long.BYTES);
            if (length < 0) {
                // Half the work without the errno; who fails is asked again for the reason.
                length = (long) readWhy.invokeExact(state, descriptor, number.address(), (long) Long.BYTES);
            }
            return length >= 0 ? (int) length : -errno();
        } catch (Throwable e) {
            throw new IllegalStateException("read could not be called", e);
        }
    }

    /// What was read last.
    long value() {
        return number.get(ValueLayout.JAVA_LONG, 0);
    }

    void close(int descriptor) {
        try {
            int _ = (int) close.invokeExact(descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("close could not be called", e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }

    private int errno() {
        return (int) ERRNO.get(state, 0L);
    }

    @SuppressWarnings("restricted") // the C library's own functions, with the signatures of their manual pages
    private static MethodHandle call(String name, FunctionDescriptor shape, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, options);
    }
}
