package wattle.meter;

import java.util.Arrays;
import java.util.Optional;
import wattle.trace.GapReason;

/// Why the kernel refused, and what that means for a reading.
///
/// Numbers: Linux `include/uapi/asm-generic/errno-base.h` and `errno.h`, the same on x86-64 and arm64.
public enum Errno {
    EPERM(1, GapReason.DENIED),
    ENOENT(2, GapReason.GONE),
    EIO(5, GapReason.READ_FAILED),
    ENXIO(6, GapReason.GONE),
    EBADF(9, GapReason.GONE),
    EAGAIN(11, GapReason.READ_FAILED),
    EACCES(13, GapReason.DENIED),
    EBUSY(16, GapReason.READ_FAILED),
    ENODEV(19, GapReason.GONE),
    EINVAL(22, GapReason.READ_FAILED),
    EMFILE(24, GapReason.READ_FAILED),
    ENOSPC(28, GapReason.READ_FAILED),
    ENOSYS(38, GapReason.NOT_SUPPORTED),
    /// What hwmon answers for a sensor that is switched off (kernel docs, hwmon/sysfs-interface).
    ENODATA(61, GapReason.NOT_VALID_NOW),
    ETIME(62, GapReason.TIMED_OUT),
    EOPNOTSUPP(95, GapReason.NOT_SUPPORTED),
    ETIMEDOUT(110, GapReason.TIMED_OUT),
    /// What an I²C bus answers for a chip that does not acknowledge.
    EREMOTEIO(121, GapReason.READ_FAILED);

    private final int number;
    private final GapReason reason;

    Errno(int number, GapReason reason) {
        this.number = number;
        this.reason = reason;
    }

    /// The one with this number, if it is known.
    public static Optional<Errno> of(int number) {
        return Arrays.stream(values()).filter(e -> e.number == number).findFirst();
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
