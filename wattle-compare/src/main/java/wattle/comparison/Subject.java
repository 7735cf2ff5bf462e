package wattle.comparison;

/// One of the things compared, as positions in the outputs of a [Response].
///
/// @param id of the outcome
/// @param family outcomes of one family are variants of one idea: `centralised`, `collaborative`, `local`
/// @param cadence outcomes are compared within a cadence
/// @param comparable whether it is known to reach the target
/// @param energy position of its total energy
/// @param operational position of its operational carbon
/// @param embodied position of its embodied carbon, or [#UNKNOWN]; then carbon is compared without it
public record Subject(
        String id, String family, String cadence, boolean comparable, int energy, int operational, int embodied) {

    /// Stands for a position that does not exist.
    public static final int UNKNOWN = -1;

    /// The value of a metric in one set of outputs.
    public double of(Verdict.Metric metric, double[] outputs) {
        return switch (metric) {
            case ENERGY -> outputs[energy];
            case CARBON -> outputs[operational] + (embodied == UNKNOWN ? 0 : outputs[embodied]);
        };
    }
}
