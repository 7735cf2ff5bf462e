package wattle.simulation.learning;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import wattle.simulation.flow.Transfers;
import wattle.simulation.kernel.Agenda;
import wattle.simulation.kernel.Seed;
import wattle.simulation.learning.World.Exchange;
import wattle.simulation.learning.World.Wires;

/// The devices of one round, in columns: receiving, training, sending, arrived, or gone.
final class Participants {

    /// Kinds of event from here on are the participants' own.
    static final int FIRST_KIND = 16;

    private static final int SEND = FIRST_KIND;
    private static final int WIRE = FIRST_KIND + 1;
    private static final int ARRIVE = FIRST_KIND + 2;
    private static final int GO = FIRST_KIND + 3;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    /// What a device is doing.
    enum Status {
        OUT,
        INVITED,
        RECEIVING,
        TRAINING,
        SENDING,
        ARRIVED,
        GONE
    }

    private static final Status[] STATUSES = Status.values();

    /// Told of each device that arrived or is gone.
    interface Left {
        void left(int device, boolean arrived);
    }

    private final World world;
    private final Wires wires;
    private final Agenda agenda;
    private final Books books;
    private final Census census;
    private final Selector selector;
    private final @Nullable Batteries batteries;
    private final Phases phases;
    private final Seed failures;
    private final Left told;
    private final Paths paths;
    private final @Nullable Transfers transfers;
    private final int edgeCount;
    private final int[] members;
    private final int[] firstOf;
    private final int[] arrivedOf;
    private final byte[] status;
    private final double[] startS;
    private final double[] downS;
    private final double[] upS;
    private double upBits;
    private double downBits;
    private int count;
    private int senders;
    private int arrived;
    private int round;
    private double chosenS;
    private long wakeAt = Long.MAX_VALUE;

    Participants(Company company, Phases phases, boolean shared, Seed failures, Left told) {
        this.world = company.world();
        this.wires = world.wires();
        this.agenda = company.agenda();
        this.books = company.books();
        this.census = company.census();
        this.selector = company.selector();
        this.batteries = company.batteries();
        this.phases = phases;
        this.failures = failures;
        this.told = told;
        int size = world.fleet().size();
        this.paths = new Paths(world, shared);
        this.transfers = paths.transfers();
        this.edgeCount = Math.max(1, world.server().edges());
        this.members = new int
                [Math.min(
                        size,
                        Math.max(
                                1,
                                world.rules().allTrain() ? size : world.rules().asked()))];
        this.firstOf = new int[edgeCount + 1];
        this.arrivedOf = new int[edgeCount];
        this.status = new byte[size];
        this.startS = new double[size];
        this.downS = new double[size];
        this.upS = new double[size];
    }

    /// Invites devices to a round.
    ///
    /// @return how many
    int choose(int wanted, double nowS, int newRound) {
        round = newRound;
        chosenS = nowS;
        count = selector.select(Math.min(wanted, members.length), nowS, members);
        senders = world.rules().allTrain() ? Math.min(count, world.rules().active()) : count;
        arrived = 0;
        Arrays.fill(arrivedOf, 0);
        Exchange exchange = world.exchange();
        upBits = exchange.upBits(senders);
        downBits = exchange.downBits(senders);
        for (int k = 0; k < count; k++) {
            invite(members[k], nowS);
        }
        byEdge();
        return count;
    }

    private void invite(int i, double nowS) {
        set(i, Status.INVITED);
        startS[i] = nowS;
        downS[i] = NEVER;
        upS[i] = NEVER;
        census.asked(i);
        double stopsS = selector.stopsS(i, nowS, phases.powerW(i));
        if (stopsS < NEVER) {
            agenda.at(Math.max(agenda.now(), Agenda.nanos(stopsS)), GO, i, round);
        }
    }

    /// Sorts the members by aggregator, and leaves their order otherwise.
    private void byEdge() {
        Arrays.fill(firstOf, 0);
        if (edgeCount == 1) {
            firstOf[1] = count;
            return;
        }
        for (int k = 0; k < count; k++) {
            firstOf[edge(members[k]) + 1]++;
        }
        for (int e = 0; e < edgeCount; e++) {
            firstOf[e + 1] += firstOf[e];
        }
        int[] next = firstOf.clone();
        int[] sorted = new int[count];
        for (int k = 0; k < count; k++) {
            sorted[next[edge(members[k])]++] = members[k];
        }
        System.arraycopy(sorted, 0, members, 0, count);
    }

    int edge(int device) {
        return edgeCount == 1 ? 0 : device % edgeCount;
    }

    /// Participants below an aggregator.
    int of(int edge) {
        return firstOf[edge + 1] - firstOf[edge];
    }

    int arrivedOf(int edge) {
        return arrivedOf[edge];
    }

    int arrived() {
        return arrived;
    }

    int count() {
        return count;
    }

    Status status(int device) {
        return STATUSES[status[device]];
    }

    @SuppressWarnings("EnumOrdinal") // a byte for each device
    private void set(int device, Status next) {
        status[device] = (byte) next.ordinal();
    }

    void on(int kind, int entity, int stamp) {
        switch (kind) {
            case SEND -> {
                if (stamp == round && status(entity) == Status.TRAINING) {
                    send(entity);
                }
            }
            case WIRE -> wire();
            case ARRIVE -> {
                if (stamp == round && isUnderWay(entity)) {
                    arrive(entity, upS[entity]);
                }
            }
            case GO -> {
                if (stamp == round && isUnderWay(entity)) {
                    go(entity);
                }
            }
            default -> throw new IllegalStateException("no event is of kind " + kind);
        }
    }

    private boolean isUnderWay(int device) {
        Status now = status(device);
        return now != Status.OUT && now != Status.ARRIVED && now != Status.GONE;
    }

    /// The model begins to flow to everybody below an aggregator.
    void broadcast(int edge) {
        double now = agenda.nowS();
        for (int k = firstOf[edge]; k < firstOf[edge + 1]; k++) {
            int i = members[k];
            if (status(i) != Status.INVITED) {
                continue;
            }
            set(i, Status.RECEIVING);
            if (transfers == null) {
                received(i, now + downBits / paths.downBitPerS(i));
            } else {
                paths.sendDown(i, downBits, now);
            }
        }
        plan();
    }

    /// The model is at a device; what it does next is known up to the moment it sends.
    private void received(int i, double atS) {
        downS[i] = atS;
        set(i, Status.TRAINING);
        double trainS = phases.trainS(i);
        double sendS = atS + trainS + phases.evaluateS(i);
        if (fails(i)) {
            double until = atS + trainS * failures.split(round).split("when").uniform(i);
            agenda.at(Math.max(agenda.now(), Agenda.nanos(until)), GO, i, round);
        } else if (isSilent(i)) {
            upS[i] = sendS;
            agenda.at(Math.max(agenda.now(), Agenda.nanos(sendS)), ARRIVE, i, round);
        } else if (transfers == null) {
            upS[i] = sendS + wires.latencyS() + upBits / paths.upBitPerS(i);
            agenda.at(Math.max(agenda.now(), Agenda.nanos(upS[i])), ARRIVE, i, round);
        } else {
            agenda.at(Math.max(agenda.now(), Agenda.nanos(sendS + wires.latencyS())), SEND, i, round);
        }
    }

    private boolean fails(int i) {
        return world.rules().dropout() > 0
                && failures.split(round).uniform(i) < world.rules().dropout();
    }

    /// Where all devices train and only some of them send: in turn.
    private boolean isSilent(int i) {
        return world.rules().allTrain()
                && Math.floorMod(
                                i + (long) round * senders, (long) world.fleet().size())
                        >= senders;
    }

    private void send(int i) {
        set(i, Status.SENDING);
        paths.sendUp(i, upBits, agenda.nowS());
        plan();
    }

    private void wire() {
        if (transfers == null || agenda.now() != wakeAt) {
            return;
        }
        double now = agenda.nowS();
        wakeAt = Long.MAX_VALUE;
        for (int i = paths.end(now); i >= 0; i = paths.end(now)) {
            double endedS = paths.endedAtS();
            if (status(i) == Status.RECEIVING) {
                received(i, endedS);
            } else if (status(i) == Status.SENDING) {
                arrive(i, endedS);
            }
        }
        plan();
    }

    /// Asks to be woken when the next transfer ends.
    private void plan() {
        if (transfers == null) {
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

    private void arrive(int i, double atS) {
        upS[i] = atS;
        set(i, Status.ARRIVED);
        arrived++;
        arrivedOf[edge(i)]++;
        told.left(i, true);
    }

    /// A device fails, goes away, or has no charge left.
    private void go(int i) {
        Status before = status(i);
        set(i, Status.GONE);
        census.lost(i, part(i, before, agenda.nowS()));
        // What it leaves of a shared link speeds up the others.
        plan();
        selector.release(i);
        told.left(i, false);
    }

    /// Ends what a device does before its update arrived.
    ///
    /// @return its energy, in J
    private double part(int i, Status before, double nowS) {
        double up = 0;
        double down = downS[i] <= nowS ? downBits : 0;
        if (transfers != null) {
            if (before == Status.RECEIVING) {
                down = paths.abort(i, nowS);
            } else if (before == Status.SENDING) {
                up = paths.abort(i, nowS);
            }
        } else if (before != Status.INVITED) {
            down = downBits * share(nowS, downS[i] - downBits / paths.downBitPerS(i), downS[i]);
            up = isSilent(i) ? 0 : upBits * share(nowS, upS[i] - upBits / paths.upBitPerS(i), upS[i]);
        }
        return depart(i, up, down, nowS);
    }

    /// Bits that are charged for sending the model to a device: by policy, who trains without sending hears it for
    /// nothing.
    private double receivedBits(int i) {
        return isSilent(i) && !world.exchange().allReceive() ? 0 : downBits;
    }

    private static double share(double nowS, double fromS, double toS) {
        return toS == NEVER || nowS <= fromS ? 0 : Math.min(1, (nowS - fromS) / (toS - fromS));
    }

    /// Writes down all that a device did until now.
    private double depart(int i, double up, double down, double nowS) {
        double spent = phases.leave(i, startS[i], broadcastS(i), downS[i], upS[i], nowS);
        move(i, up, down, nowS);
        if (batteries != null) {
            double lost = batteries.spend(i, startS[i], nowS, spent);
            books.energy(Post.CHARGE, lost, startS[i], nowS, world.fleet().grid(i));
        }
        return spent;
    }

    /// When the model begins to flow to a device: in the first round below an aggregator, it has to get there first.
    private double broadcastS(int i) {
        boolean first = startS[i] == chosenS;
        return startS[i] + (first ? world.server().backhaul().downS() : 0) + wires.latencyS();
    }

    private void move(int i, double up, double down, double nowS) {
        double grid = world.fleet().grid(i);
        double sendS = downS[i] + phases.trainS(i) + phases.evaluateS(i);
        double link = world.fleet().link(i);
        books.energy(Post.UP, wires.upJ(up, link), Math.min(sendS, nowS), Math.min(upS[i], nowS), grid);
        books.energy(Post.DOWN, wires.downJ(down, link), startS[i], Math.min(downS[i], nowS), 1);
        census.moved(up, down);
    }

    /// The next round below an aggregator: those that arrived go on.
    ///
    /// @return how many
    int again(int edge, double nowS) {
        cut(edge, nowS);
        int going = 0;
        for (int k = firstOf[edge]; k < firstOf[edge + 1]; k++) {
            int i = members[k];
            if (status(i) == Status.ARRIVED) {
                depart(i, isSilent(i) ? 0 : upBits, receivedBits(i), nowS);
                set(i, Status.INVITED);
                startS[i] = nowS;
                downS[i] = NEVER;
                upS[i] = NEVER;
                going++;
            }
        }
        arrived -= arrivedOf[edge];
        arrivedOf[edge] = 0;
        return going;
    }

    /// Ends the round for whoever below an aggregator has not arrived.
    void cut(int edge, double nowS) {
        if (arrivedOf[edge] == of(edge)) {
            return;
        }
        for (int k = firstOf[edge]; k < firstOf[edge + 1]; k++) {
            int i = members[k];
            if (isUnderWay(i)) {
                Status before = status(i);
                set(i, Status.GONE);
                census.late(i, part(i, before, nowS));
                selector.release(i);
            }
        }
        plan();
    }

    /// The round is over: everybody who arrived has waited until now.
    ///
    /// @return how many had arrived
    int leaveAll(double nowS) {
        int counted = arrived;
        for (int k = 0; k < count; k++) {
            int i = members[k];
            if (status(i) == Status.ARRIVED) {
                depart(i, isSilent(i) ? 0 : upBits, receivedBits(i), nowS);
                selector.release(i);
                census.arrived(i, phases.work());
            }
            set(i, Status.OUT);
        }
        count = 0;
        arrived = 0;
        return counted;
    }

    /// Where everybody receives the model: those that do not take part as well. Their radios and time are their own.
    void sendToOthers(double nowS) {
        double bits = downBits * Math.max(0, world.fleet().size() - count);
        books.energy(Post.DOWN, wires.downJ(bits, 1), nowS, nowS, 1);
        census.moved(0, bits);
    }

    /// Energy a device has used in this round up to now, worked out from when it did what.
    double energyJ(int device, double nowS) {
        double trained = downS[device] + phases.trainS(device) + phases.evaluateS(device);
        double computing = Math.max(0, Math.min(trained, nowS) - Math.min(downS[device], nowS));
        double waiting = nowS - startS[device] - computing;
        return computing * phases.powerW(device)
                + (world.device().charged().waits() ? waiting * phases.idleW(device) : 0);
    }

    /// The member at a place of the list.
    int member(int place) {
        return members[place];
    }

    /// When a device was invited, had its model, and its update arrived, in s; infinite: not yet known. For checks.
    double startS(int device) {
        return startS[device];
    }

    double downS(int device) {
        return downS[device];
    }

    double upS(int device) {
        return upS[device];
    }

    /// For checks.
    Paths paths() {
        return paths;
    }
}
