package wattle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import wattle.comparison.Outcome;
import wattle.quantity.CarbonMass;
import wattle.quantity.DataSize;
import wattle.quantity.Energy;
import wattle.quantity.Interval;
import wattle.quantity.Quantity;
import wattle.quantity.Range;
import wattle.quantity.TimeSpan;
import wattle.run.Activity;
import wattle.run.Entry;
import wattle.run.Ledger;
import wattle.run.Origin;
import wattle.run.Place;
import wattle.run.Sector;
import wattle.run.Stage;

/// The eight invented outcomes of [SampleAnswer].
final class SampleOutcomes {

    private static final Place DEVICES = new Place("devices", Sector.DEVICE);
    private static final Place NETWORK = new Place("network", Sector.NETWORK);
    private static final Place CLOUD = new Place("cloud", Sector.IT);
    private static final Place ROOM = new Place("on-premises", Sector.IT);
    private static final Place EDGE = new Place("edge", Sector.IT);
    private static final Optional<Boolean> YES = Optional.of(true);
    private static final Optional<Boolean> NO = Optional.of(false);

    private SampleOutcomes() {}

    static List<Outcome> all() {
        return List.of(
                who("hierarchical", "Hierarchical federated", "20 × Jetson AGX Xavier, 4 aggregators")
                        .onDevices(146, 21, 659, 295)
                        .at(EDGE, 10, 0, 14, 0)
                        .moving(12, 1.15, 1.15, 0)
                        .service("weights", 4.0 * 86400, 50, 3.4e9, 0.11)
                        .carbon(370, 154)
                        .reach(YES, "convergence table, 20 clients"),
                who("federated", "Federated", "20 × Jetson AGX Xavier, 1 server")
                        .onDevices(158, 23, 659, 295)
                        .at(CLOUD, 14, 0, 9, 5)
                        .moving(33, 1.25, 1.25, 0)
                        .service("weights", 4.5 * 86400, 50, 3.3e9, 0.11)
                        .carbon(380, 148)
                        .reach(YES, "convergence table, 20 clients"),
                who("federated-sleep", "Federated, sleeping between rounds", "20 × Jetson AGX Xavier, 1 server")
                        .onDevices(158, 0, 659, 310)
                        .at(CLOUD, 14, 0, 9, 5)
                        .moving(33, 1.25, 1.25, 0)
                        .service("weights", 4.6 * 86400, 50, 3.25e9, 0.11)
                        .carbon(384, 148)
                        .reach(YES, "convergence table, 20 clients"),
                who("decentralised", "Decentralised", "20 × Jetson AGX Xavier, 4 neighbours")
                        .onDevices(253, 38, 659, 295)
                        .at(CLOUD, 0, 0, 0, 0)
                        .moving(119, 0, 0, 7.9)
                        .service("weights", 6.8 * 86400, 50, 2.9e9, 0.11)
                        .carbon(440, 146)
                        .reach(YES, "convergence table, 20 clients"),
                who("cloud", "Cloud", "8 × A100, shared region")
                        .onDevices(58, 0, 0, 0)
                        .at(CLOUD, 66, 511, 130, 113)
                        .moving(826, 55.1, 0.7, 0)
                        .service("images", 6 * 3600, 9, 2.4e9, 0.31)
                        .carbon(460, 38)
                        .reach(YES, "epochs of the reference run"),
                who("on-premises", "On-premises", "8 × A100, own room")
                        .onDevices(58, 0, 0, 0)
                        .at(ROOM, 66, 511, 1445, 1050)
                        .moving(248, 55.1, 0.7, 0)
                        .service("images", 7 * 3600, 6, 1.2e9, 0.21)
                        .carbon(1000, 330)
                        .reach(YES, "epochs of the reference run"),
                who("edge", "Edge, 5G tower", "4 towers, 2 GPUs each")
                        .onDevices(58, 0, 0, 0)
                        .at(EDGE, 80, 440, 552, 300)
                        .moving(2966, 55.1, 0.7, 0)
                        .service("images", 26 * 3600, 11, Double.NaN, Double.NaN)
                        .carbon(1300, 205)
                        .reach(Optional.empty(), "no convergence row for this split"),
                who("local", "Local", "20 × Jetson AGX Xavier, own data only")
                        .onDevices(143, 0, 659, 295)
                        .at(CLOUD, 0, 0, 0, 0)
                        .moving(0, 0, 0, 0)
                        .service("nothing", Double.NaN, 50, 3.5e9, 0.11)
                        .carbon(350, 146)
                        .reach(NO, "stops at Dice 0.79"));
    }

    static Draft who(String id, String label, String description) {
        return new Draft(id, label, description);
    }

    /// Collects one outcome; mutable, as it lives for one line.
    static final class Draft {
        private final Outcome.Paradigm paradigm;
        private final List<Entry> entries = new ArrayList<>();
        private Outcome.DataMoved moved = moved(0, 0, 0);
        private Outcome.Service service;
        private Outcome.WorkDone work;
        private Outcome.CarbonAccount carbon;

        private Draft(String id, String label, String description) {
            paradigm = new Outcome.Paradigm(id, id, "fine-tune", label, description);
            carbon = new Outcome.CarbonAccount(wide(0, CarbonMass::new), Optional.of(wide(0, CarbonMass::new)));
            service = new Outcome.Service(Range.exactly(1), "rounds", Optional.empty(), Optional.empty(), moved, "");
            work = new Outcome.WorkDone(Optional.empty(), Optional.empty(), Optional.empty(), "");
        }

        Draft onDevices(double train, double wait, double infer, double idle) {
            add(Stage.PREPARE, DEVICES, Activity.COMPUTE, Sector.DEVICE, 46);
            add(Stage.TRAIN, DEVICES, Activity.COMPUTE, Sector.DEVICE, train);
            add(Stage.TRAIN, DEVICES, Activity.WAIT, Sector.DEVICE, wait);
            add(Stage.INFER, DEVICES, Activity.COMPUTE, Sector.DEVICE, infer);
            add(Stage.INFER, DEVICES, Activity.IDLE, Sector.DEVICE, idle);
            add(Stage.MONITOR, DEVICES, Activity.COMPUTE, Sector.DEVICE, 26);
            return this;
        }

        Draft at(Place place, double train, double infer, double idle, double cooling) {
            add(infer > 0 ? Stage.TRAIN : Stage.AGGREGATE, place, Activity.COMPUTE, Sector.IT, train);
            add(Stage.INFER, place, Activity.COMPUTE, Sector.IT, infer);
            add(infer > 0 ? Stage.INFER : Stage.AGGREGATE, place, Activity.IDLE, Sector.IT, idle);
            add(infer > 0 ? Stage.INFER : Stage.AGGREGATE, place, Activity.COOL_AND_CONVERT, Sector.FACILITY, cooling);
            return this;
        }

        Draft moving(double kilowattHours, double up, double down, double side) {
            add(Stage.TRANSFER, NETWORK, Activity.TRANSMIT, Sector.NETWORK, kilowattHours);
            moved = moved(up, down, side);
            return this;
        }

        Draft service(String leaves, double time, double latency, double flopPerJoule, double share) {
            service =
                    new Outcome.Service(new Range(110, 170, 280), "rounds", maybe(time), maybe(latency), moved, leaves);
            boolean known = !Double.isNaN(flopPerJoule);
            work = new Outcome.WorkDone(
                    known ? Optional.of(Range.exactly(1.5e19)) : Optional.empty(),
                    known ? Optional.of(spread(flopPerJoule)) : Optional.empty(),
                    known ? Optional.of(spread(share)) : Optional.empty(),
                    known ? "" : "the scenario states compute time and no FLOPs");
            return this;
        }

        Draft carbon(double operational, double embodied) {
            carbon = new Outcome.CarbonAccount(
                    wide(operational, CarbonMass::new), Optional.of(wide(embodied, CarbonMass::new)));
            return this;
        }

        Outcome reach(Optional<Boolean> answer, String reason) {
            Ledger ledger = new Ledger(entries);
            return new Outcome(
                    paradigm,
                    new Outcome.Reach(answer, reason),
                    new Outcome.EnergyAccount(
                            wide(ledger.total().joules(), Energy::new),
                            part(ledger, Sector.IT),
                            part(ledger, Sector.FACILITY),
                            part(ledger, Sector.NETWORK),
                            part(ledger, Sector.DEVICE)),
                    carbon,
                    service,
                    work,
                    ledger);
        }

        private void add(Stage stage, Place place, Activity activity, Sector sector, double kilowattHours) {
            if (kilowattHours > 0) {
                Interval<Energy> energy = wide(kilowattHours * 3.6e6, Energy::new);
                entries.add(new Entry(stage, place, activity, sector, energy, Origin.CLOSED_FORM, "EN-4"));
            }
        }

        private static Interval<Energy> part(Ledger ledger, Sector sector) {
            return wide(ledger.sum(e -> e.sector() == sector).joules(), Energy::new);
        }

        private static Outcome.DataMoved moved(double up, double down, double side) {
            return new Outcome.DataMoved(
                    wide(up * 8e12, DataSize::new), wide(down * 8e12, DataSize::new), wide(side * 8e12, DataSize::new));
        }

        private static Optional<Interval<TimeSpan>> maybe(double seconds) {
            return Double.isNaN(seconds) ? Optional.empty() : Optional.of(wide(seconds, TimeSpan::new));
        }

        private static <Q extends Quantity<Q>> Interval<Q> wide(double typical, DoubleFunction<Q> type) {
            return Interval.of(spread(typical), type);
        }

        private static Range spread(double typical) {
            return new Range(typical * 0.82, typical, typical * 1.37);
        }
    }
}
