package wattle.simulation.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Times and bits against water filling by brute force, over random small networks.
class WaterFillingTest {

    @Test
    void everyFlowEndsWhenBruteForceSaysSo() {
        for (long seed = 0; seed < 10_000; seed++) {
            Case c = Cases.random(seed);
            Case.Outcome expected = WaterFilling.play(c, new Transfers(new Topology(), 0));
            Case.Outcome actual = c.play((seed & 1) == 0);
            for (int i = 0; i < c.flows().length; i++) {
                assertThat(actual.endS()[i])
                        .as("end of flow %d of case %d", i, seed)
                        .isCloseTo(expected.endS()[i], within(1e-9 * (1 + expected.endS()[i])));
                assertThat(actual.carried()[i])
                        .as("bits of flow %d of case %d", i, seed)
                        .isCloseTo(expected.carried()[i], within(1e-8 * (1 + expected.carried()[i])));
            }
            assertThat(actual.transfers().active()).isZero();
        }
    }
}
