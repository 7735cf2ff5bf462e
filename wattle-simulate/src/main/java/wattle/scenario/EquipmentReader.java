package wattle.scenario;

import java.util.List;
import java.util.Optional;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.formula.Formula.Input;
import wattle.quantity.Dimension;
import wattle.scenario.Simulation.Aggregator;
import wattle.scenario.Simulation.Battery;
import wattle.scenario.Simulation.Cells;
import wattle.scenario.Simulation.DataParallel;
import wattle.scenario.Simulation.Equipment;
import wattle.scenario.Simulation.Gear;
import wattle.scenario.Simulation.LinkPower;
import wattle.scenario.Simulation.Radio;
import wattle.scenario.Simulation.Shared;
import wattle.scenario.Simulation.SharedLink;

/// Reads what stands in the simulated world beside places and links: what is shared, what holds energy, what works at
/// several speeds.
final class EquipmentReader {

    private static final Wanted RATE = Wanted.positive("r", "Rate of a shared link", Dimension.DATA_RATE);
    private static final Wanted IDLE = Wanted.notNegative("P_l", "Power of an idle link", Dimension.POWER);
    private static final Wanted BUSY = Wanted.notNegative("P_l,max", "Power of a fully loaded link", Dimension.POWER);
    private static final Wanted TRANSMIT = Wanted.notNegative("P_tx", "Radio power while sending", Dimension.POWER);
    private static final Wanted RECEIVE = Wanted.notNegative("P_rx", "Radio power while receiving", Dimension.POWER);
    private static final Wanted TAIL = Wanted.notNegative("P_tail", "Radio power after a transfer", Dimension.POWER);
    private static final Wanted TAIL_TIME = Wanted.notNegative("t_tail", "Time the radio stays up", Dimension.TIME);
    private static final Wanted CAPACITY = Wanted.positive("E_bat", "Energy of a full battery", Dimension.ENERGY);
    private static final Wanted CHARGE = Wanted.notNegative("P_chg", "Power of charging", Dimension.POWER);
    private static final Wanted FLOOR = Wanted.shareOrNone("f_bat", "Charge below which a device does not train");
    private static final Wanted EFFICIENCY = Wanted.share("η_bat", "Energy stored over energy drawn");
    private static final Wanted WORK = Wanted.notNegative("F_agg", "Work of averaging in one update", Dimension.WORK);
    private static final Wanted AGGREGATING =
            Wanted.positive("R_agg", "Rate of the server at averaging", Dimension.COMPUTE_RATE);
    private static final Wanted BATCH = Wanted.positive("B_g", "Items of a step over all machines", Dimension.SCALAR);
    private static final Wanted BETWEEN = Wanted.positive("r_ar", "Rate between machines", Dimension.DATA_RATE);
    private static final Wanted LATENCY = Wanted.notNegative("l_ar", "Latency between machines", Dimension.TIME);
    private static final Wanted WAITING =
            Wanted.notNegative("w", "Power while exchanging gradients, over power while computing", Dimension.SCALAR);
    private static final Wanted SPEED = Wanted.positive("g_R", "Speed in this mode", Dimension.SCALAR);
    private static final Wanted POWER = Wanted.positive("g_P", "Power in this mode", Dimension.SCALAR);

    private static final int MOST_CELLS = 10_000_000;

    Equipment read(Keys keys) {
        return new Equipment(
                shared(SimulationReader.group(keys, "network")),
                SimulationReader.group(keys, "radio").map(EquipmentReader::radio),
                SimulationReader.group(keys, "battery").map(EquipmentReader::battery),
                SimulationReader.group(keys, "aggregator").map(EquipmentReader::aggregator),
                SimulationReader.group(keys, "data-parallel").map(EquipmentReader::parallel),
                SimulationReader.group(keys, "power-mode").map(EquipmentReader::gear));
    }

    private static Input required(Keys keys, String key, Wanted wanted) {
        return Inputs.given(keys, key, wanted).orElseGet(() -> Inputs.given(keys.required(key), wanted));
    }

    private static Shared shared(Optional<Keys> given) {
        if (given.isEmpty()) {
            return new Shared(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
        try (Keys keys = given.get()) {
            return new Shared(
                    keys.optional("server").map(EquipmentReader::link),
                    SimulationReader.group(keys, "cells").map(EquipmentReader::cells),
                    keys.optional("metro").map(EquipmentReader::link),
                    keys.optional("core").map(EquipmentReader::link),
                    SimulationReader.group(keys, "access").map(k -> {
                        LinkPower power = power(k).orElseThrow(() -> k.fault(
                                "idle-power",
                                "the power of an access link is not given.",
                                "Maybe {idle-power: 5 W, busy-power: 8 W}."));
                        k.noOthers();
                        return power;
                    }));
        }
    }

    /// `10 Gbit/s`, or a group.
    private static SharedLink link(Node node) {
        if (!(node instanceof Node.Mapping)) {
            return new SharedLink(Inputs.given(node, RATE), false, Optional.empty());
        }
        try (Keys keys = Keys.of(Values.mapping(node))) {
            return new SharedLink(
                    required(keys, "rate", RATE),
                    keys.optional("duplex", k -> keys.word(k, List.of("full", "half")))
                            .map("half"::equals)
                            .orElse(false),
                    power(keys));
        }
    }

    private static Optional<LinkPower> power(Keys keys) {
        Optional<Input> idle = Inputs.given(keys, "idle-power", IDLE);
        Optional<Input> busy = Inputs.given(keys, "busy-power", BUSY);
        if (idle.isEmpty() && busy.isEmpty()) {
            return Optional.empty();
        }
        if (idle.isEmpty() || busy.isEmpty()) {
            keys.required(idle.isEmpty() ? "idle-power" : "busy-power");
        }
        if (idle.orElseThrow().value().value().typical()
                > busy.orElseThrow().value().value().typical()) {
            throw keys.fault("busy-power", "a loaded link uses less than an idle one.", "Maybe the two are swapped.");
        }
        return Optional.of(new LinkPower(idle.get(), busy.get()));
    }

    private static Cells cells(Keys keys) {
        try (keys) {
            Optional<Input> both = Inputs.given(keys, "rate", RATE);
            Optional<Input> up = Inputs.given(keys, "up-rate", RATE);
            Optional<Input> down = Inputs.given(keys, "down-rate", RATE);
            if (both.isPresent() && (up.isPresent() || down.isPresent())) {
                throw keys.fault(
                        "rate",
                        "rate is up-rate and down-rate at once, and one of them is given as well.",
                        "Maybe remove rate.");
            }
            return new Cells(
                    SimulationReader.count(keys, "count", MOST_CELLS, "cells"),
                    both.or(() -> up).orElseGet(() -> required(keys, "up-rate", RATE)),
                    both.or(() -> down).orElseGet(() -> required(keys, "down-rate", RATE)));
        }
    }

    private static Radio radio(Keys keys) {
        try (keys) {
            return new Radio(
                    required(keys, "transmit", TRANSMIT),
                    required(keys, "receive", RECEIVE),
                    SimulationReader.or(Optional.of(keys), "tail", "simulation.radio", TAIL, 0, "no tail is given"),
                    SimulationReader.or(
                            Optional.of(keys), "tail-time", "simulation.radio", TAIL_TIME, 0, "no tail is given"));
        }
    }

    private static Battery battery(Keys keys) {
        try (keys) {
            return new Battery(
                    required(keys, "capacity", CAPACITY),
                    required(keys, "charge", CHARGE),
                    SimulationReader.or(
                            Optional.of(keys),
                            "floor",
                            "simulation.battery",
                            FLOOR,
                            0.2,
                            "a fifth is kept for the owner"),
                    keys.optional("initial").map(Spread::factor).orElse(new Spread(Spread.Shape.UNIFORM, 0.3, 1)),
                    SimulationReader.or(
                            Optional.of(keys),
                            "efficiency",
                            "simulation.battery",
                            EFFICIENCY,
                            1,
                            "no loss of charging is given"));
        }
    }

    private static Aggregator aggregator(Keys keys) {
        try (keys) {
            return new Aggregator(required(keys, "work", WORK), required(keys, "rate", AGGREGATING));
        }
    }

    private static DataParallel parallel(Keys keys) {
        try (keys) {
            return new DataParallel(
                    required(keys, "batch", BATCH),
                    required(keys, "rate", BETWEEN),
                    SimulationReader.or(
                            Optional.of(keys),
                            "latency",
                            "simulation.data-parallel",
                            LATENCY,
                            0,
                            "no latency is given"),
                    SimulationReader.or(
                            Optional.of(keys),
                            "power",
                            "simulation.data-parallel",
                            WAITING,
                            1,
                            "machines spin while they exchange: BERT on 1, 2 and 4 nodes of 8 x A100 draws 3.2 to 3.3 kW a node in all three (Jay 2024)"));
        }
    }

    private static Gear gear(Keys keys) {
        try (keys) {
            return new Gear(
                    keys.optional("name", keys::text).orElse("power mode"),
                    required(keys, "speed", SPEED),
                    required(keys, "power", POWER));
        }
    }
}
