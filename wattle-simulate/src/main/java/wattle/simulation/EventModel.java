package wattle.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.formula.Unit;
import wattle.quantity.Dimension;
import wattle.run.Activity;
import wattle.run.Place;
import wattle.run.Stage;
import wattle.scenario.Machine.Compute;
import wattle.scenario.ParadigmKind;
import wattle.scenario.PlaceKind;
import wattle.scenario.Policy.Idle;
import wattle.scenario.Scenario.Site;
import wattle.simulation.learning.Post;
import wattle.simulation.learning.Post.Role;

/// One paradigm with one cadence, simulated: the account of the closed form in which the lines of training and
/// exchanging come from events, and those of the rest of the life cycle from the same formulas as ever.
final class EventModel {

    private static final Unit INTENSITY = Unit.of(Dimension.CARBON_INTENSITY);

    private final Setting setting;
    private final ParadigmKind kind;
    private final EventInputs inputs;
    private final Leaves leaves = new Leaves();
    private final EventPlay play;
    private final ParadigmModel model;

    EventModel(Setting setting, ParadigmKind kind) {
        this.setting = setting;
        this.kind = kind;
        this.inputs = new EventInputs(setting, kind);
        this.play = new EventPlay(setting, kind, inputs, overheads());
        this.model = build();
    }

    ParadigmModel model() {
        return model;
    }

    Leaves leaves() {
        return leaves;
    }

    EventPlay play() {
        return play;
    }

    private Map<Post, Formula> overheads() {
        Map<Post, Formula> overheads = new EnumMap<>(Post.class);
        for (Post post : Post.values()) {
            boolean exists = switch (post.role()) {
                case DEVICES, NETWORK_UP, NETWORK_EDGE, NETWORK_SERVER -> true;
                case EDGE -> kind == ParadigmKind.HIERARCHICAL;
                case SERVER, NETWORK_DOWN -> kind != ParadigmKind.LOCAL && kind != ParadigmKind.DECENTRALISED;
            };
            if (exists) {
                facility(post).ifPresent(site -> overheads.put(post, site.pue()));
            }
        }
        return overheads;
    }

    private ParadigmModel build() {
        Site home = kind.isCentralised() ? setting.site(Centralised.placeOf(kind)) : setting.devices();
        Account account = new Account();
        Machines machines = new Machines(setting, account);
        LifeCycle life = new LifeCycle(setting, account, machines);
        life.beforeTraining(home);
        for (Post post : posts()) {
            write(account, post);
        }
        reasons(account, home);
        hold(machines);
        life.afterTraining(home, !kind.isCentralised());
        machines.chargeDedicatedIdle();
        Figure time = leaves.leaf(
                        "T_sim",
                        "Time of the first training",
                        Unit.SECOND,
                        p -> p.first().endS() - p.first().startS())
                .named("T", "Time to target", Equation.EV_7);
        Figure rounds = leaves.leaf(
                        "n_sim",
                        "Rounds that were held",
                        Unit.ONE,
                        p -> p.first().rounds())
                .named("n", kind.isCentralised() ? "Epochs" : "Rounds", Equation.EV_3);
        return new Finish(setting, account, machines, life).model(kind, home, rounds, time, trained(home), moves());
    }

    /// The posts that can be written to, given what the scenario has.
    private List<Post> posts() {
        List<Post> posts = new ArrayList<>();
        boolean share = setting.scenario().policy().idle() == Idle.SHARE;
        if (kind.isCentralised()) {
            posts.add(Post.CENTRAL_TRAIN);
            posts.add(Post.UP);
            if (share) {
                posts.add(Post.CENTRAL_IDLE);
            }
            if (setting.scenario().simulation().equipment().parallel().isPresent()) {
                posts.add(Post.CENTRAL_WAIT);
            }
            if (play.evaluatesCentrally()) {
                posts.add(Post.CENTRAL_EVALUATE);
                if (share) {
                    posts.add(Post.CENTRAL_EVALUATE_IDLE);
                }
            }
        } else {
            onDevices(posts, share);
        }
        if (kind != ParadigmKind.LOCAL) {
            equipment(posts);
        }
        return posts;
    }

    private void onDevices(List<Post> posts, boolean share) {
        posts.add(Post.TRAIN);
        if (share) {
            posts.add(Post.TRAIN_IDLE);
        }
        if (inputs.evaluates()) {
            posts.add(Post.EVALUATE);
            if (share) {
                posts.add(Post.EVALUATE_IDLE);
            }
        }
        if (kind == ParadigmKind.LOCAL) {
            return;
        }
        boolean sleep = kind == ParadigmKind.FEDERATED_SLEEP || kind == ParadigmKind.DECENTRALISED;
        if (setting.chargesWaiting()) {
            posts.add(Post.WAIT);
            if (!sleep) {
                posts.add(Post.INACTIVE);
            }
        }
        if (sleep) {
            posts.add(Post.SLEEP);
        }
        if (kind == ParadigmKind.DECENTRALISED) {
            posts.add(Post.SIDE);
            return;
        }
        posts.addAll(List.of(Post.UP, Post.DOWN, Post.AGGREGATE));
        if (kind == ParadigmKind.HIERARCHICAL) {
            posts.addAll(List.of(Post.AGGREGATE_EDGE, Post.BACKHAUL_UP, Post.BACKHAUL_DOWN));
        }
    }

    private void equipment(List<Post> posts) {
        var equipment = setting.scenario().simulation().equipment();
        if (equipment.radio().isPresent()) {
            posts.add(Post.TRANSMIT);
            if (!kind.isCentralised()) {
                posts.addAll(List.of(Post.RECEIVE, Post.TAIL));
            }
        }
        if (equipment.battery().isPresent() && !kind.isCentralised()) {
            posts.add(Post.CHARGE);
        }
        var shared = equipment.shared();
        boolean byPower = shared.access().isPresent()
                || java.util.stream.Stream.of(shared.server(), shared.metro(), shared.core())
                        .anyMatch(l -> l.flatMap(wattle.scenario.Simulation.SharedLink::power)
                                .isPresent());
        if (byPower) {
            posts.add(Post.LINK_IDLE);
        }
    }

    private void write(Account account, Post post) {
        Place place = place(post.role());
        Figure energy = leaves.leaf(
                        "E_sim", post.label(), Unit.JOULE, p -> p.books().joules(post))
                .named("E", post.label(), Equation.EV_1);
        Formula grid = leaves.leaf("CI_sim", "Carbon intensity when it was spent", INTENSITY, p -> p.intensity(post))
                .named("CI", "Carbon intensity when it was spent", Equation.EV_8);
        account.simulated(
                new Line(post.stage(), place, post.activity(), place.sector(), energy, grid, ""), facility(post));
    }

    private Place place(Role role) {
        return switch (role) {
            case DEVICES -> setting.devices().kind().place();
            case NETWORK_UP, NETWORK_DOWN, NETWORK_EDGE, NETWORK_SERVER -> Account.NETWORK;
            case EDGE -> PlaceKind.EDGE.place();
            case SERVER -> serverSite().kind().place();
        };
    }

    private Site serverSite() {
        return kind.isCentralised() ? setting.site(Centralised.placeOf(kind)) : setting.server();
    }

    private Optional<Site> facility(Post post) {
        return switch (post.role()) {
            case SERVER -> Optional.of(serverSite());
            case EDGE -> Optional.of(setting.site(PlaceKind.EDGE));
            case NETWORK_DOWN -> inputs.link().transmitterInFacility() ? Optional.of(downSite()) : Optional.empty();
            case DEVICES, NETWORK_UP, NETWORK_EDGE, NETWORK_SERVER -> Optional.empty();
        };
    }

    /// Whoever transmits to the devices.
    private Site downSite() {
        return kind == ParadigmKind.HIERARCHICAL ? setting.site(PlaceKind.EDGE) : serverSite();
    }

    /// Stages without cost, with the reason, as in the closed form.
    private void reasons(Account account, Site home) {
        if (kind == ParadigmKind.LOCAL) {
            account.none(Stage.TRANSFER, Account.NETWORK, Activity.TRANSMIT, "nothing leaves the device");
            account.none(Stage.AGGREGATE, home.kind().place(), Activity.COMPUTE, "nothing is aggregated");
        } else if (kind.isCentralised()) {
            account.none(Stage.AGGREGATE, home.kind().place(), Activity.COMPUTE, "one place holds all data");
        } else if (kind == ParadigmKind.DECENTRALISED) {
            account.none(
                    Stage.AGGREGATE,
                    home.kind().place(),
                    Activity.COMPUTE,
                    "averaging N models is N multiply-adds per parameter, below a thousandth of a training pass");
        }
        boolean tests = kind.isCentralised() ? play.evaluatesCentrally() : inputs.evaluates();
        if (!tests) {
            account.none(
                    Stage.EVALUATE,
                    home.kind().place(),
                    Activity.COMPUTE,
                    "the stated time of a round is taken to include evaluation");
        }
    }

    private void hold(Machines machines) {
        if (kind.isCentralised()) {
            machines.held(
                    serverSite().kind(),
                    leaves.leaf(
                            "t_busy",
                            "Machine time of training",
                            Unit.SECOND,
                            p -> p.books().busyS(Role.SERVER)));
        } else {
            machines.held(
                    PlaceKind.DEVICES,
                    leaves.leaf(
                            "t_busy",
                            "Device time of training",
                            Unit.SECOND,
                            p -> p.books().busyS(Role.DEVICES)));
        }
    }

    private Trained trained(Site home) {
        Optional<Formula.Input> train = setting.task().model().train();
        if (train.isEmpty() || !(home.machine().compute() instanceof Compute.FromWork(var _, var peak))) {
            return new Trained(Optional.empty(), Optional.empty());
        }
        Formula items = kind == ParadigmKind.LOCAL || kind.isCentralised()
                ? setting.task().data().items()
                : setting.task()
                        .data()
                        .items()
                        .times(setting.scenario().training().localEpochs());
        Formula flops = leaves.leaf(
                        "u", "Passes over one device's items that counted", Unit.ONE, EventPlay.Played::usefulPasses)
                .times(items)
                .times(train.get());
        Formula machineTime = leaves.leaf(
                "t_held", "Machine time from the first to the last round", Unit.SECOND, EventPlay.Played::heldS);
        return new Trained(
                Optional.of(flops),
                Optional.of(flops.over(peak.times(machineTime))
                        .named("η_c", "Achieved over peak FLOP/s while training", Equation.EF_3)));
    }

    private Moves moves() {
        return new Moves(
                leaves.leaf(
                        "b_up",
                        "Bits sent up in training",
                        Unit.BIT,
                        p -> p.census().upBits()),
                leaves.leaf(
                        "b_down",
                        "Bits sent down in training",
                        Unit.BIT,
                        p -> p.census().downBits()),
                leaves.leaf(
                        "b_side",
                        "Bits between neighbours",
                        Unit.BIT,
                        p -> p.census().sideBits()));
    }
}
