package wattle.simulation.learning;

import wattle.simulation.cohort.ExpectedRound;
import wattle.simulation.cohort.Mix;
import wattle.simulation.learning.Post.Role;
import wattle.simulation.learning.World.Charged;

/// Rounds with a server of any number of devices, each as long and as dear as a round is on average. Nothing is drawn.
public final class CohortTraining implements Training {

    private final World world;
    private final Mix mix;
    private final Books books;
    private final Census census;
    private final Progress progress;
    private double nowS;

    /// @param world with a fleet that only says how many devices there are
    public CohortTraining(World world, Mix mix, Books books, Census census, Progress progress) {
        this.world = world;
        this.mix = mix;
        this.books = books;
        this.census = census;
        this.progress = progress;
    }

    /// Counts for devices that are not kept one by one.
    public static Census census(Fleet fleet) {
        return Census.withoutDevices(fleet);
    }

    @Override
    public Trained run(Session session) {
        double startedS = Math.max(session.startS(), nowS);
        int asked = world.rules().asked();
        int active = world.rules().active();
        ExpectedRound.Means means = new ExpectedRound(world, mix, asked, active, session.work()).means();
        double arrived = means.enough() > 1 - 1e-9 ? active : means.arrived() * asked;
        double lengthS = means.lengthS() + arrived * world.server().updateS();
        boolean counts = arrived > 0 && arrived >= world.rules().least() * active * (1 - 1e-9);
        double gain = Math.min(1, arrived / active);
        double step = !counts
                ? 0
                : gain == 1 ? 1 : Math.pow(gain, world.rules().convergence().participation());
        double needed = step == 0 ? Double.POSITIVE_INFINITY : ExpectedRound.rounds(session.rounds(), active, step);
        double most = Math.min(
                world.rules().convergence().mostRounds(), step == 0 ? FUTILE_ROUNDS : Double.POSITIVE_INFINITY);
        double held = Math.min(needed, most);
        double endS = startedS + held * lengthS;
        write(means, held, asked, session.work(), startedS, endS);
        nowS = endS;
        boolean goesOn = progress.round(held * step, session.rounds());
        return new Trained(
                startedS,
                endS,
                Math.round(held),
                !goesOn ? End.STOPPED : held < needed ? End.NOT_REACHED : End.REACHED);
    }

    private void write(ExpectedRound.Means means, double held, int asked, double work, double fromS, double toS) {
        World.Device device = world.device();
        double all = held * asked;
        double averagingS = held * means.arrived() * asked * world.server().updateS();
        spend(
                Post.TRAIN,
                device.powerW() * all * means.trainS(),
                device.powerW() * all * means.grid().trainS(),
                fromS,
                toS);
        spend(
                Post.EVALUATE,
                device.powerW() * all * means.evaluateS(),
                device.powerW() * all * means.grid().evaluateS(),
                fromS,
                toS);
        Charged charged = device.charged();
        double idleW = device.idleW() * all;
        double share = charged.idleShare();
        spend(
                Post.TRAIN_IDLE,
                idleW * share * means.trainS(),
                idleW * share * means.grid().trainS(),
                fromS,
                toS);
        spend(
                Post.EVALUATE_IDLE,
                idleW * share * means.evaluateS(),
                idleW * share * means.grid().evaluateS(),
                fromS,
                toS);
        double averagingJ = device.idleW() * averagingS * asked * means.arrived();
        double waitS = means.waitS();
        if (charged.waits()) {
            spend(
                    Post.WAIT,
                    idleW * waitS + averagingJ * mix.meanPower(false),
                    idleW * means.grid().waitS() + averagingJ * mix.meanPower(true),
                    fromS,
                    toS);
        }
        double engagedS = all * means.busyS() + averagingS * asked * means.arrived();
        books.busy(Role.DEVICES, charged.waits() ? engagedS : all * means.computeS());
        inactive(means, all, averagingJ, engagedS, fromS, toS);
        exchange(means, held, asked, fromS, toS);
        census.expected(all, all * means.arrived(), all * means.lost(), all * means.useful() * work);
    }

    private void inactive(
            ExpectedRound.Means means, double all, double averagingJ, double engagedS, double fromS, double toS) {
        World.Device device = world.device();
        double whole = world.fleet().size() * (toS - fromS);
        double power = all * (means.trainS() + means.evaluateS() + means.waitS());
        double grid = all
                * (means.grid().trainS()
                        + means.grid().evaluateS()
                        + means.grid().waitS());
        double idleJ = device.idleW() * (whole * mix.meanPower(false) - power) - averagingJ * mix.meanPower(false);
        double gridJ = device.idleW() * (whole * mix.meanPower(true) - grid) - averagingJ * mix.meanPower(true);
        double floor = 1e-9 * device.idleW() * whole;
        if (idleJ <= floor || device.idleW() == 0) {
            return;
        }
        switch (device.charged().inactive()) {
            case AWAKE -> {
                if (device.charged().waits()) {
                    spend(Post.INACTIVE, idleJ, gridJ, fromS, toS);
                    books.busy(Role.DEVICES, Math.max(0, whole - engagedS));
                }
            }
            case ASLEEP -> {
                double ratio = device.sleepW() / device.idleW();
                spend(Post.SLEEP, idleJ * ratio, gridJ * ratio, fromS, toS);
            }
            case FREE -> {}
        }
    }

    private void exchange(ExpectedRound.Means means, double held, int asked, double fromS, double toS) {
        double up = held * asked * means.up() * world.exchange().upBits(asked);
        double down = held * asked * means.down() * world.exchange().downBits(asked);
        double others = world.exchange().allReceive()
                ? held * (world.fleet().size() - asked) * world.exchange().downBits(asked)
                : 0;
        double perBit = world.wires().cost().upJPerBit();
        double ratio = means.up() == 0 ? 1 : means.grid().up() / means.up();
        spend(Post.UP, up * perBit, up * perBit * ratio, fromS, toS);
        double downJ = (down + others) * world.wires().cost().downJPerBit();
        spend(Post.DOWN, downJ, downJ, fromS, toS);
        census.moved(up, down + others);
        World.Server server = world.server();
        books.power(Post.AGGREGATE, server.serviceW(), fromS, toS, 1);
        spend(Post.AGGREGATE, held * server.roundJ(), held * server.roundJ(), fromS, toS);
        books.power(Post.LINK_IDLE, world.wires().cost().idleW(), fromS, toS, 1);
    }

    private void spend(Post post, double joules, double weightedJ, double fromS, double toS) {
        if (joules > 0) {
            books.energy(post, joules, fromS, toS, weightedJ / joules);
        }
    }
}
