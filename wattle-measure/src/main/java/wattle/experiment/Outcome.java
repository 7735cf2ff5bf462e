package wattle.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.trace.Channel;
import wattle.trace.Cover;
import wattle.trace.EnergyEstimate;
import wattle.trace.Finding;

/// What one machine's part of a run came to: everything that can be worked out of its recording.
///
/// @param facts as they were recorded
/// @param account the energy of the job
/// @param usage what it used beside energy
/// @param progress phases and metrics, with the energy up to them
/// @param channels each energy channel by itself, to compare meters
/// @param findings what whoever trusts these joules must know
public record Outcome(
        Map<String, String> facts,
        Account account,
        Usage usage,
        Progress progress,
        List<ChannelEnergy> channels,
        List<Finding> findings) {

    /// Copies the lists.
    public Outcome {
        channels = List.copyOf(channels);
        findings = List.copyOf(findings);
    }

    /// A channel's energy over the job.
    ///
    /// @param energy empty when it saw less than half of the job
    /// @param idle its idle power, where a baseline was measured
    /// @param chosen whether its energy is part of the total
    public record ChannelEnergy(
            Channel channel, Optional<EnergyEstimate> energy, Optional<Idle> idle, boolean chosen) {}

    /// The energy of the job.
    ///
    /// @param job when
    /// @param cover the channels that make the total
    /// @param slices every line of the cover in every stage; they sum to the total
    /// @param idleJ what the idle machine would have used, for the covered parts; empty without a baseline
    /// @param attribution the job's part of the total
    public record Account(
            Window job,
            Cover cover,
            List<Slice> slices,
            Optional<EnergyEstimate> idleJ,
            Optional<Attribution> attribution) {

        /// Copies the list.
        public Account {
            slices = List.copyOf(slices);
        }

        /// Everything that was seen, idle power included.
        public EnergyEstimate gross() {
            return cover.total();
        }

        /// What the job added to the idle machine.
        public Optional<EnergyEstimate> net() {
            return idleJ.map(idle -> gross().minus(idle));
        }
    }

    /// A line of the cover in a stage.
    ///
    /// @param share of the line's energy that fell into the stage
    /// @param idleJ of it, what the idle machine would have used anyway; empty without a baseline
    public record Slice(Cover.Line line, wattle.run.Stage stage, double share, Optional<Double> idleJ) {}

    /// How the total is divided between the job and everything else on the machine. Both sum to the total.
    ///
    /// @param share of the CPU time that was the job's
    public record Attribution(EnergyEstimate attributed, EnergyEstimate rest, double share, String how) {}

    /// What the job said of itself.
    ///
    /// @param phases in the order in which they began
    /// @param points each value of each metric, with the energy from the job's start
    /// @param target empty when none was set
    public record Progress(List<Phase> phases, List<Point> points, Optional<Target> target) {

        /// Copies the lists.
        public Progress {
            phases = List.copyOf(phases);
            points = List.copyOf(points);
        }
    }

    /// @param energy empty when too little of it was seen
    public record Phase(Window window, Optional<EnergyEstimate> energy) {}

    /// @param seconds since the job's start
    /// @param energy from the job's start
    public record Point(String metric, double value, double seconds, Optional<EnergyEstimate> energy) {}

    /// @param first the first value that reached it
    /// @param before the last value before, which had not; the target was crossed somewhere between both
    public record Target(Until until, Optional<Point> first, Optional<Point> before) {}
}
