package wattle.scenario;

import java.util.List;
import wattle.formula.Formula.Input;

/// A scenario with every value resolved: given in the file, taken from the catalogue, or a named default.
///
/// @param heading name, file and digest
/// @param task what is to be learned and served
/// @param places where machines stand
/// @param network links between them
/// @param training how learning proceeds
/// @param paradigms the kinds to compare, in the order of the file
/// @param assumptions policies, what storing costs, and what only a simulation knows
public record Scenario(
        Heading heading,
        Task task,
        Places places,
        Network network,
        Training training,
        List<ParadigmKind> paradigms,
        Assumptions assumptions) {

    /// Copies the list.
    public Scenario {
        paradigms = List.copyOf(paradigms);
    }

    /// The named policies in force.
    public Policy policy() {
        return assumptions.policy();
    }

    /// What keeping data costs.
    public Storage storage() {
        return assumptions.storage();
    }

    /// What only the event simulation knows.
    public Simulation simulation() {
        return assumptions.simulation();
    }

    /// @param policy the named policies in force
    /// @param storage what keeping data costs
    /// @param simulation what only the event simulation knows
    public record Assumptions(Policy policy, Storage storage, Simulation simulation) {}

    /// @param powerPerByte W per byte kept, as J/(s B); given in the catalogue in W/TB
    /// @param copies of each byte in a server place; devices keep one
    public record Storage(Input powerPerByte, Input copies) {}

    /// @param name of the scenario
    /// @param question one sentence; computed from the task when the file gives none
    /// @param file name without folder
    /// @param digest first 16 hex digits of the SHA-256 of the file and the catalogue entries it uses
    public record Heading(String name, String question, String file, String digest) {}

    /// Everything said about one machine room, tower or group of devices.
    ///
    /// @param kind which of the four kinds of place
    /// @param count machines, one or more
    /// @param machine what stands there
    /// @param grid carbon intensity of its electricity
    /// @param pue facility energy over IT energy; exactly 1 for devices
    /// @param utilisation share of powered-on time in which the machine serves anybody; above 0, at most 1
    public record Site(PlaceKind kind, Input count, Machine machine, Input grid, Input pue, Input utilisation) {}
}
