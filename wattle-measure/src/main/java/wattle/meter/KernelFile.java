package wattle.meter;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.Optional;

/// A small file of the kernel, kept open and read from its beginning again and again: one system call and no object a
/// read. Java's own channels do the same with some fifty calls of methods, which costs nothing while they are hot and
/// most of the read where nothing is, as ten times a second.
///
/// One thread at a time uses it. Sources: open(2), pread(2), statx(2).
public final class KernelFile implements AutoCloseable {

    private static final int CLOSED = -1;

    private static final SymbolLookup GLOBAL = global();

    /// `O_RDONLY | O_CLOEXEC`, `asm-generic/fcntl.h`: the same on x86-64 and arm64.
    private static final int READ_ONLY = 0x80000;

    /// `AT_EMPTY_PATH`: the file is the descriptor itself.
    private static final int EMPTY_PATH = 0x1000;

    /// `STATX_NLINK`, and where `struct statx` keeps what it asks for.
    private static final int LINKS = 4;

    private static final long LINKS_OFFSET = 16;
    private static final long STATX_BYTES = 256;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle OPEN = call(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2),
            Linker.Option.captureCallState("errno"));
    /// Without the errno, and with a bare address: half the work of a call. Who fails is asked again for the reason.
    private static final MethodHandle PREAD = call("pread", pread(ValueLayout.JAVA_LONG));
    private static final MethodHandle PREAD_WHY =
            call("pread", pread(ValueLayout.ADDRESS), Linker.Option.captureCallState("errno"));
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle STATX = call(
            "statx",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS));

    private final Path path;
    private final byte[] bytes;
    private final MemorySegment buffer;
    private final long address;
    private final MemorySegment state;
    private final MemorySegment links;
    private final MemorySegment noName;
    private int descriptor = CLOSED;

    /// Nothing is opened yet.
    ///
    /// @param capacity the most that is read of it, in B
    public KernelFile(Path path, int capacity) {
        this.path = path;
        bytes = new byte[capacity];
        Arena arena = Arena.ofAuto();
        buffer = arena.allocate(capacity);
        address = buffer.address();
        state = arena.allocate(STATE);
        links = arena.allocate(STATX_BYTES, Long.BYTES);
        noName = arena.allocate(1);
    }

    public Path path() {
        return path;
    }

    public boolean isOpen() {
        return descriptor != CLOSED;
    }

    /// Opens it, unless it is open.
    ///
    /// @return 0, or the negated errno
    public int open() {
        if (isOpen()) {
            return 0;
        }
        try (Arena arena = Arena.ofConfined()) {
            int opened = (int) OPEN.invokeExact(state, arena.allocateFrom(path.toString()), READ_ONLY);
            if (opened < 0) {
                return -errno();
            }
            descriptor = opened;
            return 0;
        } catch (Throwable e) {
            throw new IllegalStateException("open(2) cannot be called", e);
        }
    }

    /// Reads it from its beginning.
    ///
    /// @return the bytes read, up to the capacity, or the negated errno
    public int read() {
        try {
            long length = (long) PREAD.invokeExact(descriptor, address, (long) bytes.length, 0L);
            if (length < 0) {
                length = (long) PREAD_WHY.invokeExact(state, descriptor, buffer, (long) bytes.length, 0L);
            }
            if (length < 0) {
                return -errno();
            }
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, bytes, 0, (int) length);
            return (int) length;
        } catch (Throwable e) {
            throw new IllegalStateException("pread(2) cannot be called", e);
        }
    }

    /// A byte of what was read last.
    public byte at(int place) {
        return bytes[place];
    }

    /// Whether the open file has a name no more: it was deleted, or another one took its place.
    public boolean isDeleted() {
        try {
            int code = (int) STATX.invokeExact(descriptor, noName, EMPTY_PATH, LINKS, links);
            return code == 0 && links.get(ValueLayout.JAVA_INT, LINKS_OFFSET) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("statx(2) cannot be called", e);
        }
    }

    @Override
    public void close() {
        if (!isOpen()) {
            return;
        }
        int open = descriptor;
        descriptor = CLOSED;
        try {
            int _ = (int) CLOSE.invokeExact(open);
        } catch (Throwable e) {
            throw new IllegalStateException("close(2) cannot be called", e);
        }
    }

    private int errno() {
        return (int) ERRNO.get(state, 0L);
    }

    private static FunctionDescriptor pread(MemoryLayout pointer) {
        return FunctionDescriptor.of(
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, pointer, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    }

    /// Functions as the rest of the process has them: first those of preloaded libraries, as a machine that one plays
    /// needs. Java's own lookup asks the C library alone. Source: dlsym(3), `RTLD_DEFAULT`.
    @SuppressWarnings("restricted") // dlsym, with the signature of its manual page
    private static SymbolLookup global() {
        Linker linker = Linker.nativeLinker();
        MethodHandle dlsym = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("dlsym"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        return name -> {
            try (Arena arena = Arena.ofConfined()) {
                var found = (MemorySegment) dlsym.invokeExact(MemorySegment.NULL, arena.allocateFrom(name));
                return Optional.of(found).filter(function -> function.address() != 0);
            } catch (Throwable e) {
                throw new IllegalStateException("dlsym(3) cannot be called", e);
            }
        };
    }

    @SuppressWarnings("restricted") // the C library's own functions, with the signatures of their manual pages
    private static MethodHandle call(String name, FunctionDescriptor shape, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(GLOBAL.findOrThrow(name), shape, options);
    }
}
