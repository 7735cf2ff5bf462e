package wattle.comparison;

import java.util.Locale;
import wattle.quantity.Range;

/// Two outcomes compared on one metric, from paired draws.
///
/// @param metric what is compared
/// @param a id of the one judged
/// @param b id of the one it is judged against
/// @param kind the judgement
/// @param change `a / b − 1`: negative when a uses less; a 90 % interval of paired draws; 0 when incomparable
/// @param because one sentence for people
public record Verdict(Metric metric, String a, String b, Kind kind, Range change, String because) {

    /// The same comparison told of `b`: `1 / (1 + change) − 1`.
    public Verdict reversed() {
        Kind other = switch (kind) {
            case LOWER -> Kind.HIGHER;
            case HIGHER -> Kind.LOWER;
            case CANNOT_TELL, INCOMPARABLE -> kind;
        };
        Range turned = new Range(inverse(change.high()), inverse(change.typical()), inverse(change.low()));
        return new Verdict(metric, b, a, other, turned, because);
    }

    private static double inverse(double change) {
        return 1 / (1 + change) - 1;
    }

    /// What is compared.
    public enum Metric {
        ENERGY,
        /// Operational and embodied together; the verdict's sentence says both apart.
        CARBON;

        /// As it stands in files.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The judgement.
    public enum Kind {
        LOWER,
        HIGHER,
        /// The interval of the change contains zero.
        CANNOT_TELL,
        /// Not at the same quality, or quality unknown.
        INCOMPARABLE;

        /// As it stands in files: `cannot-tell`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
