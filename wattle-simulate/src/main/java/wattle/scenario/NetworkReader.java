package wattle.scenario;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.document.Keys;
import wattle.document.Values;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Input;
import wattle.quantity.Dimension;
import wattle.quantity.Range;
import wattle.scenario.Network.Link;
import wattle.scenario.Policy.NetworkModel;

/// Reads the links: energy per bit from catalogue segments or given, rate, latency. Links that the file
/// leaves out are
/// made from the kind of access the devices have.
final class NetworkReader {

    private static final Wanted UP = Wanted.notNegative("e_U", "Energy of a bit up", Dimension.ENERGY_PER_BIT);
    private static final Wanted DOWN = Wanted.notNegative("e_D", "Energy of a bit down", Dimension.ENERGY_PER_BIT);
    private static final Wanted SIDE =
            Wanted.notNegative("e_S", "Energy of a bit between devices", Dimension.ENERGY_PER_BIT);
    private static final Wanted UP_RATE = Wanted.positive("r_U", "Uplink rate of one device", Dimension.DATA_RATE);
    private static final Wanted DOWN_RATE = Wanted.positive("r_D", "Downlink rate of one device", Dimension.DATA_RATE);
    private static final Wanted LATENCY = Wanted.notNegative("l", "Latency, one way", Dimension.TIME);

    private final Segments segments;

    NetworkReader(Catalog catalog, NetworkModel model) {
        this.segments = new Segments(catalog, model);
    }

    Network read(Optional<Keys> links, Places places, Optional<PlaceKind> server) {
        Optional<Keys> keys = links;
        String access = keys.flatMap(k -> k.optional("access", a -> k.word(a, Segments.ACCESS)))
                .orElse("fixed");
        Map<PlaceKind, Link> toServers = new EnumMap<>(PlaceKind.class);
        for (PlaceKind kind : List.of(PlaceKind.EDGE, PlaceKind.ON_PREMISES, PlaceKind.CLOUD)) {
            String name = "devices-" + kind.word();
            if (places.site(kind).isPresent()) {
                // At a tower the radio is the whole path, whatever reaches the other places.
                String usual = kind == PlaceKind.EDGE ? "mobile" : access;
                toServers.put(kind, link(group(keys, name), name, usual, UP, DOWN));
            } else {
                refuse(keys, name, kind.word());
            }
        }
        Optional<Link> backhaul = places.edge().isPresent()
                ? Optional.of(link(group(keys, "edge-server"), "edge-server", "backhaul", UP, DOWN))
                : Optional.empty();
        if (places.edge().isEmpty()) {
            refuse(keys, "edge-server", "edge");
        }
        Optional<Link> side = group(keys, "devices-devices")
                .map(k -> link(Optional.of(k), "devices-devices", access, SIDE, SIDE))
                .or(() -> server.map(s -> relayed(toServers.get(s))));
        keys.ifPresent(Keys::noOthers);
        return new Network(toServers, backhaul, side);
    }

    private static void refuse(Optional<Keys> keys, String name, String place) {
        if (keys.isPresent() && keys.get().has(name)) {
            throw keys.get()
                    .fault(
                            name,
                            "the scenario has no place '%s' for this link.".formatted(place),
                            "Maybe add it under 'places'.");
        }
    }

    private static Optional<Keys> group(Optional<Keys> keys, String name) {
        return keys.flatMap(k -> k.optional(name)).map(n -> Keys.of(Values.mapping(n)));
    }

    private Link link(Optional<Keys> given, String name, String usual, Wanted up, Wanted down) {
        String path = "links." + name;
        Optional<Formula> both = given.flatMap(k -> energy(k, "energy", up));
        Formula upEnergy = both.or(() -> given.flatMap(k -> energy(k, "up", up)))
                .or(() -> given.flatMap(k -> segments.given(k, path)))
                .orElseGet(() -> segments.usual(usual, path));
        Formula downEnergy =
                both.or(() -> given.flatMap(k -> energy(k, "down", down))).orElse(upEnergy);
        Input rate = rate(given, "rate", UP_RATE).orElseGet(() -> segments.usualRate(usual, path, UP_RATE));
        Link link = new Link(
                name,
                upEnergy,
                downEnergy,
                rate(given, "up-rate", UP_RATE).orElse(rate),
                rate(given, "down-rate", DOWN_RATE).orElse(rate),
                given.flatMap(k -> Inputs.given(k, "latency", LATENCY))
                        .orElseGet(() -> segments.usualLatency(name, path, LATENCY)),
                given.flatMap(k -> k.optional("transmitter-in-facility", k::flag))
                        .orElse(false));
        given.ifPresent(Keys::noOthers);
        return link;
    }

    private static Optional<Formula> energy(Keys keys, String key, Wanted wanted) {
        return Inputs.given(keys, key, wanted).map(Formula.class::cast);
    }

    private static Optional<Input> rate(Optional<Keys> keys, String key, Wanted wanted) {
        return keys.flatMap(k -> Inputs.given(k, key, wanted));
    }

    /// Without a link of their own, devices reach each other up to the server and down again: `1/EE_S =
    /// 1/EE_U + 1/EE_D`,
    /// Savazzi et al. 2022, eq. (14) with its footnote 2.
    private static Link relayed(@org.jspecify.annotations.Nullable Link link) {
        if (link == null) {
            throw new IllegalStateException("every server place has a link");
        }
        return new Link(
                "devices-devices",
                link.up().plus(link.down()).named("e_S", "Energy of a bit between devices, relayed", Equation.DE_2),
                Formula.zero(wattle.formula.Unit.of(Dimension.ENERGY_PER_BIT)),
                link.upRate(),
                link.downRate(),
                link.latency(),
                false);
    }

    /// A latency range that suits a kind of link.
    static Range latencyOf(String name) {
        return switch (name) {
            case "devices-edge" -> new Range(0.002, 0.005, 0.02);
            case "devices-on-premises" -> new Range(0.001, 0.005, 0.02);
            case "devices-devices" -> new Range(0.001, 0.005, 0.02);
            default -> new Range(0.01, 0.02, 0.08);
        };
    }
}
