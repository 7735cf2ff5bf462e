package wattle.simulation.cohort;

import java.util.List;
import wattle.simulation.kernel.Distribution;

/// How devices differ, without any device: kinds by their shares, and spreads that every device draws from.
///
/// @param speed factor on the rate of computing
/// @param link factor on the rates of links
/// @param items factor on the items held
/// @param kinds one at least; shares add up to 1
public record Mix(Distribution speed, Distribution link, Distribution items, List<Kind> kinds) {

    /// Copies the list.
    public Mix {
        kinds = List.copyOf(kinds);
    }

    /// One kind of device, by factors.
    ///
    /// @param share of all devices
    /// @param grid factor on the carbon intensity of its electricity
    public record Kind(String name, double share, double speed, double link, double power, double items, double grid) {}

    /// Whether all devices do the same at the same time.
    public boolean isAlike() {
        return kinds.size() == 1
                && java.util.stream.Stream.of(speed, link, items).allMatch(d -> d instanceof Distribution.Fixed);
    }

    /// Mean power factor of a device, weighted with its grid factor where asked.
    public double meanPower(boolean weighted) {
        return kinds.stream()
                .mapToDouble(k -> k.share() * k.power() * (weighted ? k.grid() : 1))
                .sum();
    }
}
