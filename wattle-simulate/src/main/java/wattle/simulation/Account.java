package wattle.simulation;

import java.util.ArrayList;
import java.util.List;
import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.run.Activity;
import wattle.run.Place;
import wattle.run.Sector;
import wattle.run.Stage;
import wattle.scenario.PlaceKind;
import wattle.scenario.Scenario.Site;

/// Collects the lines of one paradigm. The only place where a facility's overhead is added, once, to IT energy.
final class Account {

    static final Place NETWORK = new Place("network", Sector.NETWORK);

    private final List<Line> lines = new ArrayList<>();

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /// Energy spent at a site; at a server place the facility's overhead follows in a line of its own.
    void at(Site site, Stage stage, Activity activity, Figure energy) {
        Place place = site.kind().place();
        lines.add(new Line(stage, place, activity, place.sector(), energy, site.grid(), ""));
        if (site.kind() != PlaceKind.DEVICES) {
            overhead(site, stage, place, energy);
        }
    }

    /// Energy of moving data, charged to the grid of whoever transmits.
    void onTheWay(Stage stage, Activity activity, Figure energy, Site transmitter) {
        lines.add(new Line(stage, NETWORK, activity, Sector.NETWORK, energy, transmitter.grid(), ""));
    }

    /// Energy of a transmitter that stands inside a facility, whose overhead it therefore causes as well.
    void onTheWayInside(Stage stage, Activity activity, Figure energy, Site facility) {
        onTheWay(stage, activity, energy, facility);
        overhead(facility, stage, NETWORK, energy);
    }

    /// Energy that a simulation came to, with the carbon intensity of the moments it was spent in; a facility's
    /// overhead follows where the energy is spent inside one.
    void simulated(Line line, java.util.Optional<Site> facility) {
        lines.add(line);
        facility.ifPresent(site -> {
            FacilityOverhead overhead = new Pue(site.pue()).overheadOf(new ItEnergy(line.energy()));
            lines.add(new Line(
                    line.stage(),
                    line.place(),
                    Activity.COOL_AND_CONVERT,
                    Sector.FACILITY,
                    overhead.joules(),
                    line.grid(),
                    ""));
        });
    }

    /// A stage that costs nothing here, and why.
    void none(Stage stage, Place place, Activity activity, String reason) {
        lines.add(Line.none(stage, place, activity, reason));
    }

    private void overhead(Site site, Stage stage, Place place, Figure energy) {
        FacilityOverhead overhead = new Pue(site.pue()).overheadOf(new ItEnergy(energy));
        lines.add(
                new Line(stage, place, Activity.COOL_AND_CONVERT, Sector.FACILITY, overhead.joules(), site.grid(), ""));
    }

    /// `E = P · t · m`, with a name.
    static Figure powerTimes(Formula power, Formula time, Formula machines, String label, Equation equation) {
        return power.times(time).times(machines).named("E", label, equation);
    }
}
