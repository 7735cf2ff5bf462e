package wattle.simulation;

import wattle.formula.Formula.Figure;
import wattle.run.Activity;
import wattle.run.Stage;
import wattle.scenario.Network.Link;
import wattle.scenario.PlaceKind;

/// Writes energy of moving data into the account: up is charged to the devices' grid, down to the grid of the
/// server
/// that transmits, and to its facility where the link says that the transmitter stands inside.
final class Links {

    private final Setting setting;
    private final Account account;

    Links(Setting setting, Account account) {
        this.setting = setting;
        this.account = account;
    }

    void up(PlaceKind to, Stage stage, Figure energy) {
        account.onTheWay(stage, Activity.TRANSMIT, energy, setting.devices());
    }

    void down(PlaceKind from, Stage stage, Figure energy) {
        Link link = setting.scenario().network().to(from);
        if (link.transmitterInFacility()) {
            account.onTheWayInside(stage, Activity.RECEIVE, energy, setting.site(from));
        } else {
            account.onTheWay(stage, Activity.RECEIVE, energy, setting.site(from));
        }
    }
}
