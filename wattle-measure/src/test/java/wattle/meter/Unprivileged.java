package wattle.meter;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Does something with the file rights of a nobody, so that root's tests see real refusals too. `setfsuid` is of
/// one thread only (setfsuid(2)).
public final class Unprivileged {

    private static final int NOBODY = 65534;

    private Unprivileged() {}

    /// Takes the rights of a file from everybody, and lets everybody into the tree.
    public static void forbid(FakeTree tree, String relative) {
        try {
            Files.setPosixFilePermissions(tree.root(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(tree.root().resolve(relative), PosixFilePermissions.fromString("---------"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static <T> T run(Supplier<T> action) {
        loadEverything();
        int before = userOfFiles(NOBODY);
        try {
            return action.get();
        } finally {
            userOfFiles(before);
        }
    }

    /// A nobody may not be allowed to read class files.
    private static void loadEverything() {
        try {
            Path classes = Path.of(MeterKind.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    String name = classes.relativize(file).toString().replace('/', '.');
                    Class.forName(name.substring(0, name.length() - ".class".length()));
                }
            }
        } catch (IOException | java.net.URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted") // a function of the C library, with the signature of its manual page
    private static int userOfFiles(int user) {
        Linker linker = Linker.nativeLinker();
        MethodHandle set = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setfsuid"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            return (int) set.invokeExact(user);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
