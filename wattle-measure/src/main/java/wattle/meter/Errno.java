package wattle.meter;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import wattle.trace.GapReason;

/// Why the kernel refused, and what that means for a reading.
///
/// Numbers: Linux `include/uapi/asm-generic/errno-base.h` and `errno.h`, the same on x86-64 and arm64. Texts: glibc
/// `strerror`; a file channel tells only the text, and in another language than English the reason is
/// [GapReason#READ_FAILED].
public enum Errno {
    EPERM(1, "Operation not permitted", GapReason.DENIED),
    ENOENT(2, "No such file or directory", GapReason.GONE),
    EIO(5, "Input/output error", GapReason.READ_FAILED),
    ENXIO(6, "No such device or address", GapReason.GONE),
    EBADF(9, "Bad file descriptor", GapReason.GONE),
    EAGAIN(11, "Resource temporarily unavailable", GapReason.READ_FAILED),
    EACCES(13, "Permission denied", GapReason.DENIED),
    EBUSY(16, "Device or resource busy", GapReason.READ_FAILED),
    ENODEV(19, "No such device", GapReason.GONE),
    EINVAL(22, "Invalid argument", GapReason.READ_FAILED),
    EMFILE(24, "Too many open files", GapReason.READ_FAILED),
    ENOSPC(28, "No space left on device", GapReason.READ_FAILED),
    ENOSYS(38, "Function not implemented", GapReason.NOT_SUPPORTED),
    /// What hwmon answers for a sensor that is switched off (kernel docs, hwmon/sysfs-interface).
    ENODATA(61, "No data available", GapReason.NOT_VALID_NOW),
    ETIME(62, "Timer expired", GapReason.TIMED_OUT),
    EOPNOTSUPP(95, "Operation not supported", GapReason.NOT_SUPPORTED),
    ETIMEDOUT(110, "Connection timed out", GapReason.TIMED_OUT),
    /// What an I²C bus answers for a chip that does not acknowledge.
    EREMOTEIO(121, "Remote I/O error", GapReason.READ_FAILED);

    private final int number;
    private final String text;
    private final GapReason reason;

    Errno(int number, String text, GapReason reason) {
        this.number = number;
        this.text = text;
        this.reason = reason;
    }

    /// The one with this number, if it is known.
    public static Optional<Errno> of(int number) {
        return Arrays.stream(values()).filter(e -> e.number == number).findFirst();
    }

    /// The one that this exception speaks of, if it says so in English.
    public static Optional<Errno> of(IOException exception) {
        return switch (exception) {
            case AccessDeniedException _ -> Optional.of(EACCES);
            case NoSuchFileException _ -> Optional.of(ENOENT);
            default -> {
                String message = String.valueOf(exception.getMessage());
                yield Arrays.stream(values())
                        .filter(e -> message.equals(e.text) || message.endsWith(": " + e.text))
                        .findFirst();
            }
        };
    }

    /// `errno 61 ENODATA`, or `errno 77` for a number that is not known here.
    public static String words(int number) {
        return of(number).map(Errno::toString).orElse("errno " + number);
    }

    /// As a gap says it when a call is refused.
    public GapReason reason() {
        return reason;
    }

    /// As a gap says it when a file that could be opened answers so: rights are checked on opening, and `amdgpu`
    /// says EPERM while its GPU sleeps (Linux `drivers/gpu/drm/amd/pm/amdgpu_pm.c`).
    public GapReason reasonOfRead() {
        return this == EPERM ? GapReason.NOT_VALID_NOW : reason;
    }

    @Override
    public String toString() {
        return "errno " + number + " " + name();
    }
}
