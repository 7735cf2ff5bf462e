package wattle.simulation.learning;

import java.util.Arrays;
import wattle.simulation.kernel.Agenda;

/// Looks at a simulation after every event, and keeps books of its own: each device's power by what it is doing,
/// integrated from event to event. What the simulation writes down when a device leaves must be the same.
@SuppressWarnings("EnumOrdinal") // columns by post, as in the books
public final class Audit implements Agenda.Check {

    private static final double NEVER = Double.POSITIVE_INFINITY;
    private static final Post[] INTEGRATED = {
        Post.TRAIN, Post.EVALUATE, Post.WAIT, Post.TRANSMIT, Post.RECEIVE, Post.TAIL
    };
    private static final double RELATIVE = 1e-9;
    private static final int POSTS = INTEGRATED.length;

    private final View view;
    private final Company company;
    private final World world;
    private final Fleet fleet;
    private final boolean[] engaged;
    private final double[] startS;
    private final double[] downS;
    private final double[] upS;
    private final double[] listenS;
    private final double[] running;
    private final double[] settled = new double[POSTS];
    private double inactiveJ;
    private double slackJ;
    private double beforeS;
    private long events;

    private Audit(View view, Company company) {
        this.view = view;
        this.company = company;
        this.world = company.world();
        this.fleet = world.fleet();
        int size = fleet.size();
        engaged = new boolean[size];
        startS = new double[size];
        downS = new double[size];
        upS = new double[size];
        listenS = new double[size];
        Arrays.fill(listenS, NEVER);
        running = new double[size * POSTS];
    }

    /// Checks a training from its first event on, where it has events of its own.
    ///
    /// @return the audit, or null for a training whose rounds are steps and not events
    public static @org.jspecify.annotations.Nullable Audit of(Training training, Company company) {
        View view = switch (training) {
            case RoundTraining rounds -> new Rounds(rounds);
            case BufferedTraining buffered ->
                new Buffered(buffered, company.world().fleet().size());
            default -> null;
        };
        if (view == null) {
            return null;
        }
        Audit audit = new Audit(view, company);
        company.agenda().check(audit);
        return audit;
    }

    public long events() {
        return events;
    }

    @Override
    public void afterEvent() {
        events++;
        double now = company.agenda().nowS();
        double from = Math.max(beforeS, view.startedS());
        for (int i = 0; i < fleet.size(); i++) {
            device(i, Math.min(from, now), now);
        }
        view.count();
        for (int p = 0; p < POSTS; p++) {
            same(INTEGRATED[p].label(), settled[p], company.books().joules(INTEGRATED[p]));
        }
        bits();
        beforeS = now;
    }

    /// Law 1 once a training is over: devices that do not take part, and everything together.
    public void atTheEnd() {
        Post post = world.device().charged().inactive() == World.Inactive.ASLEEP ? Post.SLEEP : Post.INACTIVE;
        double expected = post == Post.INACTIVE && !world.device().charged().waits() ? 0 : inactiveJ;
        same(post.label(), expected, company.books().joules(post));
        double sum = 0;
        for (Post each : Post.values()) {
            double joules = company.books().joules(each);
            if (!(joules >= 0) || Double.isInfinite(joules)) {
                throw new AssertionError(each + " is " + joules + " J");
            }
            sum += joules;
        }
        same("all posts", sum, company.books().totalJ());
        for (int i = 0; i < fleet.size(); i++) {
            if (company.selector().isEngaged(i)) {
                throw new AssertionError("device " + i + " still takes part after the end");
            }
        }
    }

    private void device(int i, double from, double now) {
        boolean goesOn = view.engaged(i);
        // Also who began anew and was stopped at once, by the end of the training in the same event.
        boolean again = engaged[i] && view.startS(i) != startS[i];
        if (engaged[i]) {
            // Who begins anew within this event has columns of the next round already.
            double down = again ? downS[i] : view.downS(i);
            double up = !again ? view.upS(i) : upS[i] < NEVER ? upS[i] : now;
            integrate(i, from, now, down, up);
        } else {
            double watts = world.device().charged().inactive() == World.Inactive.ASLEEP
                    ? world.device().sleepW()
                    : world.device().idleW();
            inactiveJ += watts * fleet.power(i) * (now - from);
        }
        if (engaged[i] && (!goesOn || again)) {
            settle(i);
        }
        if (goesOn && !view.listens(i)) {
            listenS[i] = NEVER;
        } else if (goesOn && listenS[i] == NEVER) {
            listenS[i] = now;
        }
        engaged[i] = goesOn;
        startS[i] = view.startS(i);
        downS[i] = view.downS(i);
        upS[i] = view.upS(i);
        if (company.selector().isEngaged(i) != goesOn) {
            throw new AssertionError("device " + i + " takes part for one and not for the other");
        }
    }

    private void integrate(int i, double from, double now, double down, double up) {
        double trainS = world.device().trainS() * view.work() * fleet.items(i) / fleet.speed(i);
        double evaluateS = world.device().evaluateS() * fleet.items(i) / fleet.speed(i);
        double trained = down + trainS;
        double done = trained + evaluateS;
        double powerW = world.device().powerW() * fleet.power(i);
        double idleW = world.device().idleW() * fleet.power(i);
        double computing = overlap(from, now, down, done);
        add(i, 0, powerW * overlap(from, now, down, trained));
        add(i, 1, powerW * overlap(from, now, trained, done));
        if (world.device().charged().waits()) {
            add(i, 2, idleW * (now - from - computing));
        }
        World.Radio radio = world.device().radio();
        double sends = done + world.wires().latencyS();
        boolean silent = up <= done;
        add(i, 3, silent ? 0 : radio.transmitW() * overlap(from, now, sends, up));
        add(i, 4, radio.receiveW() * overlap(from, now, listenS[i], down));
        add(i, 5, radio.tailW() * overlap(from, now, down, Math.min(down + radio.tailS(), silent ? NEVER : sends)));
        add(i, 5, silent ? 0 : radio.tailW() * overlap(from, now, up, up + radio.tailS()));
        // Moments are doubles, and events lie on whole nanoseconds.
        double watts = powerW + radio.transmitW() + radio.receiveW() + radio.tailW();
        slackJ += watts * 4 * Math.ulp(now);
    }

    private void add(int i, int post, double joules) {
        running[i * POSTS + post] += joules;
    }

    private void settle(int i) {
        for (int p = 0; p < POSTS; p++) {
            settled[p] += running[i * POSTS + p];
            running[i * POSTS + p] = 0;
        }
        World.Radio radio = world.device().radio();
        slackJ += 2e-9
                * (world.device().powerW() * fleet.power(i) + radio.transmitW() + radio.receiveW() + radio.tailW());
    }

    private static double overlap(double from, double to, double begin, double end) {
        return Math.max(0, Math.min(to, end) - Math.max(from, begin));
    }

    /// Law 1 for bits: what links carried, what is charged per bit, and what is counted are one number.
    private void bits() {
        World.Cost cost = world.wires().cost();
        int edges = world.server().edges();
        if (cost.loadW() == 0 && edges == 0) {
            Census census = company.census();
            same("bits up", cost.upJPerBit() * census.upBits(), company.books().joules(Post.UP));
            same(
                    "bits down",
                    cost.downJPerBit() * census.downBits(),
                    company.books().joules(Post.DOWN));
        }
    }

    /// Bits the shared link of the server has carried in all, once nothing is under way.
    public double carriedBits() {
        return view.paths().carriedBits();
    }

    private void same(String what, double expected, double actual) {
        double most = RELATIVE * Math.max(Math.abs(expected), Math.abs(actual)) + slackJ;
        if (!(Math.abs(expected - actual) <= most)) {
            throw new AssertionError("%s at %s s, event %d: %s J by power and time, %s J in the books (slack %s J)"
                    .formatted(what, company.agenda().nowS(), events, expected, actual, slackJ));
        }
    }

    /// What the audit needs to see of a training.
    private interface View {
        boolean engaged(int i);

        boolean listens(int i);

        double startS(int i);

        double downS(int i);

        double upS(int i);

        double startedS();

        double work();

        Paths paths();

        /// Law 7: everybody invited is in exactly one state.
        void count();
    }

    private record Rounds(RoundTraining training) implements View {
        private Participants all() {
            return training.participants();
        }

        @Override
        public boolean engaged(int i) {
            return switch (all().status(i)) {
                case INVITED, RECEIVING, TRAINING, SENDING, ARRIVED -> true;
                case OUT, GONE -> false;
            };
        }

        @Override
        public boolean listens(int i) {
            return engaged(i) && all().status(i) != Participants.Status.INVITED;
        }

        @Override
        public double startS(int i) {
            return all().startS(i);
        }

        @Override
        public double downS(int i) {
            return all().downS(i);
        }

        @Override
        public double upS(int i) {
            return all().upS(i);
        }

        @Override
        public double startedS() {
            return training.startedS();
        }

        @Override
        public double work() {
            return training.work();
        }

        @Override
        public Paths paths() {
            return all().paths();
        }

        @Override
        public void count() {
            int[] of = new int[Participants.Status.values().length];
            boolean[] member = new boolean[training.size()];
            for (int k = 0; k < all().count(); k++) {
                int i = all().member(k);
                if (member[i]) {
                    throw new AssertionError("device " + i + " was invited twice");
                }
                member[i] = true;
                of[all().status(i).ordinal()]++;
            }
            for (int i = 0; i < member.length; i++) {
                if (!member[i] && all().status(i) != Participants.Status.OUT) {
                    throw new AssertionError("device " + i + " is " + all().status(i) + " and was not invited");
                }
            }
            if (Arrays.stream(of).sum() != all().count()
                    || of[Participants.Status.OUT.ordinal()] != 0
                    || of[Participants.Status.ARRIVED.ordinal()] != all().arrived()) {
                throw new AssertionError("%d invited, %d arrived, but by state %s"
                        .formatted(all().count(), all().arrived(), Arrays.toString(of)));
            }
        }
    }

    private record Buffered(BufferedTraining training, int size) implements View {
        @Override
        public boolean engaged(int i) {
            return training.isEngaged(i);
        }

        @Override
        public boolean listens(int i) {
            return training.listens(i);
        }

        @Override
        public double startS(int i) {
            return training.startS(i);
        }

        @Override
        public double downS(int i) {
            return training.downS(i);
        }

        @Override
        public double upS(int i) {
            return training.upS(i);
        }

        @Override
        public double startedS() {
            return training.startedS();
        }

        @Override
        public double work() {
            return training.work();
        }

        @Override
        public Paths paths() {
            return training.paths();
        }

        @Override
        public void count() {
            int count = 0;
            for (int i = 0; i < size; i++) {
                count += training.isEngaged(i) ? 1 : 0;
            }
            if (count != training.engaged()) {
                throw new AssertionError(
                        "%d devices take part, and %d are counted".formatted(count, training.engaged()));
            }
        }
    }
}
