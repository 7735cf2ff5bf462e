package wattle.simulation;

import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Figure;
import wattle.formula.Unit;
import wattle.run.Activity;
import wattle.run.Place;
import wattle.run.Sector;
import wattle.run.Stage;

/// One line of a paradigm's account, before numbers are put in.
///
/// @param stage when in the model's life
/// @param place where
/// @param activity doing what
/// @param sector the part of the total it belongs to
/// @param energy in J
/// @param grid carbon intensity where it is spent, in kg/J
/// @param reason why the line is zero; empty when it is counted
public record Line(
        Stage stage, Place place, Activity activity, Sector sector, Figure energy, Formula grid, String reason) {

    /// A line that stands in the account with zero, and says why.
    static Line none(Stage stage, Place place, Activity activity, String reason) {
        Figure nothing = Formula.zero(Unit.JOULE).named("0", reason, Equation.FP_2);
        return new Line(
                stage, place, activity, place.sector(), nothing, Formula.zero(Unit.KILOGRAM.over(Unit.JOULE)), reason);
    }

    /// Whether it adds to the total.
    public boolean counted() {
        return reason.isEmpty();
    }

    /// `train.cloud.compute`.
    public String key() {
        return stage.word() + "." + place.name() + "." + activity.word();
    }
}
