package wattle.scenario;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import wattle.formula.Formula;
import wattle.formula.Formula.Input;

/// The links of a scenario.
///
/// @param toServers from the devices to each kind of server place
/// @param edgeToServer between edge aggregators and the federated server
/// @param side between devices; empty when they reach each other through the infrastructure only
public record Network(Map<PlaceKind, Link> toServers, Optional<Link> edgeToServer, Optional<Link> side) {

    /// Copies the map.
    public Network {
        toServers = toServers.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(toServers));
    }

    /// The link between devices and a kind of place.
    ///
    /// @throws IllegalStateException if the scenario was read without it: the reader makes one for every place
    public Link to(PlaceKind kind) {
        Link link = toServers.get(kind);
        if (link == null) {
            throw new IllegalStateException("no link from devices to " + kind.word());
        }
        return link;
    }

    /// A path between two kinds of place; `up` leads away from the devices.
    ///
    /// @param name as it stands in files: `devices-cloud`
    /// @param up energy of one bit up, in J/bit
    /// @param down energy of one bit down, in J/bit
    /// @param upRate of one device
    /// @param downRate of one device
    /// @param latency one way
    /// @param transmitterInFacility whether the energy of a bit down is spent inside the server's facility,
    ///     so that
    ///     its PUE applies, as Savazzi et al. 2022 assume
    public record Link(
            String name,
            Formula up,
            Formula down,
            Input upRate,
            Input downRate,
            Input latency,
            boolean transmitterInFacility) {}
}
