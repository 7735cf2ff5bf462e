package wattle.simulation.learning;

import org.jspecify.annotations.Nullable;
import wattle.simulation.kernel.Agenda;
import wattle.simulation.kernel.Seed;

/// Consensus between neighbours: each participant trains, sends its model to its neighbours, and goes on when it has
/// everybody's, or only its own neighbours' models. A round is one step of a max-plus recursion, so no event is needed
/// inside it.
public final class GossipTraining implements Training {

    /// How participants are joined in a round.
    public enum Graph {
        RING,
        REGULAR,
        RANDOM,
        MESH
    }

    /// @param graph between participants
    /// @param neighbours of each participant; all others in a mesh
    /// @param local whether a device waits for its own neighbours only
    public record Shape(Graph graph, int neighbours, boolean local) {}

    private final World world;
    private final Agenda agenda;
    private final Books books;
    private final Census census;
    private final Selector selector;
    private final Progress progress;
    private final Shape shape;
    private final Phases phases;
    private final Seed seed;
    private final @Nullable Batteries batteries;
    private int failed;

    /// @param seed of the graphs and of failures
    public GossipTraining(Company company, Shape shape, Seed seed) {
        this.world = company.world();
        this.agenda = company.agenda();
        this.books = company.books();
        this.census = company.census();
        this.selector = company.selector();
        this.progress = company.progress();
        this.shape = shape;
        this.phases = new Phases(world, books);
        this.seed = seed;
        this.batteries = company.batteries();
    }

    @Override
    public Trained run(Session session) {
        phases.work(session.work());
        double startedS = Math.max(session.startS(), agenda.nowS());
        int wanted = Math.min(world.rules().asked(), selector.eligible());
        int[] members = new int[Math.max(1, wanted)];
        double[] startS = new double[members.length];
        java.util.Arrays.fill(startS, startedS);
        double nowS = startedS;
        double done = 0;
        long held = 0;
        int futile = 0;
        End end = End.REACHED;
        while (done < session.rounds() - 1e-9) {
            int count = selector.select(wanted, nowS, members);
            if (count == 0) {
                nowS = selector.nextS(nowS);
                if (Double.isInfinite(nowS)) {
                    end = End.NOT_REACHED;
                    nowS = startedS;
                    break;
                }
                java.util.Arrays.fill(startS, nowS);
                continue;
            }
            boolean everybody = count == world.fleet().size();
            nowS = round(members, count, startS, nowS, shape.local() && everybody, ++held);
            done += Math.pow(
                    Math.min(1, (double) (count - failed) / world.rules().active()),
                    world.rules().convergence().participation());
            futile = failed == count ? futile + 1 : 0;
            if (futile >= FUTILE_ROUNDS) {
                end = End.NOT_REACHED;
                break;
            }
            if (!progress.round(done, session.rounds())) {
                end = End.STOPPED;
                break;
            }
            if (held >= world.rules().convergence().mostRounds() && done < session.rounds() - 1e-9) {
                end = End.NOT_REACHED;
                break;
            }
        }
        agenda.runUntil(Agenda.nanos(nowS), (_, _, _) -> {});
        phases.inactive(startedS, nowS);
        books.power(Post.LINK_IDLE, world.wires().cost().idleW(), startedS, nowS, 1);
        return new Trained(startedS, nowS, held, end);
    }

    /// One round.
    ///
    /// @return when its last participant is done
    private double round(int[] members, int count, double[] startS, double nowS, boolean local, long number) {
        int degree = shape.graph() == Graph.MESH ? count - 1 : Math.min(shape.neighbours(), count - 1);
        double bits = world.exchange().upBits(1) * degree;
        double[] sentS = new double[count];
        double[] failS = new double[count];
        double lastS = nowS;
        failed = 0;
        Seed failures = seed.split("failures").split(number);
        for (int k = 0; k < count; k++) {
            int i = members[k];
            double begin = local ? startS[k] : nowS;
            failS[k] = Double.POSITIVE_INFINITY;
            if (world.rules().dropout() > 0
                    && failures.uniform(2L * i) < world.rules().dropout()) {
                // Its neighbours see that it is gone, and wait for it no longer than it worked.
                failS[k] = begin + phases.trainS(i) * failures.uniform(2L * i + 1);
                sentS[k] = failS[k];
                lastS = Math.max(lastS, failS[k]);
                failed++;
                continue;
            }
            double computed = begin + phases.trainS(i) + phases.evaluateS(i);
            sentS[k] = computed
                    + bits / (world.wires().upBitPerS() * world.fleet().link(i))
                    + world.wires().latencyS();
            lastS = Math.max(lastS, sentS[k]);
        }
        lastS = Math.min(lastS, nowS + world.rules().deadlineS());
        Seed round = seed.split(number);
        int turn = shape.graph() == Graph.REGULAR && count > 1 ? 1 + round.below(0, count - 1) : 1;
        for (int k = 0; k < count; k++) {
            int i = members[k];
            double begin = local ? startS[k] : nowS;
            double ready = local ? ready(k, count, degree, turn, sentS, round) : lastS;
            if (failS[k] < Double.POSITIVE_INFINITY) {
                census.asked(i);
                census.lost(i, leave(i, begin, Double.POSITIVE_INFINITY, Math.min(failS[k], ready)));
            } else {
                finish(i, begin, sentS[k], bits, ready);
            }
            startS[k] = ready;
            selector.release(i);
        }
        if (!local) {
            java.util.Arrays.fill(startS, lastS);
        }
        return local ? java.util.Arrays.stream(startS, 0, count).max().orElse(lastS) : lastS;
    }

    /// When a participant has its own and all its neighbours' models.
    private double ready(int k, int count, int degree, int turn, double[] sentS, Seed round) {
        double ready = sentS[k];
        for (int d = 1; d <= degree; d++) {
            int other = switch (shape.graph()) {
                // Two to each side of it, one after the other: +1, -1, +2, -2, ...
                case RING -> Math.floorMod(k + (d % 2 == 1 ? (d + 1) / 2 : -d / 2), count);
                case REGULAR -> (int) Math.floorMod(k + (long) d * turn, (long) count);
                case RANDOM -> round.split(k).below(d, count);
                case MESH -> Math.floorMod(k + d, count);
            };
            ready = Math.max(ready, sentS[other]);
        }
        return ready;
    }

    /// Writes down what a participant did, and what its battery loses as it is charged again.
    ///
    /// @return its energy, in J
    private double leave(int i, double begin, double sentS, double leaveS) {
        double spent = phases.leave(i, begin, begin, begin, sentS, leaveS);
        if (batteries != null) {
            books.energy(
                    Post.CHARGE,
                    batteries.spend(i, begin, leaveS, spent),
                    begin,
                    leaveS,
                    world.fleet().grid(i));
        }
        return spent;
    }

    private void finish(int i, double begin, double sentS, double bits, double leaveS) {
        census.asked(i);
        double grid = world.fleet().grid(i);
        double spent = leave(i, begin, sentS, leaveS);
        boolean inTime = sentS <= leaveS;
        double moved = inTime ? bits : 0;
        books.energy(Post.SIDE, world.wires().upJ(moved, world.fleet().link(i)), Math.min(sentS, leaveS), leaveS, grid);
        census.side(moved);
        boolean fails = !inTime;
        if (fails) {
            census.late(i, spent);
        } else {
            census.arrived(i, phases.work());
        }
    }
}
