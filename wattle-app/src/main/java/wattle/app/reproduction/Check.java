package wattle.app.reproduction;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import wattle.formula.Formula;
import wattle.formula.Tape;
import wattle.quantity.Dimension;

/// A small law that a paper states with its numbers: a bound, a product, a ratio, a count.
///
/// @param fits the cases it is meant for, by the equation they name or the inputs they give
/// @param needs names without which it cannot be computed
/// @param law what it computes
record Check(Predicate<PublishedCase> fits, List<String> needs, Function<Given, Result> law) {

    /// @param value in base units of the dimension
    /// @param dimension of the value
    /// @param holds whether the condition holds, for a check that is one
    /// @param measured whether the published value is the integral of a measurement
    record Result(double value, Dimension dimension, Optional<Boolean> holds, boolean measured) {

        static Result of(double value) {
            return new Result(value, Dimension.SCALAR, Optional.empty(), false);
        }

        static Result of(Formula formula) {
            return of(evaluate(formula));
        }

        static Result of(double value, Dimension dimension) {
            return new Result(value, dimension, Optional.empty(), false);
        }

        /// A condition with the value that the paper prints for it.
        static Result condition(double value, Optional<Boolean> holds) {
            return new Result(value, Dimension.SCALAR, holds, false);
        }
    }

    /// The first check that fits.
    static Optional<Check> of(PublishedCase published) {
        return java.util.stream.Stream.concat(PaperChecks.ALL.stream(), InputChecks.ALL.stream())
                .filter(c -> c.fits().test(published))
                .findFirst();
    }

    /// Whether the case names an equation that contains one of the texts; blanks and case do not count.
    static Predicate<PublishedCase> names(String... texts) {
        return published -> {
            String equation = plain(published.equation());
            return List.of(texts).stream().anyMatch(t -> equation.contains(plain(t)));
        };
    }

    /// Whether the case names no equation and gives these inputs itself.
    static Predicate<PublishedCase> gives(String... inputs) {
        return published ->
                published.equation().isEmpty() && List.of(inputs).stream().allMatch(published.given()::has);
    }

    private static String plain(String text) {
        return text.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }

    static double evaluate(Formula formula) {
        Tape tape = Tape.of(List.of(formula));
        double[] result = new double[1];
        tape.evaluate(tape.typical(), tape.workspace(), result);
        return result[0];
    }
}
