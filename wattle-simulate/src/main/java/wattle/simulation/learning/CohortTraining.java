package wattle.simulation.learning;

import wattle.simulation.cohort.ExpectedRound;
import wattle.simulation.cohort.Means;
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
        Means means = new ExpectedRound(world, mix, asked, active, session.work()).means();
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

    private void write(Means means, double held, int asked, double work, double fromS, double toS) {
        World.Device device = world.device();
        double all = held * asked;
        double averagingS = held * means.arrived() * asked * world.server().updateS();
        spend(
                Post.TRAIN,
                device.powerW() * all * means.plain().trainS(),
                device.powerW() * all * means.grid().trainS(),
                fromS,
                toS);
        spend(
                Post.EVALUATE,
                device.powerW() * all * means.plain().evaluateS(),
                device.powerW() * all * means.grid().evaluateS(),
                fromS,
                toS);
        Charged charged = device.charged();
        double idleW = device.idleW() * all;
        double share = charged.idleShare();
        spend(
                Post.TRAIN_IDLE,
                idleW * share * means.plain().trainS(),
                idleW * share * means.grid().trainS(),
                fromS,
                toS);
        spend(
                Post.EVALUATE_IDLE,
                idleW * share * means.plain().evaluateS(),
                idleW * share * means.grid().evaluateS(),
                fromS,
                toS);
        double averagingJ = device.idleW() * averagingS * asked * means.arrived();
        double waitS = means.plain().waitS();
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

    private void inactive(Means means, double all, double averagingJ, double engagedS, double fromS, double toS) {
        World.Device device = world.device();
        double whole = world.fleet().size() * (toS - fromS);
        double power = all
                * (means.plain().trainS()
                        + means.plain().evaluateS()
                        + means.plain().waitS());
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

    private void exchange(Means means, double held, int asked, double fromS, double toS) {
        double upBits = held * asked * world.exchange().upBits(asked);
        double downBits = held * asked * world.exchange().downBits(asked);
        double up = upBits * means.plain().up();
        double down = downBits * means.plain().down();
        double others = world.exchange().allReceive()
                ? held * (world.fleet().size() - asked) * world.exchange().downBits(asked)
                : 0;
        spend(Post.UP, upJ(upBits, means.plain()), upJ(upBits, means.grid()), fromS, toS);
        double downJ = downJ(downBits, means.plain()) + world.wires().downJ(others, 1);
        spend(Post.DOWN, downJ, downJ, fromS, toS);
        radio(means, held * asked, fromS, toS);
        census.moved(up, down + others);
        World.Server server = world.server();
        books.power(Post.AGGREGATE, server.serviceW(), fromS, toS, 1);
        spend(Post.AGGREGATE, held * server.roundJ(), held * server.roundJ(), fromS, toS);
        books.power(Post.LINK_IDLE, world.wires().cost().idleW(), fromS, toS, 1);
    }

    /// Energy of links, by bits and by the time that a device's own link is busy with them.
    private double upJ(double bits, Means.Times times) {
        World.Wires wires = world.wires();
        return bits
                * (wires.cost().upJPerBit() * times.up()
                        + wires.cost().loadW() / wires.upBitPerS() * times.upOverLink());
    }

    private double downJ(double bits, Means.Times times) {
        World.Wires wires = world.wires();
        return bits
                * (wires.cost().downJPerBit() * times.down()
                        + wires.cost().loadW() / wires.downBitPerS() * times.downOverLink());
    }

    private void radio(Means means, double all, double fromS, double toS) {
        World.Radio radio = world.device().radio();
        Means.Times plain = means.plain();
        Means.Times grid = means.grid();
        double sending = radio.transmitW() * all;
        double receiving = radio.receiveW() * all;
        double tail = radio.tailW() * all;
        spend(Post.TRANSMIT, sending * plain.transmitS(), sending * grid.transmitS(), fromS, toS);
        spend(Post.RECEIVE, receiving * plain.receiveS(), receiving * grid.receiveS(), fromS, toS);
        spend(Post.TAIL, tail * plain.tailS(), tail * grid.tailS(), fromS, toS);
    }

    private void spend(Post post, double joules, double weightedJ, double fromS, double toS) {
        if (joules > 0) {
            books.energy(post, joules, fromS, toS, weightedJ / joules);
        }
    }
}
