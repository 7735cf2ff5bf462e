package wattle.workload.torch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import wattle.app.training.NotInstalled;

/// What must be so before libtorch is loaded.
///
/// Its pools of threads (libgomp's, OpenBLAS') wait for work by spinning: on two cores the same training took
/// 22 CPU
/// seconds instead of 3.4, and spinning is energy. They read their environment once, as they are loaded, so it
/// is set
/// before, in this process. What the user has set stays.
final class Natives {

    /// Names and values; see libgomp's manual and OpenBLAS' `USAGE.md`. Waiting threads sleep instead of spinning.
    private static final Map<String, String> QUIET = quiet();

    /// Of `malloc.h`.
    private static final int M_TRIM_THRESHOLD = -1;

    private static final int M_MMAP_THRESHOLD = -3;

    /// The largest that the C library allows, in bytes.
    private static final int LARGE_BYTES = 32 << 20;

    private static final int KEPT_BYTES = 1 << 30;

    private static boolean isMemoryKept;

    private Natives() {}

    private static Map<String, String> quiet() {
        Map<String, String> quiet = new LinkedHashMap<>();
        quiet.put("OMP_WAIT_POLICY", "PASSIVE");
        quiet.put("GOMP_SPINCOUNT", "0");
        quiet.put("OPENBLAS_THREAD_TIMEOUT", "4");
        return quiet;
    }

    /// Refuses a platform for which no library is here.
    static void check() throws NotInstalled {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        boolean here = Natives.class.getResource("/org/bytedeco/pytorch/linux-x86_64/libtorch.so") != null;
        if (!system.contains("linux") || !processor.equals("amd64") || !here) {
            throw new NotInstalled(
                    "The engine (libtorch) is not here for %s on %s: only linux-x86_64 with glibc 2.35 or newer is."
                            .formatted(system, processor),
                    "Maybe train with a program of your own, and measure it: wattle measure -- python3 train.py");
        }
    }

    /// The version of the presets, which names that of libtorch: `2.10.0-1.5.13`.
    static String version() {
        Properties properties = new Properties();
        try (InputStream in =
                Natives.class.getResourceAsStream("/META-INF/maven/org.bytedeco/pytorch/pom.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the engine's jar cannot be read", e);
        }
        return properties.getProperty("version", "of unknown version");
    }

    /// Sets the environment, and says what it is now. Must be called before any class of the engine is touched.
    @SuppressWarnings("restricted") // a function of the C library, with the signature of its manual page
    static synchronized String settle() throws NotInstalled {
        check();
        // The limit is made of the heap's size and has nothing to do with ours; at it, it collects garbage and waits.
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
        keepMemory();
        StringBuilder told = new StringBuilder();
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MethodHandle set = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setenv"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            for (Map.Entry<String, String> variable : QUIET.entrySet()) {
                String users = System.getenv(variable.getKey());
                if (users == null) {
                    set(set, arena.allocateFrom(variable.getKey()), arena.allocateFrom(variable.getValue()));
                }
                told.append(told.isEmpty() ? "" : ", ")
                        .append(variable.getKey())
                        .append('=')
                        .append(users == null ? variable.getValue() : users);
            }
        }
        return told + (isMemoryKept ? "" : ", memory given back at each step");
    }

    /// The C library gives each large block back to the kernel as it is freed, and every step gets its blocks
    /// anew, page
    /// by page: a third of the time of a small model. What is freed is kept for the next step instead.
    @SuppressWarnings("restricted") // a function of the C library, with the signature of its manual page
    private static void keepMemory() {
        Linker linker = Linker.nativeLinker();
        MethodHandle mallopt = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("mallopt"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            // Without effect where the library refuses: slower, and no less right.
            int threshold = (int) mallopt.invokeExact(M_MMAP_THRESHOLD, LARGE_BYTES);
            int trim = (int) mallopt.invokeExact(M_TRIM_THRESHOLD, KEPT_BYTES);
            isMemoryKept = threshold == 1 && trim == 1;
        } catch (Throwable e) {
            throw new IllegalStateException("mallopt(3) cannot be called", e);
        }
    }

    private static void set(MethodHandle setenv, MemorySegment name, MemorySegment value) {
        int code;
        try {
            code = (int) setenv.invokeExact(name, value, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("setenv(3) cannot be called", e);
        }
        if (code != 0) {
            throw new IllegalStateException("setenv(3) refused " + name.getString(0));
        }
    }
}
