package wattle.simulation.learning;

import java.util.Arrays;
import wattle.simulation.kernel.Agenda;
import wattle.simulation.kernel.Seed;
import wattle.simulation.learning.World.Rules;

/// Learning in rounds with a server: broadcast, train, upload, average; with aggregators below the server where there
/// are any. A round ends when enough updates are there, when nobody is left, or at its deadline; who is late or lost by
/// then has used its energy all the same.
public final class RoundTraining implements Training, Agenda.Handler {

    private static final int NEXT = 0;
    private static final int BROADCAST = 1;
    private static final int DEADLINE = 2;
    private static final int EDGE_IS_UP = 3;
    private static final int CLOSE = 4;

    private final World world;
    private final Rules rules;
    private final Agenda agenda;
    private final Books books;
    private final Census census;
    private final Selector selector;
    private final Progress progress;
    private final Phases phases;
    private final Participants participants;
    private final Edges edges;
    private Session session = new Session(0, 1, 1, 1);
    private double startedS;
    private double roundS;
    private double done;
    private int round;
    private int futile;
    private long held;
    private boolean closing;
    private End end = End.REACHED;

    /// @param company everything that all ways of learning share
    public RoundTraining(Company company, boolean shared, Seed seed) {
        this.world = company.world();
        this.rules = world.rules();
        this.agenda = company.agenda();
        this.books = company.books();
        this.census = company.census();
        this.selector = company.selector();
        this.progress = company.progress();
        this.phases = new Phases(world, books);
        this.edges = new Edges(Math.max(1, world.server().edges()));
        this.participants = new Participants(company, phases, shared, seed, this::left);
    }

    /// Calls `check` after every event, for tests.
    public void check(Agenda.Check check) {
        agenda.check(check);
    }

    @Override
    public Trained run(Session next) {
        session = next;
        phases.work(next.work());
        done = 0;
        held = 0;
        futile = 0;
        end = End.REACHED;
        startedS = Math.max(next.startS(), agenda.nowS());
        agenda.at(Math.max(agenda.now(), Agenda.nanos(next.startS())), NEXT, 0, 0);
        agenda.run(this);
        double endS = agenda.nowS();
        phases.inactive(startedS, endS);
        serve(startedS, endS);
        return new Trained(startedS, endS, held, end);
    }

    /// The aggregation service is on for as long as training lasts.
    private void serve(double fromS, double toS) {
        books.power(Post.AGGREGATE, world.server().serviceW(), fromS, toS, 1);
        books.power(
                Post.AGGREGATE_EDGE, world.server().serviceW() * world.server().edges(), fromS, toS, 1);
        books.power(Post.LINK_IDLE, world.wires().cost().idleW(), fromS, toS, 1);
    }

    @Override
    public void on(int kind, int entity, int stamp) {
        if (kind >= Participants.FIRST_KIND) {
            participants.on(kind, entity, stamp);
            return;
        }
        switch (kind) {
            case NEXT -> begin();
            case BROADCAST -> {
                if (stamp == round) {
                    participants.broadcast(entity);
                }
            }
            case DEADLINE -> {
                if (stamp == round && !closing) {
                    closeEdges();
                }
            }
            case EDGE_IS_UP -> {
                if (stamp == round && edges.isUp()) {
                    aggregate();
                }
            }
            case CLOSE -> close();
            default -> throw new IllegalStateException("no event is of kind " + kind);
        }
    }

    private void begin() {
        double now = agenda.nowS();
        int count = participants.choose(rules.allTrain() ? world.fleet().size() : rules.asked(), now, ++round);
        if (count == 0) {
            double next = selector.nextS(now);
            if (Double.isInfinite(next)) {
                end = End.NOT_REACHED;
                return;
            }
            agenda.at(Math.max(agenda.now() + 1, Agenda.nanos(next)), NEXT, 0, 0);
            return;
        }
        roundS = now;
        closing = false;
        double share = Math.min(1, (double) rules.active() / count);
        edges.begin(participants, rules.allTrain() ? 1 : share, world.server().edgeRounds());
        long ready = Agenda.nanos(
                now + world.server().backhaul().downS() + world.wires().latencyS());
        for (int e = 0; e < edges.count(); e++) {
            if (participants.of(e) > 0) {
                agenda.at(ready, BROADCAST, e, round);
            }
        }
        if (rules.deadlineS() < Double.POSITIVE_INFINITY) {
            agenda.at(Agenda.nanos(now + rules.deadlineS()), DEADLINE, 0, round);
        }
        exchangeWithEdges();
        if (world.exchange().allReceive()) {
            participants.sendToOthers(now);
        }
    }

    private void exchangeWithEdges() {
        int count = world.server().edges();
        if (count == 0) {
            return;
        }
        double now = agenda.nowS();
        var backhaul = world.server().backhaul();
        books.energy(Post.BACKHAUL_DOWN, backhaul.downJ() * count, now, now + backhaul.downS(), 1);
        books.energy(Post.BACKHAUL_UP, backhaul.upJ() * count, now, now + backhaul.upS(), 1);
        census.moved(world.exchange().upBits() * count, world.exchange().downBits() * count);
    }

    /// A participant has sent its update, or will never.
    private void left(int device, boolean arrived) {
        int edge = participants.edge(device);
        if (edges.left(edge, arrived)) {
            closeEdge(edge);
        }
    }

    private void closeEdge(int edge) {
        if (edges.roundsLeft(edge) > 1 && participants.arrivedOf(edge) > 0) {
            edges.again(edge, participants.again(edge, agenda.nowS()));
            agenda.at(Agenda.nanos(agenda.nowS() + world.wires().latencyS()), BROADCAST, edge, round);
            return;
        }
        participants.cut(edge, agenda.nowS());
        edges.closed(edge);
        if (world.server().edges() == 0) {
            aggregate();
        } else {
            agenda.at(
                    Agenda.nanos(agenda.nowS()
                            + participants.arrivedOf(edge) * world.server().updateS()
                            + world.server().backhaul().upS()),
                    EDGE_IS_UP,
                    edge,
                    round);
        }
    }

    private void closeEdges() {
        for (int e = 0; e < edges.count(); e++) {
            if (edges.isOpen(e)) {
                edges.last(e);
                closeEdge(e);
            }
        }
    }

    private void aggregate() {
        closing = true;
        int updates = world.server().edges() == 0
                ? participants.arrived()
                : world.server().edges();
        agenda.at(Agenda.nanos(agenda.nowS() + updates * world.server().updateS()), CLOSE, 0, round);
    }

    private void close() {
        double now = agenda.nowS();
        int arrived = participants.leaveAll(now);
        held++;
        books.energy(Post.AGGREGATE, world.server().roundJ(), roundS, now, 1);
        books.energy(
                Post.AGGREGATE_EDGE,
                world.server().edgeRoundJ() * world.server().edges(),
                roundS,
                now,
                1);
        int needed = rules.allTrain() ? world.fleet().size() : rules.active();
        if (arrived > 0 && arrived >= rules.least() * needed) {
            done += arrived >= needed
                    ? 1
                    : Math.pow((double) arrived / needed, rules.convergence().participation());
            futile = 0;
        } else {
            futile++;
        }
        if (!progress.round(done, session.rounds())) {
            end = End.STOPPED;
        } else if (done >= session.rounds() - 1e-9) {
            end = End.REACHED;
        } else if (held >= rules.convergence().mostRounds() || futile >= FUTILE_ROUNDS) {
            end = End.NOT_REACHED;
        } else {
            agenda.at(agenda.now(), NEXT, 0, 0);
            return;
        }
        agenda.stop();
    }

    /// The devices of the round in hand, for checks.
    Participants participants() {
        return participants;
    }

    /// All devices, for checks.
    int size() {
        return world.fleet().size();
    }

    /// When the training in hand began, in s, for checks.
    double startedS() {
        return startedS;
    }

    /// Work of a round in the training in hand, for checks.
    double work() {
        return phases.work();
    }

    /// Aggregators, or the server itself as the only one: how many updates each still waits for.
    private static final class Edges {
        private final int[] awaited;
        private final int[] target;
        private final int[] arrived;
        private final int[] rounds;
        private final boolean[] open;
        private int openCount;
        private int upCount;

        Edges(int count) {
            awaited = new int[count];
            target = new int[count];
            arrived = new int[count];
            rounds = new int[count];
            open = new boolean[count];
        }

        int count() {
            return open.length;
        }

        void begin(Participants participants, double share, int edgeRounds) {
            openCount = 0;
            upCount = 0;
            for (int e = 0; e < open.length; e++) {
                awaited[e] = participants.of(e);
                target[e] = (int) Math.ceil(share * awaited[e] - 1e-9);
                arrived[e] = 0;
                rounds[e] = Math.max(1, edgeRounds);
                open[e] = awaited[e] > 0;
                openCount += open[e] ? 1 : 0;
            }
            upCount = openCount;
        }

        boolean left(int edge, boolean hasArrived) {
            awaited[edge]--;
            arrived[edge] += hasArrived ? 1 : 0;
            return open[edge] && (awaited[edge] == 0 || arrived[edge] >= target[edge]);
        }

        void again(int edge, int participants) {
            awaited[edge] = participants;
            target[edge] = participants;
            arrived[edge] = 0;
            rounds[edge]--;
        }

        void last(int edge) {
            rounds[edge] = 1;
        }

        int roundsLeft(int edge) {
            return rounds[edge];
        }

        boolean isOpen(int edge) {
            return open[edge];
        }

        void closed(int edge) {
            open[edge] = false;
            openCount--;
        }

        /// One more edge has sent its model to the server.
        ///
        /// @return whether all have
        boolean isUp() {
            return --upCount == 0;
        }
    }

    @Override
    public String toString() {
        return "rounds with a server, " + Arrays.toString(edges.target) + " awaited";
    }
}
