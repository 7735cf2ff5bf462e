package wattle.trace;

import java.util.Optional;

/// Makes the energy curve of any energy channel.
public final class Curves {

    private Curves() {}

    /// @return empty for a channel that says nothing of energy, or that has fewer than two usable samples
    public static Optional<EnergyCurve> of(Samples samples) {
        return switch (samples.channel().signal()) {
            case Signal.EnergyCounter _ -> Unwrapping.of(samples);
            case Signal.PowerGauge _ -> Integration.of(samples);
            case Signal.Observed _ -> Optional.empty();
        };
    }
}
