package wattle.app.reproduction;

import java.util.List;
import java.util.Optional;
import wattle.app.reproduction.Cell.Judgement;
import wattle.app.reproduction.Cell.Rounds;
import wattle.app.reproduction.Cell.Value;
import wattle.app.reproduction.PublishedCase.Expected;
import wattle.app.reproduction.RoundsRule.Span;
import wattle.catalog.Catalog;
import wattle.document.InputFault;

/// Replays the cases that name a learning policy: rounds by the rule of the policy, energy by the closed form.
final class EnergyReplay {

    private final Catalog catalog;
    private final boolean asPublished;

    /// @param asPublished whether FA-D sends the model to all devices, as its tables imply against eq. (9)
    EnergyReplay(Catalog catalog, boolean asPublished) {
        this.catalog = catalog;
        this.asPublished = asPublished;
    }

    static boolean takes(PublishedCase published) {
        return published.given().node("policy").isPresent();
    }

    List<Cell> cells(PublishedCase published) {
        String word = published.given().text("policy").orElse("");
        Optional<LearningPolicy> policy = LearningPolicy.named(word);
        if (policy.isEmpty()) {
            return none(
                    published,
                    "no equation is known for the policy '%s'; known are CL, FA, FA-D and CFA".formatted(word));
        }
        List<String> unknown = LawInputs.unknown(published.given(), policy.get());
        if (!unknown.isEmpty()) {
            return none(published, "the case gives no " + String.join(", ", unknown));
        }
        LawInputs inputs = LawInputs.of(published.given(), policy.get());
        return published.expected().stream()
                .map(e -> cell(published, inputs, e))
                .toList();
    }

    private static List<Cell> none(PublishedCase published, String reason) {
        return published.expected().stream()
                .map(e -> Cell.none(published, e.quantity(), e.published(), reason))
                .toList();
    }

    private Cell cell(PublishedCase published, LawInputs inputs, Expected expected) {
        Quantity quantity = expected.quantity();
        if (!quantity.isEnergy()) {
            return Cell.none(published, quantity, expected.published(), notAnEnergy(quantity, inputs));
        }
        Optional<String> lacking = inputs.lacks(quantity);
        if (lacking.isPresent()) {
            return Cell.none(published, quantity, expected.published(), lacking.get());
        }
        if (inputs.policy() == LearningPolicy.CL && quantity.is(Quantity.COMMUNICATION)) {
            return compared(
                    published, inputs, expected, new Span(1, 1), new Rounds(1, "α uploads, whatever the rounds"));
        }
        Given given = published.given();
        if (RoundsRule.unknown(given)) {
            return Cell.none(published, quantity, expected.published(), "the case gives no range of rounds");
        }
        Span span = RoundsRule.span(given);
        Optional<RoundsRule> rule = RoundsRule.of(given, inputs.policy());
        if (rule.isEmpty() && span.low() < span.high()) {
            return Cell.none(
                    published,
                    quantity,
                    expected.published(),
                    "no rule says which of %s rounds a %s table uses; inputs.rounds_rule can state one"
                            .formatted(span, inputs.policy().word()));
        }
        Rounds rounds = new Rounds(
                rule.map(span::at).orElse(span.low()),
                rule.map(RoundsRule::label).orElse("as given"));
        return compared(published, inputs, expected, span, rounds);
    }

    private static String notAnEnergy(Quantity quantity, LawInputs inputs) {
        if (!quantity.is(Quantity.CARBON_DELTA)) {
            return "no equation is known for the quantity '%s' of a policy; known are %s, %s and %s, each with a unit of energy"
                    .formatted(quantity.key(), Quantity.COMMUNICATION, Quantity.COMPUTING, Quantity.TOTAL);
        }
        return inputs.policy() == LearningPolicy.CFA
                ? "needs the carbon of CL, which the paper does not give: one free constant per pair of cells (2.4)"
                : "the paper's FA and FA-D carbon does not follow from its energies, by up to 2 g on MNIST (2.4)";
    }

    private Cell compared(PublishedCase published, LawInputs inputs, Expected expected, Span span, Rounds rounds) {
        Quantity quantity = expected.quantity();
        boolean allReceive = asPublished || inputs.policy() != LearningPolicy.FA_D;
        EnergyLaw law;
        try {
            law = EnergyLaw.of(inputs, allReceive, catalog);
        } catch (InputFault fault) {
            // The case makes a scenario that nobody could compare, such as a link of 1e305 J a bit.
            return Cell.none(published, quantity, expected.published(), fault.what());
        }
        double computed = law.energy(quantity, rounds.number()) / quantity.unitSize();
        if (!Double.isFinite(computed)) {
            return Cell.none(
                    published, quantity, expected.published(), "the numbers given are too large to compute with");
        }
        Judgement judgement = expected.published()
                .number()
                .map(_ -> judge(
                        published,
                        inputs,
                        new Attempt(
                                law,
                                quantity,
                                span,
                                rounds,
                                expected.published().text())))
                .orElseGet(() -> Judgement.none("no number is published to compare with"));
        return new Cell(
                published.file(),
                published.id(),
                quantity,
                expected.published(),
                Value.of(computed),
                judgement,
                Optional.of(rounds));
    }

    private Judgement judge(PublishedCase published, LawInputs inputs, Attempt attempt) {
        Tolerance tolerance = Tolerance.stated(published.tolerance(), attempt.quantity(), attempt.published())
                .orElseGet(() -> Tolerance.usual(attempt.quantity(), attempt.printed()));
        if (tolerance.admits(attempt.computed(), attempt.published())) {
            return new Judgement(Optional.of(tolerance), Optional.of(true), Optional.empty());
        }
        Deviations deviations = new Deviations(published, inputs, tolerance, catalog);
        return new Judgement(Optional.of(tolerance), Optional.of(false), deviations.explain(attempt));
    }
}
