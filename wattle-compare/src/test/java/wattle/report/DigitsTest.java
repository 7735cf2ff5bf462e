package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wattle.quantity.Range;

class DigitsTest {

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1112.3 | 1228.9 | 1684.0 | 1 230 (1 110–1 680)
                    0.003  | 0.015  | 0.045  | 0.015 (0.003–0.045)
                    1.08   | 1.16   | 1.35   | 1.16 (1.08–1.35)
                    8      | 11     | 14     | 11 (8–14)
                    4000   | 5000   | 6500   | 5 000 (4 000–6 500)
                    -0.4   | 0.1    | 0.9    | 0.1 (−0.4 to 0.9)
                    10     | 40     | 2000   | 40 (10–2 000)
                    """)
    void anIntervalSharesOnePlace(double low, double typical, double high, String expected) {
        String text = Digits.interval(new Range(low, typical, high));
        assertThat(text.replace(Digits.THIN, " ")).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theLastDigitIsWorthAThirdOfTheHalfWidthAtMost(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double typical = Math.pow(10, random.nextDouble(-6, 9));
        Range range = new Range(typical * (1 - random.nextDouble()), typical, typical * (1 + random.nextDouble()));
        double worth = Math.pow(10, Digits.place(range));
        double third = (range.high() - range.low()) / 6;
        assertThat(worth)
                .as("seed " + seed)
                .isLessThanOrEqualTo(third * (1 + 1e-12))
                .isGreaterThan(third / 10.0001);
    }

    @Test
    void partsHaveTwoDigitsAndInputsThoseTheyWereGivenWith() {
        assertThat(Digits.part(1234)).isEqualTo("1" + Digits.THIN + "200");
        assertThat(Digits.part(0.00512)).isEqualTo("0.0051");
        assertThat(Digits.part(0)).isEqualTo("none");
        assertThat(Digits.input(Range.exactly(20))).isEqualTo("20");
        assertThat(Digits.input(Range.exactly(0.0125))).isEqualTo("0.0125");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    -0.55 | -0.30 | -0.05 | 30 % less (5 to 55 % less)
                    0.10  | 0.12  | 0.15  | 12.0 % more (10.0 to 15.0 % more)
                    -0.52 | -0.10 | 0.21  | 50 % less to 20 % more
                    -0.31 | -0.31 | -0.31 | 31 % less
                    """)
    void endsOfDifferentSignsAreSpelledOut(double low, double typical, double high, String expected) {
        String text = Digits.change(new Range(low, typical, high));
        assertThat(text.replace(Digits.SPACE, " ")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3.6e5, 100 Wh", "3.6e6, 1 kWh", "1.8e10, 5000 kWh", "3.6e10, 10 MWh"})
    void energyTakesTheUnitInWhichItIsNoFraction(double joules, String expected) {
        Scale scale = Scale.fitting(Scale.ENERGY, joules);
        assertThat("%.0f %s".formatted(joules / scale.size(), scale.unit())).isEqualTo(expected);
    }

    @Test
    void aMissingNumberIsADashAndAZeroIsNone() {
        var answer = SampleAnswer.hospitals();
        var local = answer.outcome("local");
        assertThat(Metric.TIME.cell(answer, local)).isEqualTo(Digits.MISSING);
        assertThat(Metric.MOVED.cell(answer, local)).isEqualTo(Digits.NONE);
    }
}
