package wattle.simulation.learning;

import org.jspecify.annotations.Nullable;
import wattle.simulation.flow.Transfers;
import wattle.simulation.kernel.Agenda;
import wattle.simulation.kernel.Seed;

/// Asynchronous learning with a buffer: so many devices train at any time; each that sends makes room for another; so
/// many updates make a new model. An update counts `1/(1+s)^a`, with `s` the models that were made since its device
/// received its own. The target is reached with as much weight as the rounds of synchronous learning have updates.
///
/// Source: Nguyen et al., "Federated Learning with Buffered Asynchronous Aggregation" (FedBuff), AISTATS 2022.
public final class BufferedTraining implements Training, Agenda.Handler {

    private static final int FILL = 0;
    private static final int RECEIVE = 1;
    private static final int SEND = 2;
    private static final int WIRE = 3;
    private static final int ARRIVE = 4;
    private static final int GO = 5;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    /// @param concurrency devices that train at any time
    /// @param buffer updates that make a model
    /// @param staleness exponent a
    public record Buffer(int concurrency, int buffer, double staleness) {}

    private final World world;
    private final Agenda agenda;
    private final Books books;
    private final Census census;
    private final Selector selector;
    private final @Nullable Batteries batteries;
    private final Progress progress;
    private final Buffer buffer;
    private final Phases phases;
    private final Paths paths;
    private final @Nullable Transfers transfers;
    private final Seed failures;
    private final int[] turn;
    private final byte[] state;
    private final long[] version;
    private final double[] startS;
    private final double[] downS;
    private final double[] upS;
    private long model;
    private int buffered;
    private int engaged;
    private int sessions;
    private double weight;
    private double startedS;
    private double wanted;
    private long wakeAt = Long.MAX_VALUE;
    private long fillAt = Long.MAX_VALUE;
    private long futile;
    private boolean over;
    private End end = End.REACHED;

    public BufferedTraining(Company company, boolean shared, Buffer buffer, Seed seed) {
        this.world = company.world();
        this.agenda = company.agenda();
        this.books = company.books();
        this.census = company.census();
        this.selector = company.selector();
        this.batteries = company.batteries();
        this.progress = company.progress();
        this.buffer = buffer;
        this.phases = new Phases(world, books);
        this.paths = new Paths(world, shared);
        this.transfers = paths.transfers();
        this.failures = seed;
        int size = world.fleet().size();
        this.turn = new int[size];
        this.state = new byte[size];
        this.version = new long[size];
        this.startS = new double[size];
        this.downS = new double[size];
        this.upS = new double[size];
    }

    @Override
    public Trained run(Session session) {
        phases.work(session.work());
        sessions++;
        model = 0;
        buffered = 0;
        weight = 0;
        futile = 0;
        fillAt = Long.MAX_VALUE;
        over = false;
        end = End.REACHED;
        wanted = session.rounds() * world.rules().active();
        startedS = Math.max(session.startS(), agenda.nowS());
        agenda.at(Math.max(agenda.now(), Agenda.nanos(session.startS())), FILL, 0, sessions);
        agenda.run(this);
        double endS = agenda.nowS();
        phases.inactive(startedS, endS);
        books.power(Post.AGGREGATE, world.server().serviceW(), startedS, endS, 1);
        books.power(Post.LINK_IDLE, world.wires().cost().idleW(), startedS, endS, 1);
        return new Trained(startedS, endS, model, end);
    }

    @Override
    public void on(int kind, int entity, int stamp) {
        switch (kind) {
            case FILL -> {
                if (stamp == sessions) {
                    fillAt = Long.MAX_VALUE;
                    fill();
                }
            }
            case WIRE -> wire();
            default -> {
                if (turn[entity] == stamp && state[entity] != 0) {
                    step(kind, entity);
                }
            }
        }
    }

    private void step(int kind, int i) {
        double now = agenda.nowS();
        switch (kind) {
            case RECEIVE -> {
                double bits = world.exchange().downBits(1);
                state[i] = RECEIVE;
                if (transfers == null) {
                    received(i, now + bits / paths.downBitPerS(i));
                } else {
                    paths.sendDown(i, bits, now);
                    plan();
                }
            }
            case SEND -> {
                state[i] = SEND;
                paths.sendUp(i, world.exchange().upBits(buffer.buffer()), now);
                plan();
            }
            case ARRIVE -> arrived(i, upS[i]);
            case GO -> {
                census.lost(i, cut(i, now));
                plan();
                if (++futile >= (long) FUTILE_ROUNDS * buffer.concurrency()) {
                    state[i] = 0;
                    engaged--;
                    selector.release(i);
                    stop(End.NOT_REACHED);
                    return;
                }
                free(i);
            }
            default -> throw new IllegalStateException("no event is of kind " + kind);
        }
    }

    /// Engages devices until as many train as should.
    private void fill() {
        double now = agenda.nowS();
        while (engaged < buffer.concurrency() && !over) {
            int i = selector.one(now);
            if (i < 0) {
                double next = selector.nextS(now);
                if (next < NEVER) {
                    fillLater(Math.max(agenda.now() + 1, Agenda.nanos(next)));
                } else if (engaged == 0) {
                    stop(End.NOT_REACHED);
                }
                return;
            }
            engage(i, now);
        }
    }

    /// One wake-up is enough, the earliest.
    private void fillLater(long at) {
        if (at < fillAt) {
            fillAt = at;
            agenda.at(at, FILL, 0, sessions);
        }
    }

    private void engage(int i, double now) {
        engaged++;
        turn[i]++;
        state[i] = FILL + 100;
        version[i] = model;
        startS[i] = now;
        downS[i] = NEVER;
        upS[i] = NEVER;
        census.asked(i);
        agenda.at(Agenda.nanos(now + world.wires().latencyS()), RECEIVE, i, turn[i]);
        double stopsS = Math.min(
                selector.stopsS(i, now, phases.powerW(i)), now + world.rules().deadlineS());
        if (stopsS < NEVER) {
            agenda.at(Math.max(agenda.now(), Agenda.nanos(stopsS)), GO, i, turn[i]);
        }
    }

    private void received(int i, double atS) {
        downS[i] = atS;
        state[i] = FILL + 101;
        double trainS = phases.trainS(i);
        double sendS = atS + trainS + phases.evaluateS(i);
        Seed own = failures.split(i);
        if (world.rules().dropout() > 0
                && own.uniform(2L * turn[i]) < world.rules().dropout()) {
            agenda.at(
                    Math.max(agenda.now(), Agenda.nanos(atS + trainS * own.uniform(2L * turn[i] + 1))), GO, i, turn[i]);
        } else if (transfers == null) {
            upS[i] = sendS + world.wires().latencyS() + world.exchange().upBits(buffer.buffer()) / paths.upBitPerS(i);
            agenda.at(Math.max(agenda.now(), Agenda.nanos(upS[i])), ARRIVE, i, turn[i]);
        } else {
            agenda.at(Math.max(agenda.now(), Agenda.nanos(sendS + world.wires().latencyS())), SEND, i, turn[i]);
        }
    }

    private void wire() {
        if (transfers == null || agenda.now() != wakeAt) {
            return;
        }
        double now = agenda.nowS();
        wakeAt = Long.MAX_VALUE;
        for (int i = paths.end(now); i >= 0 && !over; i = paths.end(now)) {
            if (state[i] == RECEIVE) {
                received(i, paths.endedAtS());
            } else {
                arrived(i, paths.endedAtS());
            }
        }
        plan();
    }

    private void plan() {
        if (transfers == null || over) {
            return;
        }
        double next = transfers.nextEndS();
        if (next < NEVER) {
            long at = Math.max(agenda.now(), Agenda.nanosNotBefore(next));
            if (at < wakeAt) {
                wakeAt = at;
                agenda.at(at, WIRE, 0, 0);
            }
        }
    }

    private void arrived(int i, double atS) {
        upS[i] = atS;
        double age = model - version[i];
        depart(i, world.exchange().upBits(buffer.buffer()), world.exchange().downBits(1), agenda.nowS());
        census.arrived(i, phases.work());
        census.stale(age);
        weight += Math.pow(1 + age, -buffer.staleness());
        futile = 0;
        state[i] = 0;
        engaged--;
        selector.release(i);
        if (++buffered >= buffer.buffer()) {
            aggregate();
        }
        fill();
    }

    private void aggregate() {
        buffered = 0;
        model++;
        double now = agenda.nowS();
        books.energy(Post.AGGREGATE, world.server().roundJ(), now, now, 1);
        if (!progress.round(
                weight / world.rules().active(), wanted / world.rules().active())) {
            stop(End.STOPPED);
        } else if (weight >= wanted * (1 - 1e-12)) {
            stop(End.REACHED);
        } else if (model >= world.rules().convergence().mostRounds()) {
            stop(End.NOT_REACHED);
        }
    }

    private void free(int i) {
        state[i] = 0;
        engaged--;
        selector.release(i);
        fill();
    }

    /// Ends what a device does before its update arrived.
    ///
    /// @return its energy, in J
    private double cut(int i, double now) {
        double downBits = world.exchange().downBits(1);
        double upBits = world.exchange().upBits(buffer.buffer());
        double down = downS[i] <= now ? downBits : 0;
        double up = 0;
        if (transfers != null) {
            double moved = state[i] == RECEIVE || state[i] == SEND ? paths.abort(i, now) : 0;
            down = state[i] == RECEIVE ? moved : down;
            up = state[i] == SEND ? moved : 0;
        } else if (downS[i] < NEVER) {
            down = downBits * share(now, downS[i] - downBits / paths.downBitPerS(i), downS[i]);
            up = upS[i] < NEVER ? upBits * share(now, upS[i] - upBits / paths.upBitPerS(i), upS[i]) : 0;
        }
        return depart(i, up, down, now);
    }

    private static double share(double now, double fromS, double toS) {
        return now <= fromS ? 0 : Math.min(1, (now - fromS) / (toS - fromS));
    }

    private double depart(int i, double up, double down, double nowS) {
        double spent = phases.leave(i, startS[i], startS[i] + world.wires().latencyS(), downS[i], upS[i], nowS);
        double grid = world.fleet().grid(i);
        double link = world.fleet().link(i);
        books.energy(Post.UP, world.wires().upJ(up, link), nowS, nowS, grid);
        books.energy(Post.DOWN, world.wires().downJ(down, link), startS[i], Math.min(downS[i], nowS), 1);
        census.moved(up, down);
        if (batteries != null) {
            books.energy(Post.CHARGE, batteries.spend(i, startS[i], nowS, spent), startS[i], nowS, grid);
        }
        return spent;
    }

    /// Ends the training; who is still at it has worked for nothing.
    private void stop(End why) {
        over = true;
        end = why;
        double now = agenda.nowS();
        for (int i = 0; i < state.length; i++) {
            if (state[i] == 0) {
                continue;
            }
            census.late(i, cut(i, now));
            state[i] = 0;
            engaged--;
            selector.release(i);
        }
        wakeAt = Long.MAX_VALUE;
        agenda.stop();
    }

    /// For checks: devices that take part.
    int engaged() {
        return engaged;
    }

    boolean isEngaged(int device) {
        return state[device] != 0;
    }

    /// For checks: whether the model is on its way to a device, or was.
    boolean listens(int device) {
        return state[device] != 0 && state[device] != FILL + 100;
    }

    double startS(int device) {
        return startS[device];
    }

    double downS(int device) {
        return downS[device];
    }

    double upS(int device) {
        return upS[device];
    }

    double startedS() {
        return startedS;
    }

    double work() {
        return phases.work();
    }

    /// For checks.
    Paths paths() {
        return paths;
    }
}
