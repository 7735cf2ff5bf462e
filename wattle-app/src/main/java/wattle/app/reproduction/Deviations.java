package wattle.app.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.catalog.Catalog;

/// The documented reasons why a published energy differs from the equations. Each is a rule on policy and quantity that
/// is checked by computing again; a value that no rule explains stays without one.
///
/// Numbers in brackets are sections of `docs/validation/published.md`.
final class Deviations {

    /// E_k at which the all-devices rows of K = 30 agree; the paper does not explain it.
    private static final double SMALLER_DEVICE_ENERGY = 6.7;

    private static final int SMALL_POPULATION = 30;

    private final PublishedCase published;
    private final LawInputs inputs;
    private final Tolerance tolerance;
    private final Catalog catalog;

    Deviations(PublishedCase published, LawInputs inputs, Tolerance tolerance, Catalog catalog) {
        this.published = published;
        this.inputs = inputs;
        this.tolerance = tolerance;
        this.catalog = catalog;
    }

    /// Another way to count, and what it means when it fits.
    private record Reading(String why, Attempt attempt) {}

    /// The first documented reason that fits the published value.
    Optional<String> explain(Attempt attempt) {
        if (isCut(attempt, attempt.rounds().number())) {
            return Optional.of("the paper cuts digits instead of rounding them (2.7.14)");
        }
        List<Reading> readings = readings(attempt);
        for (Reading reading : readings) {
            if (fits(reading.attempt(), reading.attempt().rounds().number())) {
                return Optional.of(reading.why() + ": then "
                        + Numbers.shown(reading.attempt().computed()) + " "
                        + attempt.quantity().unit());
            }
        }
        Optional<String> known = knownCell(attempt);
        if (known.isPresent()) {
            return known;
        }
        Optional<String> within = inRange(attempt);
        for (Reading reading : readings) {
            within = within.or(() -> inRange(reading.attempt()).map(r -> reading.why() + "; with that, " + r));
        }
        return within.or(() -> oneRoundOutside(attempt));
    }

    private boolean fits(Attempt attempt, double rounds) {
        return tolerance.admits(attempt.after(rounds), attempt.published()) || isCut(attempt, rounds);
    }

    /// A value printed without decimals may have lost its zeros, so that nothing can be said of it.
    private static boolean isCut(Attempt attempt, double rounds) {
        return attempt.printed().contains(".") && Numbers.isCut(attempt.after(rounds), attempt.printed());
    }

    /// Other ways to count that the published tables are known to use.
    private List<Reading> readings(Attempt attempt) {
        List<Reading> readings = new ArrayList<>();
        Quantity quantity = attempt.quantity();
        if (inputs.policy() == LearningPolicy.FA_D && !quantity.is(Quantity.TOTAL)) {
            readings.add(new Reading(
                    quantity.is(Quantity.COMMUNICATION)
                            ? "the table counts all K devices as receivers, against eq. (9) (2.7.1)"
                            : "the table counts all K devices as computing, against eq. (9) (2.7.1)",
                    attempt.with(EnergyLaw.of(inputs.as(LearningPolicy.FA), true, catalog))));
        }
        boolean small = inputs.policy().hasServer()
                && inputs.devices().all() == SMALL_POPULATION
                && quantity.is(Quantity.COMPUTING);
        if (small) {
            LawInputs all = inputs.as(LearningPolicy.FA).withDeviceEnergy(SMALLER_DEVICE_ENERGY);
            readings.add(new Reading(
                    "with K = 30 and all devices computing, the table needs E_k = 6.7 J, unexplained (2.7.10)",
                    attempt.with(EnergyLaw.of(all, true, catalog))));
        }
        return readings;
    }

    /// One value is out of line with its row in a way that no rule states; it is matched by what the table says of it.
    private Optional<String> knownCell(Attempt attempt) {
        Given given = published.given();
        boolean here = published.source().contains("Savazzi")
                && inputs.policy() == LearningPolicy.FA_D
                && inputs.devices().all() == 100
                && attempt.quantity().is(Quantity.COMPUTING)
                && given.text("dataset").equals(Optional.of("MNIST"))
                && given.text("distribution").equals(Optional.of("nonIID"))
                && given.number("target_loss").equals(Optional.of(0.1))
                && attempt.fittingRounds() < attempt.span().low();
        return here
                ? Optional.of(
                        "a single value out of line with its row, unexplained: it needs %s rounds, and %s are published (2.7.11)"
                                .formatted(oneDigit(attempt.fittingRounds()), attempt.span()))
                : Optional.empty();
    }

    /// Rounds are published as a range, and the table was computed with others of it than the rule takes.
    private Optional<String> inRange(Attempt attempt) {
        for (RoundsRule rule : RoundsRule.values()) {
            if (fits(attempt, attempt.span().at(rule))) {
                return Optional.of("rounds are published as a range (%s): the value fits their %s (2.8)"
                        .formatted(attempt.span(), rule.label()));
            }
        }
        double needed = attempt.fittingRounds();
        if (needed < attempt.span().low() || needed > attempt.span().high()) {
            return Optional.empty();
        }
        double whole = Math.rint(needed);
        return Optional.of(
                fits(attempt, whole)
                        ? "rounds are published as a range (%s): the value fits n = %s (2.8)"
                                .formatted(attempt.span(), Numbers.shown(whole))
                        : "rounds are published as a range (%s): the value needs n = %s, not a whole number (2.7.11)"
                                .formatted(attempt.span(), oneDigit(needed)));
    }

    /// Consensus rows are known to use rounds just outside their published range.
    private Optional<String> oneRoundOutside(Attempt attempt) {
        if (inputs.policy() != LearningPolicy.CFA) {
            return Optional.empty();
        }
        for (double n : new double[] {attempt.span().low() - 1, attempt.span().high() + 1}) {
            if (n > 0 && fits(attempt, n)) {
                return Optional.of("the value fits n = %s, one round outside the published range (%s) (2.7.11)"
                        .formatted(Numbers.shown(n), attempt.span()));
            }
        }
        return Optional.empty();
    }

    private static String oneDigit(double value) {
        return Numbers.shown(Math.rint(10 * value) / 10);
    }
}
