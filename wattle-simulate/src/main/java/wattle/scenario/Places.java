package wattle.scenario;

import java.util.Optional;
import wattle.scenario.Scenario.Site;

/// The places of a scenario.
///
/// @param devices always there: the people or things that own the data
/// @param edge towers or regional aggregators
/// @param onPremises an own machine room
/// @param cloud a datacenter
public record Places(Site devices, Optional<Site> edge, Optional<Site> onPremises, Optional<Site> cloud) {

    /// The site of a kind, if the scenario has one.
    public Optional<Site> site(PlaceKind kind) {
        return switch (kind) {
            case DEVICES -> Optional.of(devices);
            case EDGE -> edge;
            case ON_PREMISES -> onPremises;
            case CLOUD -> cloud;
        };
    }
}
