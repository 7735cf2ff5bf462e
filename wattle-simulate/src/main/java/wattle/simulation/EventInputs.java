package wattle.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import wattle.formula.Formula;
import wattle.scenario.Network.Link;
import wattle.scenario.ParadigmKind;
import wattle.scenario.PlaceKind;
import wattle.scenario.Policy.Idle;
import wattle.scenario.Policy.Who;
import wattle.scenario.Scenario.Site;
import wattle.scenario.Simulation;
import wattle.scenario.Simulation.LinkPower;
import wattle.scenario.Simulation.SharedLink;
import wattle.scenario.Training.Aggregation;
import wattle.simulation.learning.Fleet;
import wattle.simulation.learning.World;

/// Turns one paradigm of a scenario into the plain numbers that a simulation runs on. The formulas are those of the
/// closed form, asked for once; each evaluation only looks their values up.
final class EventInputs {

    private static final Formula ONE = Formula.constant(1);
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final Setting setting;
    private final ParadigmKind kind;
    private final Simulation simulation;
    private final List<Formula> asked = new ArrayList<>();
    private final Site devices;
    private final Link link;
    private final Formula trainTime;
    private final Optional<Formula> evaluateTime;
    private final Optional<Formula> roundEnergy;
    private final Optional<Formula> edgeRoundEnergy;

    EventInputs(Setting setting, ParadigmKind kind) {
        this.setting = setting;
        this.kind = kind;
        this.simulation = setting.scenario().simulation();
        this.devices = setting.devices();
        this.link = linkOf();
        Formula pass = Passes.training(
                devices, setting.task().model(), setting.task().data().items(), ONE);
        this.trainTime = ask(
                kind == ParadigmKind.LOCAL
                        ? pass
                        : setting.scenario().training().localEpochs().times(pass));
        Formula held = setting.task()
                .data()
                .items()
                .times(setting.scenario().training().quality().evaluationShare());
        this.evaluateTime =
                Passes.evaluation(devices, setting.task().model(), held, ONE).map(this::ask);
        boolean served = kind != ParadigmKind.LOCAL && kind != ParadigmKind.DECENTRALISED && !kind.isCentralised();
        this.roundEnergy = served ? perRound(setting.server()) : Optional.empty();
        this.edgeRoundEnergy =
                kind == ParadigmKind.HIERARCHICAL ? perRound(setting.site(PlaceKind.EDGE)) : Optional.empty();
        askForTheRest();
    }

    private Link linkOf() {
        var network = setting.scenario().network();
        return switch (kind) {
            case LOCAL, DECENTRALISED ->
                network.side().orElseGet(() -> network.to(setting.server().kind()));
            case CLOUD, ON_PREMISES, EDGE -> network.to(Centralised.placeOf(kind));
            case FEDERATED, FEDERATED_SLEEP -> network.to(setting.server().kind());
            case HIERARCHICAL -> network.to(PlaceKind.EDGE);
        };
    }

    /// Everything that [#world] looks up, asked for by building it once with typical values.
    private void askForTheRest() {
        world(
                formula -> {
                    ask(formula);
                    return 1;
                },
                Fleet.alike(1));
    }

    private Formula ask(Formula formula) {
        asked.add(formula);
        return formula;
    }

    /// The formulas that are looked up.
    List<Formula> asked() {
        return asked;
    }

    private Optional<Formula> perRound(Site site) {
        return switch (setting.scenario().training().aggregation()) {
            case Aggregation.Share(var beta) -> {
                Formula pass = Passes.training(site, setting.task().model(), setting.allItems(), site.count());
                yield Optional.of(
                        ask(beta.times(site.machine().power().times(pass).times(site.count()))));
            }
            case Aggregation.PerRound(var each) -> Optional.of(ask(each));
            case Aggregation.Service _ -> Optional.empty();
        };
    }

    /// Time of training in one round on one device of factor 1.
    Formula trainTime() {
        return trainTime;
    }

    /// Whether evaluation has a time of its own.
    boolean evaluates() {
        return evaluateTime.isPresent();
    }

    Link link() {
        return link;
    }

    World world(ToDoubleFunction<Formula> value, Fleet fleet) {
        return new World(
                fleet, device(value), wires(value, fleet), server(value), rules(value, fleet), exchange(value));
    }

    private World.Device device(ToDoubleFunction<Formula> value) {
        var machine = devices.machine();
        double speed = simulation
                .equipment()
                .gear()
                .map(g -> value.applyAsDouble(g.speed()))
                .orElse(1.0);
        double power = simulation
                .equipment()
                .gear()
                .map(g -> value.applyAsDouble(g.power()))
                .orElse(1.0);
        boolean share = setting.scenario().policy().idle() == Idle.SHARE;
        return new World.Device(
                power * value.applyAsDouble(machine.power()),
                value.applyAsDouble(machine.idle()),
                value.applyAsDouble(machine.sleep()),
                new World.Charged(
                        share ? 1 / value.applyAsDouble(devices.utilisation()) - 1 : 0,
                        setting.chargesWaiting(),
                        inactive()),
                value.applyAsDouble(trainTime) / speed,
                evaluateTime.map(value::applyAsDouble).orElse(0.0) / speed,
                simulation
                        .equipment()
                        .radio()
                        .map(r -> new World.Radio(
                                value.applyAsDouble(r.transmit()),
                                value.applyAsDouble(r.receive()),
                                value.applyAsDouble(r.tail()),
                                value.applyAsDouble(r.tailTime())))
                        .orElse(World.Radio.NONE));
    }

    private World.Inactive inactive() {
        return switch (kind) {
            case FEDERATED, HIERARCHICAL -> World.Inactive.AWAKE;
            case FEDERATED_SLEEP, DECENTRALISED -> World.Inactive.ASLEEP;
            case LOCAL, CLOUD, ON_PREMISES, EDGE -> World.Inactive.FREE;
        };
    }

    private World.Wires wires(ToDoubleFunction<Formula> value, Fleet fleet) {
        return new World.Wires(
                value.applyAsDouble(link.upRate()),
                value.applyAsDouble(link.downRate()),
                value.applyAsDouble(link.latency()),
                cost(value, fleet),
                shared(value));
    }

    private World.Cost cost(ToDoubleFunction<Formula> value, Fleet fleet) {
        double up = value.applyAsDouble(link.up());
        double down = value.applyAsDouble(link.down());
        Optional<LinkPower> access = simulation.equipment().shared().access();
        double load = access.map(p -> value.applyAsDouble(p.busy()) - value.applyAsDouble(p.idle()))
                .orElse(0.0);
        double idle = access.map(p -> value.applyAsDouble(p.idle())).orElse(0.0) * fleet.size();
        double perBit = 0;
        for (Optional<SharedLink> each : List.of(
                simulation.equipment().shared().server(),
                simulation.equipment().shared().metro(),
                simulation.equipment().shared().core())) {
            if (each.isPresent() && each.get().power().isPresent()) {
                LinkPower power = each.get().power().get();
                double idleW = value.applyAsDouble(power.idle());
                idle += idleW;
                perBit += (value.applyAsDouble(power.busy()) - idleW)
                        / value.applyAsDouble(each.get().rate());
            }
        }
        boolean byPower = access.isPresent();
        return new World.Cost((byPower ? 0 : up) + perBit, (byPower ? 0 : down) + perBit, load, idle);
    }

    private World.Shared shared(ToDoubleFunction<Formula> value) {
        var shared = simulation.equipment().shared();
        List<Double> above = java.util.stream.Stream.of(shared.metro(), shared.core())
                .flatMap(Optional::stream)
                .map(l -> value.applyAsDouble(l.rate()))
                .toList();
        return new World.Shared(
                shared.server().map(l -> value.applyAsDouble(l.rate())).orElse(NEVER),
                shared.server().map(SharedLink::half).orElse(false),
                shared.cells().map(Simulation.Cells::count).orElse(0),
                shared.cells().map(c -> value.applyAsDouble(c.up())).orElse(0.0),
                shared.cells().map(c -> value.applyAsDouble(c.down())).orElse(0.0),
                above);
    }

    private World.Server server(ToDoubleFunction<Formula> value) {
        boolean edges = kind == ParadigmKind.HIERARCHICAL;
        double service = roundEnergy.isEmpty()
                        && setting.scenario().training().aggregation() instanceof Aggregation.Service(var power)
                ? value.applyAsDouble(power)
                : 0;
        return new World.Server(
                service,
                roundEnergy.map(value::applyAsDouble).orElse(0.0),
                edgeRoundEnergy.map(value::applyAsDouble).orElse(0.0),
                simulation
                        .equipment()
                        .aggregator()
                        .map(a -> value.applyAsDouble(a.work()) / value.applyAsDouble(a.rate()))
                        .orElse(0.0),
                edges
                        ? Math.max(1, (int) Math.round(
                                value.applyAsDouble(setting.site(PlaceKind.EDGE).count())))
                        : 0,
                simulation.mode().edgeRounds(),
                edges ? backhaul(value) : World.Backhaul.NONE);
    }

    private World.Backhaul backhaul(ToDoubleFunction<Formula> value) {
        Link backhaul = setting.scenario().network().edgeToServer().orElseThrow();
        double bits = value.applyAsDouble(setting.task().model().exchanged());
        double latency = value.applyAsDouble(backhaul.latency());
        return new World.Backhaul(
                bits / value.applyAsDouble(backhaul.upRate()) + latency,
                bits / value.applyAsDouble(backhaul.downRate()) + latency,
                bits * value.applyAsDouble(backhaul.up()),
                bits * value.applyAsDouble(backhaul.down()));
    }

    private World.Rules rules(ToDoubleFunction<Formula> value, Fleet fleet) {
        var participation = simulation.participation();
        double wanted = value.applyAsDouble(setting.active());
        int active = Math.clamp(Math.round(wanted), 1, Math.max(1, fleet.size()));
        double over = value.applyAsDouble(participation.chosen());
        int asked = (int) Math.clamp(Math.ceil(active * (1 + over) - 1e-9), 1, (double) Math.max(1, fleet.size()));
        return new World.Rules(
                active,
                asked,
                kind == ParadigmKind.FEDERATED && setting.scenario().policy().trainers() == Who.ALL,
                participation.deadline().map(value::applyAsDouble).orElse(NEVER),
                value.applyAsDouble(participation.least()),
                value.applyAsDouble(participation.dropout()),
                new World.Convergence(
                        value.applyAsDouble(simulation.surroundings().participation()),
                        simulation
                                .surroundings()
                                .mostRounds()
                                .map(value::applyAsDouble)
                                .orElse(NEVER)));
    }

    /// Equation EV-6: a kept parameter is sent with the 32 bits of its place, unless all are kept.
    private World.Exchange exchange(ToDoubleFunction<Formula> value) {
        var exchange = simulation.exchange();
        double model = value.applyAsDouble(setting.task().model().exchanged());
        double bits = value.applyAsDouble(exchange.bits());
        double kept = value.applyAsDouble(exchange.kept());
        double sparse = kept < 1 ? Math.min(bits / 32, kept * (bits + 32) / 32) : bits / 32;
        return new World.Exchange(
                model * sparse,
                model * value.applyAsDouble(exchange.downBits()) / 32,
                value.applyAsDouble(exchange.perPeer()),
                !kind.isCentralised() && setting.scenario().policy().receivers() == Who.ALL);
    }
}
