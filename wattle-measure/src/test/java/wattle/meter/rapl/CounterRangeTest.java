package wattle.meter.rapl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CounterRangeTest {

    private static final Processor INTEL_CLIENT = new Processor("GenuineIntel", 6, 0x97, Set.of());
    private static final Processor AMD = new Processor("AuthenticAMD", 25, 1, Set.of());

    /// Bug 2 (JoularJX): a wrap was worth the sum of all ranges. Each counter has its own.
    @Test
    void everyValueUpToTheDeclaredLargestFitsBelowTheModulus() {
        CounterRange range = CounterRange.of(OptionalLong.of(65_532_610_987L), "package-0", INTEL_CLIENT);

        assertThat(range.modulus()).isEqualTo(65_532_610_988L);
        assertThat(range.quantumJ()).isCloseTo(15.258e-6, within(1e-9));
        assertThat(range.note()).isEmpty();
    }

    @Test
    void anUnknownRangeIsTheProcessorsOwn() {
        assertThat(CounterRange.of(OptionalLong.empty(), "package-0-die-1", AMD).largest())
                .isEqualTo(65_532_610_987L);
        assertThat(CounterRange.of(OptionalLong.of(0), "core", INTEL_CLIENT).largest())
                .isEqualTo(262_143_328_850L);
        assertThat(CounterRange.of(OptionalLong.of(0), "dram", INTEL_CLIENT).largest())
                .isEqualTo(262_143_328_850L);
    }

    @Test
    void whatNobodyKnowsIsNotGuessed() {
        CounterRange range = CounterRange.of(OptionalLong.empty(), "npu", AMD);

        assertThat(range.modulus()).isZero();
        assertThat(range.quantumJ()).isZero();
        assertThat(range.note()).contains("unknown");
    }
}
