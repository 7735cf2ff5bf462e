package wattle.simulation.cohort;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import wattle.simulation.learning.World;

/// The flows of one round over shared links when there are so many that their numbers are a fluid: of each kind of
/// device
/// as many as its share, whose flows go at the max-min fair rates of equation EV-2, worked out from one beginning or
/// end
/// of a kind's flows to the next.
///
/// Devices with links alike have flows of one rate at any time, so one number says how far all flows of such a class
/// have
/// come, and those that began first end first. What is left out is chance: with few devices on a link their numbers
/// differ from round to round (a relative 1/√n), which is why few are refused.
final class Fluid {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final World world;
    private final List<Passage> own;
    private final double downBits;
    private final double upBits;
    private final Side down;
    private final Side up;
    private final double bothBitPerS;
    private final double[] downS;
    private final double[] doneS;
    private final double[] sendS;
    private final double[] flows;
    private final int[] classOf;

    /// @param own passages as they would be with nothing shared
    /// @param asked devices in the round
    Fluid(World world, List<Passage> own, long asked, double downBits, double upBits) {
        this.world = world;
        this.own = own;
        this.downBits = downBits;
        this.upBits = upBits;
        double[] links = own.stream()
                .mapToDouble(p -> p.atom().link())
                .sorted()
                .distinct()
                .toArray();
        World.Wires wires = world.wires();
        World.Shared shared = wires.shared();
        double above = shared.aboveBitPerS().stream().mapToDouble(x -> x).min().orElse(NEVER);
        double server = shared.half() ? NEVER : shared.serverBitPerS();
        this.bothBitPerS = shared.half() ? shared.serverBitPerS() : NEVER;
        this.down = new Side(links, wires.downBitPerS(), least(above, server, shared, shared.cellDownBitPerS()));
        this.up = new Side(links, wires.upBitPerS(), least(above, server, shared, shared.cellUpBitPerS()));
        this.downS = new double[own.size()];
        this.doneS = new double[own.size()];
        this.sendS = new double[own.size()];
        this.classOf = new int[own.size()];
        this.flows = new double[own.size()];
        for (int k = 0; k < classOf.length; k++) {
            classOf[k] = Arrays.binarySearch(links, own.get(k).atom().link());
            flows[k] = own.get(k).atom().weight() * asked;
        }
    }

    private static double least(double above, double server, World.Shared shared, double cell) {
        return Math.min(Math.min(above, server), shared.cells() == 0 ? NEVER : cell * shared.cells());
    }

    /// One direction.
    private static final class Side {
        private final double[] caps;
        private final double most;
        private final double[] count;
        private final double[] carried;
        private final double[] rate;
        private final List<ArrayDeque<Integer>> under;
        private final double[] endsAt;

        Side(double[] links, double bitPerS, double most) {
            this.caps = Arrays.stream(links).map(l -> l * bitPerS).toArray();
            this.most = most;
            this.count = new double[links.length];
            this.carried = new double[links.length];
            this.rate = new double[links.length];
            this.under = new ArrayList<>();
            for (int c = 0; c < links.length; c++) {
                under.add(new ArrayDeque<>());
            }
            this.endsAt = new double[links.length];
            Arrays.fill(endsAt, NEVER);
        }

        double wantedBitPerS() {
            double sum = 0;
            for (int c = 0; c < caps.length; c++) {
                sum += count[c] * caps[c];
            }
            return sum;
        }

        double usedBitPerS() {
            double sum = 0;
            for (int c = 0; c < caps.length; c++) {
                sum += count[c] * rate[c];
            }
            return sum;
        }

        void level(double level) {
            for (int c = 0; c < caps.length; c++) {
                rate[c] = Math.min(caps[c], level);
            }
        }

        /// @return until the next flow has ended, in s
        double nextS() {
            double next = NEVER;
            for (int c = 0; c < caps.length; c++) {
                if (endsAt[c] < NEVER && rate[c] > 0) {
                    next = Math.min(next, (endsAt[c] - carried[c]) / rate[c]);
                }
            }
            return Math.max(0, next);
        }

        void carry(double seconds) {
            for (int c = 0; c < caps.length; c++) {
                carried[c] += rate[c] * seconds;
            }
        }
    }

    /// The passages over the shared links.
    List<Passage> passages() {
        run();
        List<Passage> shared = new ArrayList<>(own.size());
        for (int k = 0; k < own.size(); k++) {
            Passage p = own.get(k);
            shared.add(new Passage(p.atom(), downS[k], p.trainS(), p.evaluateS(), sendS[k], doneS[k]));
        }
        return shared;
    }

    private void run() {
        PriorityQueue<Integer> waiting = new PriorityQueue<>((a, b) -> Double.compare(sendS[a], sendS[b]));
        double now = world.wires().latencyS();
        double[] ends = new double[own.size()];
        for (int k = 0; k < own.size(); k++) {
            begin(down, k, flows[k], downBits, ends);
        }
        double keeps = 1 - world.rules().dropout();
        int left = own.size();
        while (left > 0) {
            share();
            double starts = waiting.isEmpty() ? NEVER : sendS[waiting.peek()];
            double step = Math.min(Math.min(down.nextS(), up.nextS()), starts - now);
            down.carry(step);
            up.carry(step);
            now = step == starts - now ? starts : now + step;
            for (int k = ended(down, ends); k >= 0; k = ended(down, ends)) {
                downS[k] = now;
                down.count[classOf[k]] -= flows[k];
                sendS[k] = now
                        + own.get(k).trainS()
                        + own.get(k).evaluateS()
                        + world.wires().latencyS();
                waiting.add(k);
            }
            for (int k = ended(up, ends); k >= 0; k = ended(up, ends)) {
                doneS[k] = now;
                up.count[classOf[k]] -= keeps * flows[k];
                left--;
            }
            while (!waiting.isEmpty() && sendS[waiting.peek()] <= now) {
                int k = waiting.remove();
                begin(up, k, keeps * flows[k], upBits, ends);
            }
        }
    }

    private void begin(Side side, int k, double count, double bits, double[] ends) {
        int c = classOf[k];
        if (side.under.get(c).isEmpty()) {
            // Nothing is left of earlier sums.
            side.count[c] = 0;
            side.carried[c] = 0;
        }
        side.count[c] += count;
        ends[k] = side.carried[c] + bits;
        side.under.get(c).add(k);
        side.endsAt[c] = ends[side.under.get(c).element()];
    }

    /// The next device whose flow has ended by now, or -1.
    private static int ended(Side side, double[] ends) {
        for (int c = 0; c < side.caps.length; c++) {
            if (side.endsAt[c] <= side.carried[c] * (1 + 1e-12)) {
                int k = side.under.get(c).remove();
                side.endsAt[c] = side.under.get(c).isEmpty()
                        ? NEVER
                        : ends[side.under.get(c).element()];
                return k;
            }
        }
        return -1;
    }

    /// Max-min fair rates, given what is under way.
    private void share() {
        double both = level(bothBitPerS, down, up);
        down.level(both);
        up.level(both);
        if (down.usedBitPerS() > down.most * (1 + 1e-12)) {
            down.level(level(down.most, down));
            up.level(level(Math.min(up.most, bothBitPerS - down.most), up));
        } else if (up.usedBitPerS() > up.most * (1 + 1e-12)) {
            up.level(level(up.most, up));
            down.level(level(Math.min(down.most, bothBitPerS - up.most), down));
        }
    }

    /// The rate above which flows are held back so that they fit: infinite when all fit.
    private static double level(double capacity, Side... sides) {
        double wanted = 0;
        double wider = 0;
        for (Side side : sides) {
            wanted += side.wantedBitPerS();
            wider += Arrays.stream(side.count).sum();
        }
        if (wanted <= capacity) {
            return NEVER;
        }
        double left = capacity;
        int[] at = new int[sides.length];
        while (true) {
            double lowest = NEVER;
            int of = 0;
            for (int s = 0; s < sides.length; s++) {
                if (at[s] < sides[s].caps.length && sides[s].caps[at[s]] < lowest) {
                    lowest = sides[s].caps[at[s]];
                    of = s;
                }
            }
            if (lowest * wider >= left) {
                return left / wider;
            }
            double count = sides[of].count[at[of]++];
            left -= count * lowest;
            wider -= count;
        }
    }
}
