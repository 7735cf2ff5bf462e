package wattle.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.comparison.Factor.Scale;
import wattle.comparison.Verdict.Kind;
import wattle.comparison.Verdict.Metric;
import wattle.quantity.Quality;
import wattle.quantity.Range;

/// Verdicts, draws, levers and break-evens on models whose answers are known.
class JudgeTest {

    /// Outputs: a = shared · own, b = shared · 1.2, carbon of both zero.
    private static Response model(Range shared, Range own) {
        return new Response() {
            @Override
            public List<Factor> factors() {
                return List.of(factor("shared", shared), factor("own", own));
            }

            @Override
            public int outputCount() {
                return 3;
            }

            @Override
            public void evaluate(double[] in, double[] out) {
                out[0] = in[0] * in[1];
                out[1] = in[0] * 1.2;
                out[2] = 0;
            }
        };
    }

    private static Factor factor(String key, Range range) {
        return new Factor(key, key, range, new Scale("kJ", 1000, 0, Double.MAX_VALUE), Quality.ESTIMATE);
    }

    private static Subject subject(String id, boolean comparable, int energy) {
        return new Subject(id, id, "once", comparable, energy, 2, 2);
    }

    private static Judge judge(Response response, boolean comparable) {
        return new Judge(List.of(subject("a", true, 0), subject("b", comparable, 1)), Draws.of(response, 500, 1));
    }

    /// Law 12, and why draws are paired: a huge shared uncertainty does not blur a difference that is always
    /// there.
    @Test
    void aSharedUncertaintyCancelsInTheChange() {
        Judge judge = judge(model(new Range(1, 100, 10_000), Range.exactly(1)), true);
        Verdict verdict = judge.verdict(subject("a", true, 0), subject("b", true, 1), Metric.ENERGY);
        assertThat(verdict.kind()).isEqualTo(Kind.LOWER);
        assertThat(verdict.change().low()).isCloseTo(1 / 1.2 - 1, within(1e-12));
    }

    /// Law 12: a range that reaches over the other one cannot be told from it.
    @Test
    void overlappingMeansWeCannotTell() {
        Judge judge = judge(model(Range.exactly(1), new Range(0.5, 1, 2)), true);
        assertThat(judge.verdict(subject("a", true, 0), subject("b", true, 1), Metric.ENERGY)
                        .kind())
                .isEqualTo(Kind.CANNOT_TELL);
    }

    /// Law 12: a wider input never gives a narrower output.
    @Test
    void aWiderRangeGivesAWiderInterval() {
        Range narrow = Draws.of(model(Range.exactly(1), new Range(0.9, 1, 1.1)), 500, 1)
                .interval(0);
        Range wide = Draws.of(model(Range.exactly(1), new Range(0.5, 1, 1.5)), 500, 1)
                .interval(0);
        assertThat(wide.high() - wide.low()).isGreaterThan(2 * (narrow.high() - narrow.low()));
    }

    /// Law 4: equal quality or no verdict, however large the difference.
    @Test
    void whatDoesNotReachTheTargetIsNotCompared() {
        Response response = model(Range.exactly(1), Range.exactly(1e-6));
        Judge judge = new Judge(List.of(subject("a", false, 0), subject("b", true, 1)), Draws.of(response, 50, 1));
        Verdict verdict = judge.verdict(subject("a", false, 0), subject("b", true, 1), Metric.ENERGY);
        assertThat(verdict.kind()).isEqualTo(Kind.INCOMPARABLE);
        assertThat(judge.winner(Metric.ENERGY).orElseThrow().id()).isEqualTo("b");
        assertThat(judge.ranked(Metric.ENERGY).getLast().id()).isEqualTo("a");
    }

    /// Law 9: the same seed gives the same draws, another seed others.
    @Test
    void drawsDependOnTheSeedAlone() {
        Response response = model(new Range(1, 2, 3), new Range(1, 2, 30));
        assertThat(Draws.of(response, 100, 7).outputs(42))
                .containsExactly(Draws.of(response, 100, 7).outputs(42));
        assertThat(Draws.of(response, 100, 8).outputs(42))
                .isNotEqualTo(Draws.of(response, 100, 7).outputs(42));
    }

    @Test
    void theTypicalValueIsTheMedianOfTheDraws() {
        for (Range range :
                List.of(new Range(1, 2, 9), new Range(0, 1, 2), new Range(1, 50, 5000), new Range(3, 3, 7))) {
            assertThat(Draws.quantile(range, 0.5)).isCloseTo(range.typical(), within(1e-9 * range.typical()));
            assertThat(Draws.quantile(range, 0)).isCloseTo(range.low(), within(1e-9));
            assertThat(Draws.quantile(range, 1 - 1e-15)).isCloseTo(range.high(), within(1e-3 * range.high()));
        }
    }

    @Test
    void findsTheBreakEvenThatIsThere() {
        Response response = model(new Range(1, 2, 3), new Range(0.8, 1, 1.5));
        List<Subject> subjects = List.of(subject("a", true, 0), subject("b", true, 1));
        Examination examination = new Examination(response, subjects);
        Leverage.Sweep sweep =
                examination.sweep(response.factors().get(1), Metric.ENERGY).orElseThrow();
        assertThat(sweep.breakEvens()).hasSize(1);
        assertThat(sweep.breakEvens().getFirst().value()).isCloseTo(1.2 / 1000, within(1e-12));
        assertThat(sweep.breakEvens().getFirst().below()).isEqualTo("a");
        assertThat(sweep.breakEvens().getFirst().above()).isEqualTo("b");
    }

    @Test
    void leversAreSortedByEffectAndKnowWhereTheyFlip() {
        Response response = model(new Range(1, 2, 3), new Range(0.8, 1, 1.5));
        List<Leverage.Lever> levers = new Examination(response, List.of(subject("a", true, 0), subject("b", true, 1)))
                .levers(subject("a", true, 0), subject("b", true, 1), Metric.ENERGY);
        assertThat(levers).extracting(Leverage.Lever::input).containsExactly("own");
        assertThat(levers.getFirst().flipsAt().orElseThrow()).isCloseTo(1.2 / 1000, within(1e-9));
        assertThat(levers.getFirst().flipsInside()).isTrue();
    }
}
