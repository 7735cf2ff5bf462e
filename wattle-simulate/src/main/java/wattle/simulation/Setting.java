package wattle.simulation;

import java.util.Optional;
import wattle.formula.Formula;
import wattle.formula.Formula.Input;
import wattle.scenario.ParadigmKind;
import wattle.scenario.PlaceKind;
import wattle.scenario.Policy.Idle;
import wattle.scenario.Scenario;
import wattle.scenario.Scenario.Site;
import wattle.scenario.Task;
import wattle.scenario.Task.Cadence;
import wattle.scenario.Task.Inference;

/// One scenario with one cadence: what a paradigm builds its formulas from.
///
/// @param scenario everything given
/// @param cadence the one in hand
/// @param refresh what that cadence makes of one training
record Setting(Scenario scenario, Cadence cadence, Refresh refresh) {

    static Setting of(Scenario scenario, Cadence cadence, ParadigmKind kind) {
        return new Setting(scenario, cadence, Refresh.of(scenario.task(), cadence, kind));
    }

    Task task() {
        return scenario.task();
    }

    Site devices() {
        return scenario.places().devices();
    }

    /// The site of a kind.
    ///
    /// @throws IllegalStateException if it is missing: the reader compares only what the places allow
    Site site(PlaceKind kind) {
        return scenario.places()
                .site(kind)
                .orElseThrow(() -> new IllegalStateException("the scenario has no place '" + kind.word() + "'"));
    }

    /// The site of the parameter server.
    Site server() {
        PlaceKind kind = scenario.training()
                .serverPlace()
                .orElseThrow(() -> new IllegalStateException("the scenario has no place for a server"));
        return site(kind);
    }

    /// The number of devices, K.
    Input devicesCount() {
        return devices().count();
    }

    /// Devices in a round, K_a.
    Input active() {
        return scenario.training().active();
    }

    /// Whether every device takes part in every round.
    boolean allActive() {
        return active().equals(devicesCount());
    }

    /// Items of all devices at the start.
    Formula allItems() {
        return devicesCount().times(task().data().items());
    }

    /// Rounds of all trainings, for rounds of the first given by the paradigm.
    Formula allRounds(ParadigmKind kind) {
        return scenario.training().roundsOf(kind).times(refresh.rounds());
    }

    /// Rounds of all trainings weighted with the work each does at a site.
    Formula allWork(ParadigmKind kind, Site site) {
        return scenario.training().roundsOf(kind).times(refresh.workAt(site));
    }

    boolean chargesWaiting() {
        return scenario.policy().idle() != Idle.NONE;
    }

    /// Requests over the horizon, if there is demand.
    Optional<Formula> requests() {
        return task().inference().map(i -> perDay(i).times(task().horizon()));
    }

    private static Formula perDay(Inference inference) {
        return inference.perDay().over(new Formula.Constant(86400, wattle.formula.Unit.SECOND));
    }
}
