package wattle.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {

    private static List<Correlation.Sample> law(SplittableRandom random, int runs, double exponent, double noise) {
        List<Correlation.Sample> samples = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            double flops = Math.pow(10, random.nextDouble(12, 18));
            double joules = 3e-11 * Math.pow(flops, exponent) * Math.exp(noise * random.nextGaussian());
            samples.add(new Correlation.Sample(flops, joules));
        }
        return samples;
    }

    private static Correlation.Figures figures(List<Correlation.Sample> samples) {
        return Correlation.of("flops", samples).figures().orElseThrow();
    }

    @Test
    void anExactLawIsFoundExactly() {
        Correlation.Figures figures = figures(law(new SplittableRandom(7), 12, 1, 0));

        assertThat(figures.law().exponent().value()).isCloseTo(1, within(1e-9));
        assertThat(figures.law().factor()).isCloseTo(3e-11, within(1e-17));
        assertThat(figures.leaveOneOut()).isLessThan(1e-9);
        assertThat(figures.spearman().value()).isCloseTo(1, within(1e-12));
    }

    /// 95 % of the intervals hold the true exponent: of 400, between 365 and 394 do (binomial, beyond 3.5 sigma).
    @Test
    void theIntervalHoldsTheTrueExponentAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(11);
        int held = 0;
        for (int i = 0; i < 400; i++) {
            Correlation.Estimate exponent =
                    figures(law(random, 8, 1, 0.5)).law().exponent();
            held += exponent.low() <= 1 && 1 <= exponent.high() ? 1 : 0;
        }

        assertThat(held).isBetween(365, 394);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shuffledParametersPredictNothing(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Correlation.Sample> good = law(random, 30, 1, 0.1);
        List<Correlation.Sample> shuffled = new ArrayList<>();
        for (Correlation.Sample sample : good) {
            shuffled.add(new Correlation.Sample(Math.pow(10, random.nextDouble(5, 9)), sample.y()));
        }
        List<Correlation> ranked =
                Correlation.ranked(List.of(Correlation.of("parameters", shuffled), Correlation.of("flops", good)));

        assertThat(ranked.getFirst().name()).isEqualTo("flops");
        assertThat(figures(good).leaveOneOut()).isLessThan(0.2);
        assertThat(figures(shuffled).leaveOneOut()).isGreaterThan(0.7);
    }

    @Test
    void runsThatLackAQuantityAreCountedAndLeftOut() {
        List<Correlation.Sample> runs = new ArrayList<>(law(new SplittableRandom(7), 5, 1, 0));
        runs.add(new Correlation.Sample(Double.NaN, 10));
        runs.add(new Correlation.Sample(0, 10));
        Correlation correlation = Correlation.of("flops", runs);

        assertThat(correlation.known()).isEqualTo(5);
        assertThat(correlation.missing()).isEqualTo(2);
        assertThat(correlation.figures().orElseThrow().law().exponent().value()).isCloseTo(1, within(1e-9));
    }

    @Test
    void twoRunsOrOneValueSayNothing() {
        List<Correlation.Sample> two = law(new SplittableRandom(7), 2, 1, 0);
        List<Correlation.Sample> same =
                List.of(new Correlation.Sample(5, 1), new Correlation.Sample(5, 2), new Correlation.Sample(5, 3));

        assertThat(Correlation.of("flops", two).figures()).isEmpty();
        assertThat(Correlation.of("flops", same).figures()).isEmpty();
    }

    @Test
    void threeRunsHaveAnIntervalOfEverything() {
        Correlation.Figures figures = figures(law(new SplittableRandom(7), 3, 1, 0.3));

        assertThat(figures.pearson().low()).isEqualTo(-1);
        assertThat(figures.pearson().high()).isEqualTo(1);
        assertThat(figures.spearman().isTold()).isFalse();
        assertThat(figures.law().exponent().high() - figures.law().exponent().low())
                .isPositive();
    }

    @Test
    void theSameRunsGiveTheSameIntervals() {
        List<Correlation.Sample> runs = law(new SplittableRandom(3), 9, 1, 0.4);

        assertThat(Correlation.of("flops", runs)).isEqualTo(Correlation.of("flops", runs));
    }

    /// Published runs of one network on one card (Zeus, NSDI 2023): the same parameters and the same FLOPs for a pass,
    /// and energies that lie ten times apart, by batch size and power limit. Parameters predict none of it.
    @Test
    void theSameNetworkTakesTenTimesTheEnergyByItsSettings() {
        List<Correlation.Sample> parameters = new ArrayList<>();
        List<Correlation.Sample> time = new ArrayList<>();
        for (tools.jackson.databind.JsonNode run : published()) {
            if (run.path("network").asString("").equals("shufflenetv2")
                    && run.path("accelerator_id").asString("").equals("v100-pcie")) {
                double energy = run.path("energy_per_epoch_kwh").asDouble(Double.NaN);
                parameters.add(new Correlation.Sample(1, energy));
                time.add(new Correlation.Sample(run.path("time_per_epoch_s").asDouble(Double.NaN), energy));
            }
        }
        double least =
                parameters.stream().mapToDouble(Correlation.Sample::y).min().orElseThrow();
        double most =
                parameters.stream().mapToDouble(Correlation.Sample::y).max().orElseThrow();

        assertThat(parameters).hasSize(140);
        assertThat(most / least).isGreaterThan(10);
        assertThat(Correlation.of("parameters", parameters).figures()).isEmpty();
        assertThat(figures(time).spearman().value()).isCloseTo(0.817, within(0.001));
        assertThat(figures(time).law().exponent().isTold()).isTrue();
    }

    private static tools.jackson.databind.JsonNode published() {
        try (var in = Correlation.class.getResourceAsStream("/wattle/catalog/measured_runs.json")) {
            return tools.jackson.databind.json.JsonMapper.shared()
                    .readTree(java.util.Objects.requireNonNull(in))
                    .path("entries");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
