package wattle.simulation.learning;

import wattle.simulation.learning.Post.Role;
import wattle.simulation.learning.World.Charged;
import wattle.simulation.learning.World.Device;
import wattle.simulation.learning.World.Radio;

/// What one device does in one round, written into the books in one go when it leaves the round: receiving, training,
/// evaluating, sending, and waiting for the rest. Whatever is cut short is charged up to the cut.
final class Phases {

    private final Fleet fleet;
    private final Device device;
    private final Books books;
    private final double latencyS;
    private double work = 1;
    private double engagedIdleJ;
    private double engagedIdleGridJ;

    Phases(World world, Books books) {
        this.fleet = world.fleet();
        this.device = world.device();
        this.books = books;
        this.latencyS = world.wires().latencyS();
    }

    /// Work of a round in this training, over that in the first.
    void work(double factor) {
        work = factor;
        engagedIdleJ = 0;
        engagedIdleGridJ = 0;
    }

    /// Work of a round in the training in hand.
    double work() {
        return work;
    }

    /// Time in which a device trains in one round, in s.
    double trainS(int i) {
        return device.trainS() * work * fleet.items(i) / fleet.speed(i);
    }

    /// Time in which a device evaluates in one round, in s.
    double evaluateS(int i) {
        return device.evaluateS() * fleet.items(i) / fleet.speed(i);
    }

    /// Power while computing, in W.
    double powerW(int i) {
        return device.powerW() * fleet.power(i);
    }

    double idleW(int i) {
        return device.idleW() * fleet.power(i);
    }

    /// Writes down what a device did.
    ///
    /// @param startS it began to take part
    /// @param broadcastS the model began to flow to it
    /// @param downS the model had arrived; infinite: never
    /// @param upS its update had arrived; infinite: never
    /// @param leaveS it left
    /// @return energy of the device, in J
    double leave(int i, double startS, double broadcastS, double downS, double upS, double leaveS) {
        double received = Math.min(downS, leaveS);
        double trained = Math.min(downS + trainS(i), leaveS);
        double evaluated = Math.min(downS + trainS(i) + evaluateS(i), leaveS);
        double trainS = downS < leaveS ? Math.min(trainS(i), leaveS - downS) : 0;
        double evaluateS = trained < leaveS ? Math.min(evaluateS(i), leaveS - trained) : 0;
        double grid = fleet.grid(i);
        double idleW = idleW(i);
        double spent = compute(i, Post.TRAIN, Post.TRAIN_IDLE, trainS, received, trained);
        spent += compute(i, Post.EVALUATE, Post.EVALUATE_IDLE, evaluateS, trained, evaluated);
        if (device.charged().waits()) {
            books.power(Post.WAIT, idleW, startS, received, grid);
            books.power(Post.WAIT, idleW, evaluated, leaveS, grid);
            spent += idleW * (received - startS + leaveS - evaluated);
            books.busy(Role.DEVICES, received - startS + leaveS - evaluated);
        }
        books.busy(Role.DEVICES, trainS + evaluateS);
        if (!device.radio().isNone()) {
            spent += radio(i, broadcastS, received, evaluated, upS, leaveS);
        }
        books.phase(i, Post.RECEIVE, startS, received);
        books.phase(i, Post.TRAIN, received, trained);
        books.phase(i, Post.EVALUATE, trained, evaluated);
        books.phase(i, Post.TRANSMIT, evaluated, Math.max(evaluated, Math.min(upS, leaveS)));
        books.phase(i, Post.WAIT, Math.min(upS, leaveS), leaveS);
        engagedIdleJ += idleW * (leaveS - startS);
        engagedIdleGridJ += idleW * grid * (leaveS - startS);
        return spent;
    }

    private double compute(int i, Post work, Post idle, double lengthS, double fromS, double toS) {
        if (lengthS <= 0) {
            return 0;
        }
        double grid = fleet.grid(i);
        books.energy(work, powerW(i) * lengthS, fromS, toS, grid);
        double share = device.charged().idleShare();
        if (share > 0) {
            books.energy(idle, idleW(i) * share * lengthS, fromS, toS, grid);
        }
        return powerW(i) * lengthS;
    }

    private double radio(int i, double broadcastS, double receivedS, double evaluatedS, double upS, double leaveS) {
        Radio radio = device.radio();
        double grid = fleet.grid(i);
        double listenS = Math.min(broadcastS, receivedS);
        books.power(Post.RECEIVE, radio.receiveW(), listenS, receivedS, grid);
        double spent = radio.receiveW() * (receivedS - listenS);
        double sendS = Math.min(evaluatedS + latencyS, leaveS);
        double sentS = Math.min(upS, leaveS);
        if (evaluatedS < leaveS && sentS > sendS) {
            books.power(Post.TRANSMIT, radio.transmitW(), sendS, sentS, grid);
            spent += radio.transmitW() * (sentS - sendS);
        }
        // Whoever trains and does not send is done when it has evaluated.
        boolean silent = upS <= evaluatedS;
        double first = tail(receivedS, silent ? leaveS : Math.min(sendS, leaveS), grid);
        return spent + first + (!silent && upS < leaveS ? tail(upS, leaveS, grid) : 0);
    }

    /// The radio stays up for a while, or until the next transfer or the end.
    private double tail(double fromS, double untilS, double grid) {
        double toS = Math.min(fromS + device.radio().tailS(), untilS);
        books.power(Post.TAIL, device.radio().tailW(), fromS, toS, grid);
        return device.radio().tailW() * Math.max(0, toS - fromS);
    }

    /// Charges all devices for the time of a training in which they did not take part.
    ///
    /// @param fromS begin of the training
    /// @param toS its end
    void inactive(double fromS, double toS) {
        Charged charged = device.charged();
        switch (charged.inactive()) {
            case AWAKE -> {
                double all = device.idleW() * fleet.totalPower(false) * (toS - fromS);
                double weighted = device.idleW() * fleet.totalPower(true) * (toS - fromS);
                if (charged.waits()) {
                    spread(Post.INACTIVE, all - engagedIdleJ, weighted - engagedIdleGridJ, all, fromS, toS);
                    double idleS = device.idleW() == 0 ? 0 : (all - engagedIdleJ) / device.idleW();
                    books.busy(Role.DEVICES, Math.max(0, idleS) * fleet.size() / fleet.totalPower(false));
                }
            }
            case ASLEEP -> {
                double ratio = device.idleW() == 0 ? 0 : device.sleepW() / device.idleW();
                double all = device.sleepW() * fleet.totalPower(false) * (toS - fromS);
                double weighted = device.sleepW() * fleet.totalPower(true) * (toS - fromS);
                spread(Post.SLEEP, all - ratio * engagedIdleJ, weighted - ratio * engagedIdleGridJ, all, fromS, toS);
            }
            case FREE -> {}
        }
    }

    /// A difference of two large sums is rounding, not energy, when it is a billionth of them.
    private void spread(Post post, double joules, double weightedJ, double ofJ, double fromS, double toS) {
        if (joules > 1e-9 * ofJ) {
            books.energy(post, joules, fromS, toS, weightedJ / joules);
        }
    }
}
