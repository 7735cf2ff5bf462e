package wattle.simulation.flow;

import java.util.Arrays;
import java.util.function.IntConsumer;
import wattle.simulation.kernel.IndexedHeap;
import wattle.simulation.kernel.RankSet;

/// One link whose flows share nothing else: water filling over sorted bounds, in O(log n) for a start or an end.
///
/// Flows whose bound per weight is the same form a class and always stand on the same side of the level. Below the
/// threshold classes run at their bound, and the ends of their flows are fixed times; from it on they run at the level,
/// and
/// the ends of their flows are fixed amounts of what one unit of weight has carried (the *volume*, whose derivative is
/// the
/// level; as virtual time in Parekh, Gallager, "A generalized processor sharing approach to flow control", IEEE/ACM
/// Trans. Netw. 1(3), 1993, <https://doi.org/10.1109/90.234856>). A change moves the threshold over those classes only
/// that change sides.
final class Star {

    private final double capacity;
    private final Flows flows;
    private final Queues queues;

    // What one event touches of a class lies side by side.
    private static final int WIDTH = 4;
    /// Bound per weight, ascending over classes.
    private static final int BOUND = 0;
    /// What one unit of weight had carried at [#AT], which is a time below the threshold and a volume above.
    private static final int OWN = 1;

    private static final int AT = 2;
    private static final int WEIGHT = 3;
    private final double[] classes;
    /// For each class the flow that ends next, and whether its end is to be worked out.
    private final int[] heads;

    private final RankSet present;
    private final IndexedHeap byTime;
    private final IndexedHeap byVolume;
    private final Sum slow = new Sum();
    private final Sum fast = new Sum();
    private int fastClasses;
    private int threshold;

    private double clock;
    private double volume;
    private double level = Double.POSITIVE_INFINITY;

    private int[] touched = new int[16];
    private int touchedCount;

    Star(double capacity, double[] bound, Flows flows, Queues queues) {
        this.capacity = capacity;
        this.flows = flows;
        this.queues = queues;
        int n = bound.length;
        classes = new double[Math.multiplyExact(n, WIDTH)];
        heads = new int[Math.multiplyExact(n, 2)];
        for (int rank = 0; rank < n; rank++) {
            classes[rank * WIDTH + BOUND] = bound[rank];
            heads[rank * 2] = Queues.NONE;
        }
        present = new RankSet(n);
        byTime = new IndexedHeap(n);
        byVolume = new IndexedHeap(n);
        threshold = n;
    }

    void add(int flow, int rank, double bits, double nowS) {
        advance(nowS);
        if (heads[rank * 2] == Queues.NONE) {
            classes[rank * WIDTH + OWN] = 0;
            classes[rank * WIDTH + AT] = rank < threshold ? nowS : volume;
            present.add(rank);
            fastClasses += rank < threshold ? 0 : 1;
        }
        double share = flows.weight(flow);
        weigh(rank, classes[rank * WIDTH + WEIGHT] + share);
        heads[rank * 2] = queues.add(heads[rank * 2], flow, carried(rank, nowS) + bits / share);
        touch(rank);
    }

    void remove(int flow, int rank, double nowS) {
        advance(nowS);
        heads[rank * 2] = queues.remove(heads[rank * 2], flow);
        if (heads[rank * 2] == Queues.NONE) {
            weigh(rank, 0);
            present.remove(rank);
            (rank < threshold ? byTime : byVolume).remove(rank);
            fastClasses -= rank < threshold ? 0 : 1;
            forgetRounding();
        } else {
            weigh(rank, classes[rank * WIDTH + WEIGHT] - flows.weight(flow));
        }
        touch(rank);
    }

    boolean dirty() {
        return touchedCount > 0;
    }

    double remaining(int flow, int rank, double nowS) {
        return Math.max(0, (queues.mark(flow) - carried(rank, nowS)) * flows.weight(flow));
    }

    double rate(int flow, int rank) {
        return rank < threshold ? flows.bound(flow) : flows.weight(flow) * level;
    }

    /// When the next flow ends, in s, after [#level].
    double nextEndS() {
        return Math.min(byTime.peekKey(), nextFastEndS());
    }

    private double nextFastEndS() {
        return fastClasses == 0 ? Double.POSITIVE_INFINITY : clock + (byVolume.peekKey() - volume) / level;
    }

    /// Names every flow that ends at or before `timeS`, which is the next end; the one named must then be removed.
    void eachEnding(double timeS, IntConsumer ending) {
        boolean fastEnds = nextFastEndS() <= timeS;
        double mark = byVolume.peekKey();
        advance(timeS);
        if (fastEnds) {
            volume = Math.max(volume, mark);
            while (byVolume.peekKey() <= volume) {
                int rank = byVolume.popId();
                double reached = volume;
                while (heads[rank * 2] != Queues.NONE && volumeEnd(rank) <= reached) {
                    ending.accept(heads[rank * 2]);
                }
            }
        }
        while (byTime.peekKey() <= timeS) {
            int rank = byTime.popId();
            while (heads[rank * 2] != Queues.NONE && timeEnd(rank) <= timeS) {
                ending.accept(heads[rank * 2]);
            }
        }
    }

    /// Names every flow; the one named must then be removed.
    void each(IntConsumer action) {
        for (int rank = present.next(0); rank >= 0; rank = present.next(rank)) {
            action.accept(heads[rank * 2]);
        }
    }

    /// Finds the level anew, after changes at [#clock].
    void level() {
        double now = found();
        while (fastClasses > 0) {
            int rank = present.next(threshold);
            if (classes[rank * WIDTH + BOUND] > now) {
                break;
            }
            threshold = cross(rank) + 1;
            now = found();
        }
        for (int rank = present.previous(threshold - 1); rank >= 0 && classes[rank * WIDTH + BOUND] > now; ) {
            threshold = cross(rank);
            now = found();
            rank = present.previous(threshold - 1);
        }
        level = now;
        for (int i = 0; i < touchedCount; i++) {
            int rank = touched[i];
            heads[rank * 2 + 1] = 0;
            if (heads[rank * 2] != Queues.NONE && rank < threshold) {
                byTime.put(rank, timeEnd(rank));
            } else if (heads[rank * 2] != Queues.NONE) {
                byVolume.put(rank, volumeEnd(rank));
            }
        }
        touchedCount = 0;
    }

    /// What is left for one unit of weight above the threshold; below every bound if the others ask for too much
    /// already.
    private double found() {
        double left = capacity - slow.value();
        if (fastClasses == 0) {
            return left < 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return left / fast.value();
    }

    /// Takes a class to the other side; returns it. The threshold must be moved over it.
    private int cross(int rank) {
        double carried = carried(rank, clock);
        classes[rank * WIDTH + OWN] = carried;
        if (rank < threshold) {
            slow.add(-classes[rank * WIDTH + BOUND] * classes[rank * WIDTH + WEIGHT]);
            fast.add(classes[rank * WIDTH + WEIGHT]);
            byTime.remove(rank);
            fastClasses++;
            classes[rank * WIDTH + AT] = volume;
        } else {
            slow.add(classes[rank * WIDTH + BOUND] * classes[rank * WIDTH + WEIGHT]);
            fast.add(-classes[rank * WIDTH + WEIGHT]);
            byVolume.remove(rank);
            fastClasses--;
            classes[rank * WIDTH + AT] = clock;
        }
        forgetRounding();
        touch(rank);
        return rank;
    }

    /// A side without classes sums to exactly nothing, and volume may begin at 0 again.
    private void forgetRounding() {
        if (fastClasses == 0) {
            fast.clear();
            volume = 0;
        }
        if (fastClasses == present.size()) {
            slow.clear();
        }
    }

    private double carried(int rank, double nowS) {
        return rank < threshold
                ? classes[rank * WIDTH + OWN] + classes[rank * WIDTH + BOUND] * (nowS - classes[rank * WIDTH + AT])
                : classes[rank * WIDTH + OWN]
                        + (volume + (nowS > clock ? level * (nowS - clock) : 0) - classes[rank * WIDTH + AT]);
    }

    private double timeEnd(int rank) {
        return classes[rank * WIDTH + AT]
                + (queues.mark(heads[rank * 2]) - classes[rank * WIDTH + OWN]) / classes[rank * WIDTH + BOUND];
    }

    private double volumeEnd(int rank) {
        return classes[rank * WIDTH + AT] + (queues.mark(heads[rank * 2]) - classes[rank * WIDTH + OWN]);
    }

    private void advance(double nowS) {
        if (fastClasses > 0 && nowS > clock) {
            volume += level * (nowS - clock);
        }
        clock = nowS;
    }

    private void weigh(int rank, double newWeight) {
        if (rank < threshold) {
            slow.add(-classes[rank * WIDTH + BOUND] * classes[rank * WIDTH + WEIGHT]);
            slow.add(classes[rank * WIDTH + BOUND] * newWeight);
        } else {
            fast.add(newWeight - classes[rank * WIDTH + WEIGHT]);
        }
        classes[rank * WIDTH + WEIGHT] = newWeight;
    }

    private void touch(int rank) {
        if (heads[rank * 2 + 1] != 0) {
            return;
        }
        heads[rank * 2 + 1] = 1;
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, touchedCount * 2);
        }
        touched[touchedCount++] = rank;
    }
}
