package wattle.simulation;

import wattle.formula.Formula;

/// The sides of the necessary conditions of Savazzi et al. 2022, section III, for any operands: those of a scenario
/// ([NecessaryConditions]), or plain numbers printed in a paper.
public final class ConditionSides {

    private static final Formula ONE = Formula.constant(1);

    private ConditionSides() {}

    /// `α b(E) / (n K_a b(W))`: raw data over the models exchanged instead of it.
    ///
    /// @param uploadsPerRound `α/n`
    /// @param data `b(E)` of all devices
    /// @param active devices in a round
    /// @param model `b(W)`
    public static Formula uploads(Formula uploadsPerRound, Formula data, Formula active, Formula model) {
        return data.times(uploadsPerRound).over(active.times(model));
    }

    /// Left side of eq. (17): `(EE_D/EE_U) (uploads − 1)`. Equation NC-1.
    public static Formula linksLeft(Formula downOverUp, Formula uploads) {
        return downOverUp.times(uploads.minus(ONE));
    }

    /// Right side of eq. (17): `γ · receivers/K_a`; with as many receivers as senders only γ is left. Equation NC-1.
    public static Formula linksRight(Formula gamma, Formula receivers, Formula active) {
        return gamma.times(receivers).over(active);
    }

    /// Left side of eq. (18), to exceed the neighbours N: `(EE_S/EE_U) · uploads`. Equation NC-2.
    public static Formula sideLeft(Formula sideOverUp, Formula uploads) {
        return sideOverUp.times(uploads);
    }

    /// Right side of eq. (21), to stay above `b(W)/b(E_k)`: `α/n · K/(Γ K_a)`. Equation NC-3.
    ///
    /// @param factor `Γ`: 1 with a server, N between neighbours
    public static Formula sizesRight(Formula uploadsPerRound, Formula devices, Formula factor, Formula active) {
        return uploadsPerRound.times(devices).over(factor.times(active));
    }

    /// Left side of eq. (23): `Σ φ_k CI_k / (1 − β)`. Equation NC-4.
    ///
    /// @param devices the sum over everybody who trains
    /// @param beta aggregation over one centralised round; 0 where it is not stated
    public static Formula computingLeft(Formula devices, Formula beta) {
        return devices.over(ONE.minus(beta));
    }

    /// Right side of eq. (23): `γ CI_0`. Equation NC-4.
    public static Formula computingRight(Formula gamma, Formula central) {
        return gamma.times(central);
    }
}
