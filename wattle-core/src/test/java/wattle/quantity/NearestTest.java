package wattle.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> WORDS = List.of("cloud", "edge", "on-premises", "federated", "train", "kWh");

    @ParameterizedTest
    @CsvSource({
        "clodu, cloud",
        "cluod, cloud",
        "CLOUD, cloud",
        "federatd, federated",
        "fedreated, federated",
        "trian, train",
        "kWhh, kWh",
        "onpremises, on-premises"
    })
    void aSlipIsFound(String typed, String meant) {
        assertThat(Nearest.to(typed, WORDS)).contains(meant);
    }

    @Test
    void aSwapCountsOnce() {
        // Two substitutions would be as far as the limit for a short word; one swap is nearer.
        assertThat(Nearest.to("ab", List.of("ba"))).contains("ba");
        assertThat(Nearest.to("egde", List.of("edge"))).contains("edge");
    }

    @Test
    void aStrangerIsNot() {
        assertThat(Nearest.to("banana", WORDS)).isEmpty();
        assertThat(Nearest.to("", WORDS)).isEmpty();
        assertThat(Nearest.to("cloud", List.of())).isEmpty();
    }
}
