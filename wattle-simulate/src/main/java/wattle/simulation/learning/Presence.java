package wattle.simulation.learning;

import wattle.signal.OnTimes;
import wattle.simulation.kernel.Distribution;
import wattle.simulation.kernel.Seed;

/// When devices can take part. Asked in order of time.
public interface Presence {

    /// Everybody, always.
    Presence ALWAYS = new Presence() {
        @Override
        public boolean isThere(int device, double atS) {
            return true;
        }

        @Override
        public double leavesS(int device, double atS) {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double comesS(int device, double atS) {
            return atS;
        }
    };

    /// Whether a device can take part at a moment, in s.
    boolean isThere(int device, double atS);

    /// When a device that is there goes away; infinite: never.
    double leavesS(int device, double atS);

    /// When a device is there next; `atS` itself when it is; infinite: never.
    double comesS(int device, double atS);

    /// Times on and off one after the other, each device at a point of its own in them at the start: on with the share
    /// `mean on / (mean on + mean off)`, and somewhere inside the first time.
    ///
    /// @param seed each device draws from a stream of its own
    static Presence renewal(int devices, Distribution on, Distribution off, Seed seed) {
        return new Renewal(devices, on, off, seed);
    }

    /// As recorded; device i does what line i modulo the recorded devices did.
    static Presence recorded(OnTimes times) {
        return new Presence() {
            @Override
            public boolean isThere(int device, double atS) {
                return times.isOn(device % times.devices(), atS);
            }

            @Override
            public double leavesS(int device, double atS) {
                return times.offAtS(device % times.devices(), atS);
            }

            @Override
            public double comesS(int device, double atS) {
                return times.onAtS(device % times.devices(), atS);
            }
        };
    }

    /// Lazily walked: a device that nobody asks about costs nothing.
    final class Renewal implements Presence {
        private final Distribution on;
        private final Distribution off;
        private final Seed seed;
        private final double[] untilS;
        private final int[] turns;

        private Renewal(int devices, Distribution on, Distribution off, Seed seed) {
            this.on = on;
            this.off = off;
            this.seed = seed;
            this.untilS = new double[devices];
            this.turns = new int[devices];
            double share = on.mean() / (on.mean() + off.mean());
            for (int i = 0; i < devices; i++) {
                Seed own = seed.split(i);
                boolean there = own.uniform(0) < share;
                turns[i] = there ? 2 : 3;
                untilS[i] = own.uniform(1) * length(own, turns[i]);
            }
        }

        private double length(Seed own, int turn) {
            return (turn % 2 == 0 ? on : off).draw(own, turn);
        }

        private void walk(int device, double atS) {
            while (untilS[device] <= atS) {
                turns[device]++;
                untilS[device] += length(seed.split(device), turns[device]);
            }
        }

        @Override
        public boolean isThere(int device, double atS) {
            walk(device, atS);
            return turns[device] % 2 == 0;
        }

        @Override
        public double leavesS(int device, double atS) {
            walk(device, atS);
            return untilS[device];
        }

        @Override
        public double comesS(int device, double atS) {
            walk(device, atS);
            return turns[device] % 2 == 0 ? atS : untilS[device];
        }
    }
}
