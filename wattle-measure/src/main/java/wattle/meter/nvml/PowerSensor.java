package wattle.meter.nvml;

import java.util.OptionalDouble;
import wattle.trace.Signal.Averaging;

/// How the power sensor of a GPU's architecture behaves.
///
/// Sources. `nvml.h`, nvmlDeviceGetPowerUsage: a mean of 1 s on Ampere (except GA100) and newer, the
/// instant before that. Yang, Adamek, Armour, "Accurate and Convenient Energy Measurements for GPUs",
/// SC'24, <https://arxiv.org/abs/2312.02741>: an A100 or H100 makes a value each 100 ms from the last 25 ms
/// of them, a V100 each 20 ms from 10 ms; an RTX 30 or 40 makes one each 100 ms. What neither says is
/// unknown here.
///
/// @param usage of nvmlDeviceGetPowerUsage
/// @param ring of the samples that the driver keeps
/// @param instant of the field POWER_INSTANT
/// @param periodS how often it makes a new value, in s
record PowerSensor(Averaging usage, Averaging ring, Averaging instant, OptionalDouble periodS) {

    private static final int VOLTA = 5;
    private static final int AMPERE = 7;
    private static final int ADA = 8;
    private static final int HOPPER = 9;
    private static final int GA100 = 80;

    private static final Averaging UNKNOWN = new Averaging.Unknown();
    private static final Averaging ONE_SECOND = new Averaging.Window(1);
    private static final Averaging QUARTER_OF_100_MS = new Averaging.Window(0.025);

    /// @param architecture `NVML_DEVICE_ARCH_*`; anything else when it is not known
    /// @param capability ten times the major number and the minor number; 0 when it is not known
    static PowerSensor of(int architecture, int capability) {
        return switch (architecture) {
            case VOLTA -> same(new Averaging.Window(0.010), OptionalDouble.of(0.020));
            case AMPERE -> ampere(capability);
            case ADA -> new PowerSensor(ONE_SECOND, UNKNOWN, UNKNOWN, OptionalDouble.of(0.1));
            case HOPPER -> new PowerSensor(ONE_SECOND, UNKNOWN, QUARTER_OF_100_MS, OptionalDouble.of(0.1));
            default ->
                architecture > HOPPER && architecture < Integer.MAX_VALUE
                        ? new PowerSensor(ONE_SECOND, UNKNOWN, UNKNOWN, OptionalDouble.empty())
                        : same(UNKNOWN, OptionalDouble.empty());
        };
    }

    private static PowerSensor ampere(int capability) {
        if (capability == 0) {
            return same(UNKNOWN, OptionalDouble.of(0.1));
        }
        return capability == GA100
                ? same(QUARTER_OF_100_MS, OptionalDouble.of(0.1))
                : new PowerSensor(ONE_SECOND, UNKNOWN, UNKNOWN, OptionalDouble.of(0.1));
    }

    private static PowerSensor same(Averaging averaging, OptionalDouble periodS) {
        return new PowerSensor(averaging, averaging, averaging, periodS);
    }
}
