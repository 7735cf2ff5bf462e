package wattle.simulation.cohort;

import java.util.List;
import wattle.simulation.cohort.Atoms.Atom;
import wattle.simulation.learning.World;

/// What a synchronous round comes to on average: `k` updates of `m` devices drawn at random, each of which may fail,
/// until
/// a deadline.
///
/// The round ends when the k-th update is there, when nobody is left, or at the deadline; its length is an order
/// statistic of the times of devices that are drawn independently: `P(R ≤ t) = P(Bin(m, a) ≥ k) + G^m · P(Bin(m, a/G) <
/// k)`, with `a(t)` the probability that one device has arrived and `G(t)` that it has arrived or failed. What one
/// device
/// does until then follows from the same law for the `m − 1` others, so nothing is assumed to be independent that is
/// not: H. A. David, H. N. Nagaraja, "Order Statistics", 3rd edition, Wiley 2003, section 2.1.
@SuppressWarnings("FloatingPointLiteralPrecision") // nodes and weights as tabulated
public final class ExpectedRound {

    private static final int STEPS = 1_200;
    private static final int FEW = 64;
    /// Gauss–Legendre on 0..1 with four points, for the moment at which a device fails: NIST DLMF table 3.5.2.
    private static final double[] AT = {0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970262
    };
    private static final double[] WEIGHT = {
        0.17392742256872692, 0.32607257743127307, 0.32607257743127307, 0.17392742256872692
    };

    private final World world;
    private final long asked;
    private final long needed;
    private final double dropout;
    private final List<Passage> passages;
    private final double[] time;
    private final double[] alive;
    private final double[] settled;
    private final double[] length;
    private double[] survivor = {};
    private double enough;

    /// @param asked devices of a round
    /// @param needed updates that end it
    /// @param work of a round over that in the first training
    public ExpectedRound(World world, Mix mix, long asked, long needed, double work) {
        this.world = world;
        this.asked = asked;
        this.needed = Math.min(needed, asked);
        this.dropout = world.rules().dropout();
        this.passages = Passage.of(world, Atoms.of(mix), asked, work);
        this.time = grid();
        this.alive = new double[time.length];
        this.settled = new double[time.length];
        this.length = new double[time.length];
        integrate();
    }

    /// Moments at which the law of the round is worked out: dense where devices arrive, up to the deadline.
    private double[] grid() {
        double[] done = passages.stream().mapToDouble(Passage::doneS).sorted().toArray();
        double last = Math.min(done[done.length - 1], world.rules().deadlineS());
        double first = Math.min(done[0], last);
        java.util.TreeSet<Double> moments = new java.util.TreeSet<>(List.of(0.0, first, last));
        if (done.length <= FEW) {
            // Every arrival is a step: the moment before it counts as well.
            for (double each : done) {
                moments.add(Math.min(last, each * (1 - 1e-12)));
                moments.add(Math.min(last, each));
            }
        }
        double from = Math.max(first, last * 1e-9);
        for (int i = 0; i <= STEPS; i++) {
            moments.add(Math.min(last, Math.max(first, from * Math.pow(last / from, (double) i / STEPS))));
            moments.add(Math.min(last, done[(int) ((long) (done.length - 1) * i / STEPS)]));
        }
        return moments.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void integrate() {
        double[] arrivedBy = share(true);
        double[] failedBy = dropout > 0 ? share(false) : new double[time.length];
        double[] otherAlive = new double[time.length];
        double[] otherSettled = new double[time.length];
        double[] round = new double[time.length];
        for (int i = 0; i < time.length; i++) {
            double a = arrivedBy[i];
            double g = Math.min(1, a + failedBy[i]);
            otherAlive[i] = 1 - Binomial.atLeast(needed, asked - 1, a);
            otherSettled[i] = Math.max(0, 1 - over(needed - 1, asked - 1, a, g));
            round[i] = Math.max(0, 1 - over(needed, asked, a, g));
        }
        for (int i = 1; i < time.length; i++) {
            double step = time[i] - time[i - 1];
            alive[i] = alive[i - 1] + step * (otherAlive[i] + otherAlive[i - 1]) / 2;
            settled[i] = settled[i - 1] + step * (otherSettled[i] + otherSettled[i - 1]) / 2;
            length[i] = length[i - 1] + step * (round[i] + round[i - 1]) / 2;
        }
        survivor = otherAlive;
        enough = Binomial.atLeast(needed, asked, arrivedBy[time.length - 1]);
    }

    /// How many rounds it takes until enough updates were there, when each round gives a share of those it needs: the
    /// sum
    /// over n of the probability that n rounds were not enough.
    ///
    /// @param share progress of a round, above 0 and at most 1
    public static double rounds(double wanted, long updates, double share) {
        if (share >= 1) {
            return Math.ceil(wanted - 1e-9);
        }
        long target = (long) Math.ceil(wanted * updates - 1e-6);
        double expected = Math.floor(wanted);
        for (long n = (long) Math.floor(wanted); ; n++) {
            double missing = 1 - Binomial.atLeast(target, Math.multiplyExact(n, updates), share);
            if (n > wanted / share && missing < 1e-9) {
                return expected;
            }
            expected += missing;
        }
    }

    /// Probability that a round of `n` is over: enough have arrived, or nobody is under way.
    private static double over(long k, long n, double a, double g) {
        double enough = Binomial.atLeast(k, n, a);
        if (g <= 0 || k <= 0) {
            return enough;
        }
        double nobody = n == 0 ? 1 : Math.exp(n * Math.log(g));
        return nobody == 0 ? enough : enough + nobody * (1 - Binomial.atLeast(k, n, Math.min(1, a / g)));
    }

    /// Probability that a device has arrived, or has failed, by each moment. Between atoms the weight of an atom is
    /// spread
    /// evenly, half to each side, so that no step is left of a continuous spread.
    private double[] share(boolean arrives) {
        int parts = arrives ? 1 : AT.length;
        double[][] all = new double[passages.size() * parts][];
        int at = 0;
        for (Passage passage : passages) {
            for (int p = 0; p < parts; p++) {
                double moment = arrives ? passage.doneS() : passage.downS() + AT[p] * passage.trainS();
                double weight = passage.atom().weight() * (arrives ? 1 - dropout : dropout * WEIGHT[p]);
                all[at++] = new double[] {moment, weight};
            }
        }
        java.util.Arrays.sort(all, java.util.Comparator.comparingDouble(x -> x[0]));
        double[] share = new double[time.length];
        double sum = 0;
        int next = 0;
        for (int i = 0; i < time.length; i++) {
            while (next < all.length && all[next][0] <= time[i]) {
                sum += all[next++][1];
            }
            boolean inside = next > 0 && next < all.length && all[next][0] < all[next - 1][0] * 1.05;
            double own = inside && all.length > FEW ? all[next - 1][1] / 2 : 0;
            double between = own == 0
                    ? 0
                    : (all[next - 1][1] + all[next][1])
                            / 2
                            * (time[i] - all[next - 1][0])
                            / Math.max(1e-300, all[next][0] - all[next - 1][0]);
            share[i] = Math.clamp(sum - own + between, 0, 1);
        }
        return share;
    }

    private double at(double[] of, double moment) {
        if (moment >= time[time.length - 1]) {
            return of[of.length - 1];
        }
        int place = java.util.Arrays.binarySearch(time, moment);
        if (place >= 0) {
            return of[place];
        }
        int high = -place - 1;
        double share = (moment - time[high - 1]) / (time[high] - time[high - 1]);
        return of[high - 1] + share * (of[high] - of[high - 1]);
    }

    /// Works out the means.
    public Means means() {
        Means.Times plain = Means.Times.NONE;
        Means.Times grid = Means.Times.NONE;
        double busy = 0;
        double compute = 0;
        double arrived = 0;
        double lost = 0;
        double useful = 0;
        for (Passage passage : passages) {
            Atom atom = passage.atom();
            Engaged engaged = engaged(passage);
            Means.Times times = times(passage, engaged);
            plain = plain.plus(times, atom.weight());
            grid = grid.plus(times, atom.weight() * atom.kind().grid());
            double arrives = arrives(passage);
            busy += atom.weight() * engaged.inAllS();
            compute += atom.weight() * (engaged.trainS() + engaged.evaluateS());
            arrived += atom.weight() * arrives;
            lost += atom.weight() * engaged.lost();
            useful += atom.weight() * arrives * atom.items();
        }
        return new Means(
                length[length.length - 1],
                plain,
                grid,
                busy,
                compute,
                arrived,
                enough,
                dropout == 0 ? 0 : lost,
                useful);
    }

    /// Expected time of one device in a round.
    private record Engaged(double trainS, double evaluateS, double inAllS, double firstTailS, double lost) {}

    private Engaged engaged(Passage passage) {
        double down = passage.downS();
        double trained = passage.trainedS();
        double tail = down + world.device().radio().tailS();
        double end = Math.min(passage.doneS(), time[time.length - 1]);
        double keeps = 1 - dropout;
        double train = keeps * (at(alive, trained) - at(alive, down));
        double evaluate = keeps * (at(alive, passage.evaluatedS()) - at(alive, trained));
        double inAll = keeps * (at(alive, end) + settled[settled.length - 1] - at(settled, end));
        double first = keeps * (at(alive, Math.min(tail, passage.sendS())) - at(alive, down));
        double lost = 0;
        for (int p = 0; p < AT.length && dropout > 0; p++) {
            double fails = down + AT[p] * (trained - down);
            double weight = dropout * WEIGHT[p];
            train += weight * (at(alive, fails) - at(alive, down));
            first += weight * (at(alive, Math.min(tail, fails)) - at(alive, down));
            inAll += weight * at(alive, fails);
            lost += weight * (fails <= time[time.length - 1] ? at(survivor, fails) : 0);
        }
        return new Engaged(train, evaluate, inAll, first, lost);
    }

    private double arrives(Passage passage) {
        double keeps = 1 - dropout;
        if (passages.size() == 1 && passage.doneS() <= time[time.length - 1]) {
            // Of devices that arrive at one instant the first ones count.
            return Math.min(keeps, (double) needed / asked);
        }
        return passage.doneS() <= time[time.length - 1] * (1 + 1e-12) ? keeps * at(survivor, passage.doneS()) : 0;
    }

    private Means.Times times(Passage passage, Engaged engaged) {
        Atom atom = passage.atom();
        double power = atom.kind().power();
        double up = (1 - dropout) * flow(passage.sendS(), passage.doneS());
        double down = flow(world.wires().latencyS(), passage.downS());
        double sending = (1 - dropout) * (at(alive, passage.doneS()) - at(alive, passage.sendS()));
        double receiving = at(alive, passage.downS()) - at(alive, world.wires().latencyS());
        return new Means.Times(
                power * engaged.trainS(),
                power * engaged.evaluateS(),
                power * (engaged.inAllS() - engaged.trainS() - engaged.evaluateS()),
                up,
                down,
                up / atom.link(),
                down / atom.link(),
                sending,
                receiving,
                engaged.firstTailS() + lastTailS(passage));
    }

    /// How long the radio stays up after sending: until its time is over, or the round is, averaging included.
    private double lastTailS(Passage passage) {
        double tailS = world.device().radio().tailS();
        if (tailS == 0) {
            return 0;
        }
        double averagingS = needed * world.server().updateS();
        double done = passage.doneS();
        double present = arrives(passage);
        return present * Math.min(tailS, averagingS)
                + (1 - dropout) * (at(settled, done + Math.max(0, tailS - averagingS)) - at(settled, done));
    }

    /// Expected share of a transfer that was under way from one moment to another.
    private double flow(double from, double to) {
        return to <= from ? at(survivor, to) : (at(alive, to) - at(alive, from)) / (to - from);
    }
}
