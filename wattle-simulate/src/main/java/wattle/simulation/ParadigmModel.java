package wattle.simulation;

import java.util.List;
import java.util.Optional;
import wattle.formula.Formula.Figure;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Training.Reach;

/// One paradigm with one cadence as formulas: what it costs and delivers, before numbers are put in.
///
/// @param id unique in the scenario
/// @param kind which paradigm
/// @param cadence `once`, `scratch`, `fine-tune` or `replay`
/// @param description its places in a few words
/// @param lines of the account
/// @param totals sums over the lines, and carbon
/// @param service what the user feels
public record ParadigmModel(
        String id,
        ParadigmKind kind,
        String cadence,
        String description,
        List<Line> lines,
        Totals totals,
        Delivered service) {

    /// Copies the lines.
    public ParadigmModel {
        lines = List.copyOf(lines);
    }

    /// Energy in J, in all and by sector; carbon in kg. Embodied carbon is empty when that of a machine is unknown.
    public record Totals(
            Figure energy,
            Figure it,
            Figure facility,
            Figure network,
            Figure device,
            Figure operational,
            Optional<Figure> embodied) {}

    /// @param reach of the target
    /// @param rounds of the first training
    /// @param time to target, in s
    /// @param latency of one request, in s
    /// @param moved data
    /// @param efficiency of power and computation
    /// @param leaves what leaves the device
    public record Delivered(
            Reach reach,
            Figure rounds,
            Figure time,
            Optional<Figure> latency,
            Moved moved,
            Efficiency efficiency,
            String leaves) {}

    /// Bits up, down and sideways over the horizon.
    public record Moved(Figure up, Figure down, Figure side) {}

    /// @param flops useful model FLOPs over the horizon
    /// @param power useful FLOP per J over the whole boundary
    /// @param computation achieved over peak FLOP/s while training
    /// @param missing why any of them is empty; empty text when none is
    public record Efficiency(
            Optional<Figure> flops, Optional<Figure> power, Optional<Figure> computation, String missing) {}
}
