package wattle.simulation.learning;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import wattle.simulation.kernel.Seed;

/// Chooses who takes part, among those that are there, have charge, and have the memory.
public final class Selector {

    /// In which order devices are asked.
    public enum Order {
        RANDOM,
        /// By a score that does not change, smallest first: time, energy or carbon of a round.
        SCORE,
        /// By the charge of the moment.
        CHARGE
    }

    private final int[] devices;
    private final Order order;
    private final Seed seed;
    private final Presence presence;
    private final @Nullable Batteries batteries;
    private final boolean[] engaged;
    private long draws;

    /// @param devices that may be chosen at all, ascending
    /// @param score of each device of the fleet; read for [Order#SCORE] only
    public Selector(
            int size,
            int[] devices,
            Order order,
            double[] score,
            Seed seed,
            Presence presence,
            @Nullable Batteries batteries) {
        this.devices = devices.clone();
        this.order = order;
        this.seed = seed;
        this.presence = presence;
        this.batteries = batteries;
        this.engaged = new boolean[size];
        if (order == Order.SCORE) {
            sortBy(score);
        }
    }

    /// How many may be chosen at all.
    int eligible() {
        return devices.length;
    }

    private void sortBy(double[] score) {
        double[] keys = new double[devices.length];
        for (int i = 0; i < devices.length; i++) {
            keys[i] = score[devices[i]];
        }
        double[] sorted = keys.clone();
        Arrays.sort(sorted);
        // Rank, then device: equal scores keep the order of the fleet.
        int[] next = new int[devices.length];
        int[] result = new int[devices.length];
        for (int i = 0; i < devices.length; i++) {
            int at = firstOf(sorted, keys[i]);
            result[at + next[at]++] = devices[i];
        }
        System.arraycopy(result, 0, devices, 0, result.length);
    }

    private static int firstOf(double[] sorted, double key) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// Whether a device can begin now.
    boolean canBegin(int device, double nowS) {
        return !engaged[device]
                && presence.isThere(device, nowS)
                && (batteries == null || batteries.suffices(device, nowS));
    }

    /// Chooses up to `wanted` devices into `chosen` and marks them engaged.
    ///
    /// @return how many
    int select(int wanted, double nowS, int[] chosen) {
        if (order == Order.CHARGE && batteries != null) {
            double[] emptiness = new double[engaged.length];
            for (int device : devices) {
                emptiness[device] = -batteries.levelJ(device, nowS);
            }
            Arrays.sort(devices);
            sortBy(emptiness);
        }
        boolean everybody = wanted >= devices.length;
        int count = 0;
        for (int at = 0; at < devices.length && count < wanted; at++) {
            if (order == Order.RANDOM && !everybody) {
                int other = at + seed.below(draws++, devices.length - at);
                int swap = devices[at];
                devices[at] = devices[other];
                devices[other] = swap;
            }
            if (canBegin(devices[at], nowS)) {
                engaged[devices[at]] = true;
                chosen[count++] = devices[at];
            }
        }
        return count;
    }

    /// Chooses one device and marks it engaged.
    ///
    /// @return the device, or -1 when nobody can
    int one(double nowS) {
        if (order == Order.RANDOM) {
            // Mostly most are free: a few draws find one, and a walk from a random place finds the last ones.
            for (int attempt = 0; attempt < 32; attempt++) {
                int device = devices[seed.below(draws++, devices.length)];
                if (canBegin(device, nowS)) {
                    engaged[device] = true;
                    return device;
                }
            }
        }
        int from = order == Order.RANDOM ? seed.below(draws++, devices.length) : 0;
        for (int step = 0; step < devices.length; step++) {
            int device = devices[(from + step) % devices.length];
            if (canBegin(device, nowS)) {
                engaged[device] = true;
                return device;
            }
        }
        return -1;
    }

    /// Whether a device is taking part, for checks.
    boolean isEngaged(int device) {
        return engaged[device];
    }

    /// A device is free again.
    void release(int device) {
        engaged[device] = false;
    }

    /// The first moment at which somebody can begin; infinite: never.
    double nextS(double nowS) {
        double first = Double.POSITIVE_INFINITY;
        for (int device : devices) {
            if (!engaged[device]) {
                first = Math.min(first, canBeginS(device, nowS));
            }
        }
        return first;
    }

    /// Presence and charge must hold at one moment; a few steps find it, or the search goes on later.
    private double canBeginS(int device, double nowS) {
        double at = presence.comesS(device, nowS);
        return batteries == null ? at : Math.max(at, batteries.sufficesAtS(device, nowS));
    }

    /// When a device that begins now has to stop: it goes away, or its charge is spent at `watts`; infinite: never.
    double stopsS(int device, double nowS, double watts) {
        double leaves = presence.leavesS(device, nowS);
        if (batteries == null || watts <= 0) {
            return leaves;
        }
        return Math.min(leaves, nowS + batteries.reserveJ(device, nowS) / watts);
    }
}
