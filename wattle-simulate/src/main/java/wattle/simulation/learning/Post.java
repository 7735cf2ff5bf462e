package wattle.simulation.learning;

import wattle.run.Activity;
import wattle.run.Stage;

/// The lines an event simulation writes to: where and when energy was spent, doing what. One post for each cause, so
/// that waiting, idling, losses and overhead stay visible.
public enum Post {
    TRAIN(Stage.TRAIN, Role.DEVICES, Activity.COMPUTE, "Training on the devices"),
    TRAIN_IDLE(Stage.TRAIN, Role.DEVICES, Activity.IDLE, "Idle time charged by utilisation"),
    EVALUATE(Stage.EVALUATE, Role.DEVICES, Activity.COMPUTE, "Evaluating on the devices"),
    EVALUATE_IDLE(Stage.EVALUATE, Role.DEVICES, Activity.IDLE, "Idle time charged by utilisation"),
    WAIT(Stage.TRAIN, Role.DEVICES, Activity.WAIT, "Participants waiting for models and for each other"),
    INACTIVE(Stage.TRAIN, Role.DEVICES, Activity.WAIT, "Inactive devices awake"),
    SLEEP(Stage.TRAIN, Role.DEVICES, Activity.SLEEP, "Inactive devices in deep sleep"),
    TRANSMIT(Stage.TRANSFER, Role.DEVICES, Activity.TRANSMIT, "Radios sending"),
    RECEIVE(Stage.TRANSFER, Role.DEVICES, Activity.RECEIVE, "Radios receiving"),
    TAIL(Stage.TRANSFER, Role.DEVICES, Activity.IDLE, "Radios up after a transfer"),
    CHARGE(Stage.TRAIN, Role.DEVICES, Activity.COOL_AND_CONVERT, "Lost in charging batteries"),
    UP(Stage.TRANSFER, Role.NETWORK_UP, Activity.TRANSMIT, "Sending up"),
    DOWN(Stage.TRANSFER, Role.NETWORK_DOWN, Activity.RECEIVE, "Sending down"),
    SIDE(Stage.TRANSFER, Role.NETWORK_UP, Activity.TRANSMIT, "Sending models to neighbours"),
    BACKHAUL_UP(Stage.TRANSFER, Role.NETWORK_EDGE, Activity.TRANSMIT, "Aggregators to server"),
    BACKHAUL_DOWN(Stage.TRANSFER, Role.NETWORK_SERVER, Activity.RECEIVE, "Server to aggregators"),
    LINK_IDLE(Stage.TRANSFER, Role.NETWORK_UP, Activity.IDLE, "Links switched on"),
    AGGREGATE(Stage.AGGREGATE, Role.SERVER, Activity.COMPUTE, "Aggregating at the server"),
    AGGREGATE_EDGE(Stage.AGGREGATE, Role.EDGE, Activity.COMPUTE, "Aggregating at the edge"),
    CENTRAL_TRAIN(Stage.TRAIN, Role.SERVER, Activity.COMPUTE, "Training on all data"),
    CENTRAL_IDLE(Stage.TRAIN, Role.SERVER, Activity.IDLE, "Idle time charged by utilisation"),
    CENTRAL_WAIT(Stage.TRAIN, Role.SERVER, Activity.WAIT, "Machines exchanging gradients"),
    CENTRAL_EVALUATE(Stage.EVALUATE, Role.SERVER, Activity.COMPUTE, "Evaluating after each epoch"),
    CENTRAL_EVALUATE_IDLE(Stage.EVALUATE, Role.SERVER, Activity.IDLE, "Idle time charged by utilisation");

    /// Who spends it, and on whose grid.
    public enum Role {
        DEVICES,
        /// Links, on the grid of the devices.
        NETWORK_UP,
        /// Links, on the grid of the place that devices receive from.
        NETWORK_DOWN,
        /// Links, on the grid of the aggregators.
        NETWORK_EDGE,
        /// Links, on the grid of the server.
        NETWORK_SERVER,
        EDGE,
        SERVER
    }

    private final Stage stage;
    private final Role role;
    private final Activity activity;
    private final String label;

    Post(Stage stage, Role role, Activity activity, String label) {
        this.stage = stage;
        this.role = role;
        this.activity = activity;
        this.label = label;
    }

    public Stage stage() {
        return stage;
    }

    public Role role() {
        return role;
    }

    public Activity activity() {
        return activity;
    }

    /// As a person says it.
    public String label() {
        return label;
    }
}
