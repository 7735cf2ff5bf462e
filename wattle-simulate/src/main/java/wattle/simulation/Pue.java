package wattle.simulation;

import wattle.formula.Equation;
import wattle.formula.Formula;
import wattle.formula.Formula.Input;

/// Power usage effectiveness: facility energy divided by IT energy over the same period.
///
/// Source: ISO/IEC 30134-2, "Power usage effectiveness (PUE)".
///
/// @param ratio dimensionless, at least 1
record Pue(Input ratio) {

    /// `E_over = (γ − 1) · E_IT`. Equation FP-1.
    FacilityOverhead overheadOf(ItEnergy it) {
        return new FacilityOverhead(ratio.minus(Formula.constant(1))
                .times(it.joules())
                .named("E_over", "Cooling and conversion", Equation.FP_1));
    }
}
