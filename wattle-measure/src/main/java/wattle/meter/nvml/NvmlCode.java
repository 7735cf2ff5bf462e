package wattle.meter.nvml;

import wattle.trace.GapReason;

/// The errors of `nvmlReturn_t` that Wattle tells apart. Source: `nvml.h`, NVIDIA Management Library
/// reference, <https://docs.nvidia.com/deploy/nvml-api/group__nvmlDeviceEnumvs.html>.
final class NvmlCode {

    static final int SUCCESS = 0;
    static final int INVALID_ARGUMENT = 2;
    static final int NOT_SUPPORTED = 3;
    static final int NO_PERMISSION = 4;
    static final int NOT_FOUND = 6;
    static final int DRIVER_NOT_LOADED = 9;
    static final int TIMEOUT = 10;
    static final int FUNCTION_NOT_FOUND = 13;
    static final int GPU_IS_LOST = 15;
    static final int RESET_REQUIRED = 16;
    static final int LIB_RM_VERSION_MISMATCH = 18;

    private NvmlCode() {}

    /// Whether the device does not do this at all, so that it has no such channel.
    static boolean isAbsence(int code) {
        return code == NOT_SUPPORTED || code == INVALID_ARGUMENT || code == FUNCTION_NOT_FOUND;
    }

    static GapReason reason(int code) {
        return switch (code) {
            case INVALID_ARGUMENT, NOT_SUPPORTED, FUNCTION_NOT_FOUND -> GapReason.NOT_SUPPORTED;
            case NO_PERMISSION -> GapReason.DENIED;
            case TIMEOUT -> GapReason.TIMED_OUT;
            case GPU_IS_LOST, RESET_REQUIRED -> GapReason.GONE;
            default -> GapReason.READ_FAILED;
        };
    }
}
