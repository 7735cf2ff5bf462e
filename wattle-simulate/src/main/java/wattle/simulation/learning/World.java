package wattle.simulation.learning;

import java.util.List;

/// One paradigm of one scenario as plain numbers, in base units: J, s, bit, W. What a simulation runs on.
///
/// @param fleet the devices
/// @param device what one device of factor 1 draws and does
/// @param wires what moves its data
/// @param server where models are averaged, or all data is trained on
/// @param rules of taking part
/// @param exchange what is sent
public record World(Fleet fleet, Device device, Wires wires, Server server, Rules rules, Exchange exchange) {

    /// @param powerW while computing
    /// @param idleW switched on, waiting
    /// @param sleepW in deep sleep
    /// @param charged what idle time is charged
    /// @param trainS time of training in one round, its local epochs over its own items
    /// @param evaluateS time of one evaluation
    /// @param radio power of its radio beyond that
    public record Device(
            double powerW,
            double idleW,
            double sleepW,
            Charged charged,
            double trainS,
            double evaluateS,
            Radio radio) {}

    /// @param idleShare idle time charged for each second of work: `1/u − 1`, or 0 by policy
    /// @param waits whether waiting is charged
    /// @param inactive what devices do that do not take part
    public record Charged(double idleShare, boolean waits, Inactive inactive) {}

    /// What devices do in a round in which they do not take part.
    public enum Inactive {
        /// Switched on and charged.
        AWAKE,
        ASLEEP,
        /// For their owners: not charged.
        FREE
    }

    /// @param transmitW beyond idle while sending
    /// @param receiveW beyond idle while receiving
    /// @param tailW beyond idle after a transfer
    /// @param tailS for how long
    public record Radio(double transmitW, double receiveW, double tailW, double tailS) {
        /// No radio power beside the energy per bit.
        public static final Radio NONE = new Radio(0, 0, 0, 0);

        boolean isNone() {
            return transmitW == 0 && receiveW == 0 && (tailW == 0 || tailS == 0);
        }
    }

    /// @param upBitPerS of one device of factor 1
    /// @param downBitPerS of one device of factor 1
    /// @param latencyS one way
    /// @param cost energy of what is sent
    /// @param shared links that flows share
    public record Wires(double upBitPerS, double downBitPerS, double latencyS, Cost cost, Shared shared) {

        /// Energy of bits of one device on the way up, in J.
        double upJ(double bits, double link) {
            return bits * (cost.upJPerBit() + cost.loadW() / (upBitPerS * link));
        }

        /// Energy of bits of one device on the way down, in J.
        double downJ(double bits, double link) {
            return bits * (cost.downJPerBit() + cost.loadW() / (downBitPerS * link));
        }
    }

    /// Energy of links: per bit, or by power. By power, a link uses its idle power for as long as training lasts, and
    /// what the load adds is `(P_busy − P_idle) · bits / rate`, however the rate changes on the way: the conserved
    /// quantity of a linear power model.
    ///
    /// @param upJPerBit on the way up
    /// @param downJPerBit on the way down
    /// @param loadW power that full load adds to a device's own link
    /// @param idleW of all links while training lasts
    public record Cost(double upJPerBit, double downJPerBit, double loadW, double idleW) {}

    /// Links that flows share; infinite where none is named.
    ///
    /// @param serverBitPerS of the place everybody sends to
    /// @param half whether both directions share it
    /// @param cells how many; 0: none
    /// @param cellUpBitPerS of one
    /// @param cellDownBitPerS of one
    /// @param aboveBitPerS links above the cells, each shared by all; each direction apart
    public record Shared(
            double serverBitPerS,
            boolean half,
            int cells,
            double cellUpBitPerS,
            double cellDownBitPerS,
            List<Double> aboveBitPerS) {
        /// Copies the list.
        public Shared {
            aboveBitPerS = List.copyOf(aboveBitPerS);
        }

        /// Every device has its own link, and nothing else binds.
        public static final Shared NOTHING = new Shared(Double.POSITIVE_INFINITY, false, 0, 0, 0, List.of());

        /// Whether any flow can hold up another.
        public boolean binds() {
            return serverBitPerS < Double.POSITIVE_INFINITY || cells > 0 || !aboveBitPerS.isEmpty();
        }
    }

    /// @param serviceW of the aggregation service while training lasts, for each server
    /// @param roundJ of one aggregation at the server
    /// @param edgeRoundJ of one aggregation at an aggregator
    /// @param updateS time of averaging in one update
    /// @param edges aggregators below the server; 0: none
    /// @param edgeRounds rounds below an aggregator for each with the server
    /// @param backhaul between aggregators and server
    public record Server(
            double serviceW,
            double roundJ,
            double edgeRoundJ,
            double updateS,
            int edges,
            int edgeRounds,
            Backhaul backhaul) {}

    /// @param upS time of a model up
    /// @param downS time of a model down
    /// @param upJ energy of a model up
    /// @param downJ energy of a model down
    public record Backhaul(double upS, double downS, double upJ, double downJ) {
        /// No aggregators.
        public static final Backhaul NONE = new Backhaul(0, 0, 0, 0);
    }

    /// @param active updates that a round needs
    /// @param asked devices asked for them
    /// @param allTrain all devices train, and only `active` of them send, where this is true
    /// @param deadlineS after which a round ends; infinite: never
    /// @param least share of the active updates without which a round is lost
    /// @param dropout share of participants that fail
    /// @param convergence when the target is reached
    public record Rules(
            int active,
            int asked,
            boolean allTrain,
            double deadlineS,
            double least,
            double dropout,
            Convergence convergence) {}

    /// @param participation exponent with which progress falls with missing updates
    /// @param mostRounds after which the target is given up; infinite: never
    public record Convergence(double participation, double mostRounds) {}

    /// @param upBits of an update as sent
    /// @param downBits of a model as sent
    /// @param peerBits of secure aggregation, up and down, for each other participant
    /// @param allReceive whether devices that do not take part receive the model as well
    public record Exchange(double upBits, double downBits, double peerBits, boolean allReceive) {

        /// Bits that one of so many participants sends.
        public double upBits(int participants) {
            return upBits + peerBits * Math.max(0, participants - 1);
        }

        /// Bits that one of so many participants receives.
        public double downBits(int participants) {
            return downBits + peerBits * Math.max(0, participants - 1);
        }
    }
}
