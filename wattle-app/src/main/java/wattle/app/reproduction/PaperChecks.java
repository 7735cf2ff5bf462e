package wattle.app.reproduction;

import java.util.List;
import java.util.Optional;
import wattle.app.reproduction.Check.Result;
import wattle.formula.Formula;
import wattle.quantity.Dimension;
import wattle.simulation.ConditionSides;

/// Checks that name an equation of Savazzi et al. 2022, or write one out. Both sides of the conditions are the ones
/// that Wattle's answers use.
final class PaperChecks {

    /// γ of the paper's data centre, section IV: where a case of it gives none.
    static final double PUE = 1.67;

    private static final Formula ONE = Formula.constant(1);

    static final List<Check> ALL = List.of(
            new Check(Check.names("(17)"), List.of("n", "K", "Ka"), PaperChecks::links),
            new Check(Check.names("(18)"), List.of("n", "Ka"), PaperChecks::side),
            new Check(Check.names("(21)"), List.of("K"), PaperChecks::sizes),
            new Check(Check.names("(23)"), List.of("K", "phi"), PaperChecks::computing),
            new Check(Check.names("(15)"), List.of("Pk", "Tk", "P0", "T0"), PaperChecks::relativeCost),
            new Check(
                    Check.names("EE_D/EE_U"),
                    List.of("EE_D", "EE_U"),
                    g -> Result.of(downOverUp(g).orElseThrow())),
            new Check(Check.names("b(W)/b(E_k)"), List.of(), g -> Result.of(1 / dataOverModel(g))),
            new Check(Check.names("1/(P0*T0*B)"), List.of("P0", "T0", "B"), g -> Result.of(1 / energy(g, "P0", "T0"))),
            new Check(Check.names("1/(Pk*Tk*B)"), List.of("Pk", "Tk", "B"), g -> Result.of(1 / energy(g, "Pk", "Tk"))),
            new Check(Check.names("Pk*Tk*B"), List.of("Pk", "Tk", "B"), g -> Result.of(energy(g, "Pk", "Tk"))),
            new Check(
                    Check.names("g per retraining * 365"),
                    List.of("g_per_stage"),
                    g -> Result.of(g.number("g_per_stage").orElseThrow() * 365 / 1000)),
            new Check(Check.names("1/((1-s)+s/c)"), List.of("comm_share", "compression"), PaperChecks::compression));

    private PaperChecks() {}

    /// The least `EE_D/EE_U` of eq. (17), in the form of FA: `γ K/K_a` over what is left of the uploads.
    private static Result links(Given given) {
        double bound = linkBound(given, number(given, "n"), number(given, "K"));
        return Result.condition(bound, downOverUp(given).map(ratio -> ratio > bound));
    }

    /// Eq. (17) for other rounds or receivers.
    static double linkBound(Given given, double rounds, double receivers) {
        Formula active = constant(given, "Ka");
        Formula left = ConditionSides.linksLeft(ONE, uploads(given, rounds));
        Formula right = ConditionSides.linksRight(
                Formula.constant(given.number("gamma", "PUE_gamma", "PUE").orElse(PUE)),
                Formula.constant(receivers),
                active);
        return Check.evaluate(right.over(left));
    }

    /// The rounds at which eq. (17) gives a bound: `uploads = 1 + γ K/(K_a · bound)`.
    static double roundsOf(Given given, double bound) {
        double afterOne = Check.evaluate(uploads(given, 1));
        double right =
                number(given, "K") * given.number("gamma", "PUE_gamma", "PUE").orElse(PUE) / number(given, "Ka");
        return afterOne / (1 + right / bound);
    }

    private static Formula uploads(Given given, double rounds) {
        return ConditionSides.uploads(
                Formula.constant(given.number("alpha").orElse(1.0)).over(Formula.constant(rounds)),
                Formula.constant(dataOverModel(given) * given.number("K").orElse(1.0)),
                constant(given, "Ka"),
                ONE);
    }

    private static Result side(Given given) {
        double uploads = Check.evaluate(uploads(given, number(given, "n")));
        double neighbours = given.number("N_neighbours", "N").orElse(1.0);
        double bound = neighbours / uploads;
        Optional<Double> ratio = ratio(given, "EE_S", "EE_U");
        return Result.condition(
                bound,
                ratio.map(r -> Check.evaluate(ConditionSides.sideLeft(Formula.constant(r), Formula.constant(uploads)))
                        > neighbours));
    }

    /// The rounds that eq. (21) allows, `n < α b(E_k)/b(W) · K/(Γ K_a)`; without K_a, the bound on `n K_a`.
    private static Result sizes(Given given) {
        Formula bound = ConditionSides.sizesRight(
                Formula.constant(given.number("alpha").orElse(1.0) * dataOverModel(given)),
                constant(given, "K"),
                Formula.constant(given.number("Gamma").orElse(1.0)),
                Formula.constant(given.number("Ka", "K_a").orElse(1.0)));
        double most = Check.evaluate(bound);
        return Result.condition(most, given.number("n").map(n -> n < most));
    }

    /// Eq. (23) with the same carbon intensity everywhere.
    private static Result computing(Given given) {
        double trainers = given.number("Ka", "K_a").orElseGet(() -> number(given, "K"));
        Formula left = ConditionSides.computingLeft(
                Formula.constant(trainers).times(constant(given, "phi")),
                Formula.constant(given.number("beta").orElse(0.0)));
        Formula right = ConditionSides.computingRight(
                Formula.constant(given.number("gamma", "PUE_gamma", "PUE").orElse(PUE)), ONE);
        double sum = Check.evaluate(left);
        return Result.condition(sum, Optional.of(sum < Check.evaluate(right)));
    }

    /// `φ_k = P_k T_k / (P_0 T_0)`, eq. (15).
    private static Result relativeCost(Given given) {
        return Result.of(energy(given, "Pk", "Tk") / energy(given, "P0", "T0"));
    }

    /// `1 / ((1 − s) + s/c)`: what a share s of the total compressed c times makes of the total.
    private static Result compression(Given given) {
        double share = number(given, "comm_share");
        return Result.of(1 / ((1 - share) + share / number(given, "compression")));
    }

    /// `b(E_k)/b(W)`, given as a ratio or as two sizes.
    private static double dataOverModel(Given given) {
        return 1
                / given.positive(Dimension.SCALAR, "", "ratio_bW_bE", "ratio")
                        .orElseGet(() -> given.needed(Dimension.DATA, "bit", "bW")
                                / given.needed(Dimension.DATA, "bit", "bE", "b_Ek", "bEk"));
    }

    private static Optional<Double> downOverUp(Given given) {
        return ratio(given, "EE_D", "EE_U");
    }

    /// Of two efficiencies in bit/J; energies of a bit are the other way up.
    private static Optional<Double> ratio(Given given, String over, String under) {
        Optional<Double> below = given.positive(Dimension.ENERGY_PER_BIT, "bit/J", under);
        return given.positive(Dimension.ENERGY_PER_BIT, "bit/J", over).flatMap(o -> below.map(b -> b / o));
    }

    /// `P T B`; one batch where B is not given.
    private static double energy(Given given, String power, String time) {
        return given.needed(Dimension.POWER, "W", power)
                * given.needed(Dimension.TIME, "s", time)
                * given.number("B").orElse(1.0);
    }

    private static Formula constant(Given given, String name) {
        return Formula.constant(number(given, name));
    }

    private static double number(Given given, String name) {
        return given.needed(Dimension.SCALAR, "", name);
    }
}
