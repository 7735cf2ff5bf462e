package wattle.experiment;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The four calls of POSIX and Linux that Java has no method for.
final class Posix {

    static final int SIGHUP = 1;
    static final int SIGINT = 2;
    static final int SIGKILL = 9;
    static final int SIGTERM = 15;

    /// Linux, `prctl.h`: orphans of our descendants become our children instead of init's.
    private static final int PR_SET_CHILD_SUBREAPER = 36;

    /// `getrusage(2)`: all children that have ended and were waited for, and theirs.
    private static final int RUSAGE_CHILDREN = -1;

    /// `struct rusage`: two timevals and fourteen longs.
    private static final long RUSAGE_BYTES = 144;

    private static final MethodHandle KILL =
            call("kill", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle GETRUSAGE =
            call("getrusage", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    private static final MethodHandle PRCTL =
            call("prctl", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));

    private Posix() {}

    /// @param cpuS user and system time of them all, in s
    /// @param peakB largest resident memory of any one of them, in B
    record Used(double cpuS, long peakB) {}

    /// Sends a signal.
    ///
    /// @return false when there is no such process, or it is not ours
    static boolean kill(long pid, int signal) {
        try {
            return (int) KILL.invokeExact((int) pid, signal) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("kill(2) cannot be called", e);
        }
    }

    /// What all children used that have ended and were waited for.
    static Used ofChildren() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(RUSAGE_BYTES, 8);
            int code = (int) GETRUSAGE.invokeExact(RUSAGE_CHILDREN, usage);
            if (code != 0) {
                return new Used(0, 0);
            }
            return new Used(seconds(usage, 0) + seconds(usage, 16), usage.get(ValueLayout.JAVA_LONG, 32) * 1024);
        } catch (Throwable e) {
            throw new IllegalStateException("getrusage(2) cannot be called", e);
        }
    }

    /// Asks the kernel to give us the orphans of our descendants, so that daemons stay in sight.
    ///
    /// @return whether it will
    static boolean adoptOrphans() {
        try {
            return (int) PRCTL.invokeExact(PR_SET_CHILD_SUBREAPER, 1L) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("prctl(2) cannot be called", e);
        }
    }

    private static double seconds(MemorySegment usage, long offset) {
        return usage.get(ValueLayout.JAVA_LONG, offset) + usage.get(ValueLayout.JAVA_LONG, offset + 8) * 1e-6;
    }

    @SuppressWarnings("restricted") // calling foreign code is what this class is for
    private static MethodHandle call(String name, FunctionDescriptor shape) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
    }
}
