package wattle.comparison;

import java.util.Optional;
import wattle.quantity.CarbonMass;
import wattle.quantity.DataSize;
import wattle.quantity.Energy;
import wattle.quantity.Interval;
import wattle.quantity.Range;
import wattle.quantity.TimeSpan;
import wattle.run.Ledger;

/// What one paradigm costs and delivers.
///
/// @param paradigm which
/// @param reach whether it reaches the target
/// @param energy the total and its four parts
/// @param carbon operational and embodied, never one number
/// @param service what the user feels
/// @param work what was computed, and how well
/// @param ledger every line; typical values add up to the total
public record Outcome(
        Paradigm paradigm,
        Reach reach,
        EnergyAccount energy,
        CarbonAccount carbon,
        Service service,
        WorkDone work,
        Ledger ledger) {

    /// @param id unique within the answer: the kind, with `-once` or `-continual-…` when both cadences are
    ///     compared
    /// @param kind `local`, `cloud`, `on-premises`, `edge`, `federated`, `federated-sleep`, `hierarchical`,
    ///     `decentralised`
    /// @param cadence `once`, `scratch`, `fine-tune` or `replay`
    /// @param label as a person says it: "Hierarchical federated"
    /// @param description its places in a few words: "20 × Jetson AGX Xavier, 4 aggregators"
    public record Paradigm(String id, String kind, String cadence, String label, String description) {}

    /// @param answer yes, no, or empty when nothing is known
    /// @param reason where that comes from
    public record Reach(Optional<Boolean> answer, String reason) {
        /// Whether this outcome may be ranked.
        public boolean comparable() {
            return answer.orElse(false);
        }
    }

    /// Disjoint parts: `total = it + facility + network + device`, for the typical values and in every draw.
    public record EnergyAccount(
            Interval<Energy> total,
            Interval<Energy> it,
            Interval<Energy> facility,
            Interval<Energy> network,
            Interval<Energy> device) {}

    /// @param operational location-based: energy times the intensity of the grid where it was spent
    /// @param embodied the task's share of making the machines; empty when one of them has no known embodied carbon
    public record CarbonAccount(Interval<CarbonMass> operational, Optional<Interval<CarbonMass>> embodied) {}

    /// @param rounds passes over the data (centralised, local) or server rounds (the others) of the first
    ///     training
    /// @param roundUnit `epochs` or `rounds`
    /// @param timeToTarget from the first byte sent to the first model that reaches the target; or empty
    /// @param inferenceLatency one request, network and computing; empty without inference
    /// @param moved data over the horizon
    /// @param leaves what leaves the device
    public record Service(
            Range rounds,
            String roundUnit,
            Optional<Interval<TimeSpan>> timeToTarget,
            Optional<Interval<TimeSpan>> inferenceLatency,
            DataMoved moved,
            String leaves) {}

    /// @param up from devices towards servers
    /// @param down from servers towards devices
    /// @param side between devices
    public record DataMoved(Interval<DataSize> up, Interval<DataSize> down, Interval<DataSize> side) {}

    /// @param usefulFlops model FLOPs of training and inference over the horizon; empty when the scenario
    ///     states
    ///     compute time directly and no FLOPs
    /// @param powerEfficiency useful FLOP per joule over the whole boundary
    /// @param computationEfficiency achieved over peak FLOP/s while training, waiting included; a share of 1
    /// @param missing why either is empty; empty text when neither is
    public record WorkDone(
            Optional<Range> usefulFlops,
            Optional<Range> powerEfficiency,
            Optional<Range> computationEfficiency,
            String missing) {}
}
