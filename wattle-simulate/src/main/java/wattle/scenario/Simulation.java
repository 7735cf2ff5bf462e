package wattle.scenario;

import java.util.List;
import java.util.Optional;
import wattle.formula.Formula.Input;
import wattle.signal.OnTimes;

/// What only the event simulation knows: how devices differ, come and go, share links, and run out of battery. Left
/// out, every device is alike and always there, no link is shared, and the events come to what the closed form says.
///
/// @param seeds replications, each with a seed of its own
/// @param fleet how devices differ
/// @param participation who takes part in a round, and what ends one
/// @param exchange what is sent
/// @param mode synchronous or not, and over which graph
/// @param equipment links that are shared, radios, batteries, aggregators, several machines side by side
/// @param surroundings what changes with the time of day, and how learning converges
public record Simulation(
        int seeds,
        Fleet fleet,
        Participation participation,
        Exchange exchange,
        Mode mode,
        Equipment equipment,
        Surroundings surroundings) {

    /// @param speed factor on the rate of computing
    /// @param link factor on the rates of the device's own link
    /// @param items factor on the items a device holds
    /// @param groups kinds of device; empty when all are of one kind
    /// @param table measured or drawn elsewhere, one line for each device, instead of spreads and groups
    public record Fleet(Spread speed, Spread link, Spread items, List<Group> groups, Optional<FleetTable> table) {
        /// Copies the list.
        public Fleet {
            groups = List.copyOf(groups);
        }
    }

    /// One kind of device, by factors on what `places.devices` says.
    ///
    /// @param name as a person says it
    /// @param share of all devices
    /// @param speed factor on the rate of computing
    /// @param link factor on the rates of its link
    /// @param power factor on its power in every state
    /// @param items factor on the items it holds
    /// @param own what it has of its own beside factors
    public record Group(
            String name, double share, double speed, double link, double power, double items, Surrounding own) {

        /// @param grid carbon intensity of its electricity, if it differs
        /// @param memory bits it can train in, if that is limited
        public record Surrounding(Optional<Input> grid, Optional<Input> memory) {}
    }

    /// @param selection by which participants are chosen
    /// @param chosen participants asked beyond those needed, as a share of them
    /// @param deadline after which a round ends with what has arrived
    /// @param least share of the needed updates without which a round is lost
    /// @param dropout share of the participants that fail in a round
    /// @param presence when devices can take part; empty: always
    /// @param memory bits that training needs on a device; empty: any device will do
    public record Participation(
            Selection selection,
            Input chosen,
            Optional<Input> deadline,
            Input least,
            Input dropout,
            Optional<Presence> presence,
            Optional<Input> memory) {}

    /// How participants are chosen among those that can take part.
    public enum Selection {
        RANDOM,
        /// Those that will be ready first.
        FASTEST,
        /// Those that will use least energy.
        LEAST_ENERGY,
        /// Those that will emit least.
        LEAST_CARBON,
        /// Those with most in their battery.
        FULLEST_BATTERY;

        /// As it stands in files.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /// When devices can take part.
    public sealed interface Presence {
        /// Lengths of time on and off, one after the other.
        record Renewal(Spread on, Spread off) implements Presence {}

        /// As recorded.
        record Recorded(OnTimes times) implements Presence {}
    }

    /// @param bits sent for each parameter of 32 bits
    /// @param kept share of the parameters that are sent up
    /// @param downBits sent down for each parameter of 32 bits
    /// @param perPeer bits that secure aggregation exchanges for each pair of participants
    public record Exchange(Input bits, Input kept, Input downBits, Input perPeer) {}

    /// @param asynchronous empty: in rounds
    /// @param edgeRounds rounds below an aggregator for each round with the server
    /// @param graph between neighbours
    /// @param barrier what a device waits for before its next round
    /// @param streaming whether data is uploaded as it is gathered
    public record Mode(
            Optional<Asynchronous> asynchronous, int edgeRounds, Graph graph, Barrier barrier, boolean streaming) {}

    /// Buffered asynchronous aggregation (Nguyen et al. 2022); a buffer of one is fully asynchronous.
    ///
    /// @param concurrency devices that train at any time
    /// @param buffer updates that make a new model
    /// @param staleness exponent a of the weight `1/(1+s)^a` of an update that is s models old
    public record Asynchronous(int concurrency, int buffer, Input staleness) {}

    /// How neighbours are joined.
    public enum Graph {
        /// Each with the next ones round a circle.
        RING,
        /// A random circle, drawn anew each round.
        REGULAR,
        /// Neighbours drawn at random by each device.
        RANDOM,
        /// Everybody with everybody.
        MESH
    }

    /// What a device waits for before its next round.
    public enum Barrier {
        /// Everybody.
        ROUND,
        /// Its neighbours.
        NEIGHBOURS
    }

    /// @param shared links that flows share, by where they stand
    /// @param radio of each device
    /// @param battery of each device
    /// @param aggregator work of averaging; empty: no time
    /// @param parallel cost of training on several machines at once; empty: none
    /// @param gear in which devices run; empty: as `places.devices` says
    public record Equipment(
            Shared shared,
            Optional<Radio> radio,
            Optional<Battery> battery,
            Optional<Aggregator> aggregator,
            Optional<DataParallel> parallel,
            Optional<Gear> gear) {}

    /// @param server the link of the place that everybody sends to
    /// @param cells through which devices reach the network
    /// @param metro links above the cells, one for all
    /// @param core link above the metro
    /// @param access power of each device's own link; with it, energy is counted by power and not per bit
    public record Shared(
            Optional<SharedLink> server,
            Optional<Cells> cells,
            Optional<SharedLink> metro,
            Optional<SharedLink> core,
            Optional<LinkPower> access) {}

    /// @param rate that all flows share
    /// @param half whether both directions share it
    /// @param power of the link, if it is to be counted
    public record SharedLink(Input rate, boolean half, Optional<LinkPower> power) {}

    /// @param count how many; devices are spread evenly
    /// @param up rate of one
    /// @param down rate of one
    public record Cells(int count, Input up, Input down) {}

    /// Power of a link: idle for as long as it is there, and more in proportion to its load.
    public record LinkPower(Input idle, Input busy) {}

    /// Power beyond the device's own while its radio works; beside an energy per bit that does not hold it.
    ///
    /// @param tail power after a transfer
    /// @param tailTime how long
    public record Radio(Input transmit, Input receive, Input tail, Input tailTime) {}

    /// @param capacity of one device
    /// @param charge power of charging while nobody trains
    /// @param floor share of the capacity below which a device does not train
    /// @param initial shares of the capacity at the start, drawn evenly
    /// @param efficiency energy stored over energy drawn
    public record Battery(Input capacity, Input charge, Input floor, Spread initial, Input efficiency) {}

    /// @param work of averaging in one update
    /// @param rate of the server at it
    public record Aggregator(Input work, Input rate) {}

    /// Data-parallel training with a ring all-reduce after each step (Patarasu and Yuan 2009).
    ///
    /// @param batch items of a step, over all machines
    /// @param rate of the link between machines
    /// @param latency of one message
    /// @param power while exchanging, over the power while computing
    public record DataParallel(Input batch, Input rate, Input latency, Input power) {}

    /// A power mode of the devices (DVFS).
    public record Gear(String name, Input speed, Input power) {}

    /// @param signals that change with time
    /// @param mostRounds after which the target counts as not reached; empty: no limit
    /// @param participation exponent with which progress of a round falls with the updates that are missing
    public record Surroundings(Signals signals, Optional<Input> mostRounds, Input participation) {}
}
