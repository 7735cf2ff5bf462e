package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wattle.comparison.Outcome;

class ViewTest {

    @ParameterizedTest
    @EnumSource
    void everyViewAddsUpToTheTotal(View view) {
        for (Outcome outcome : SampleAnswer.hospitals().outcomes()) {
            double total = outcome.energy().total().typical().joules();
            double sum = view.of(outcome).values().stream().mapToDouble(v -> v).sum();
            assertThat(sum).isCloseTo(total, within(total * 1e-9));
        }
    }
}
