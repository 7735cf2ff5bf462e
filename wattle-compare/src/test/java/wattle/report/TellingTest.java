package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {

    @Test
    void anAmountNeverBreaksAcrossLines() {
        assertThat(Telling.unbroken("1 230 kWh a year, 30 % less in 4 days"))
                .isEqualTo("1\u202f230\u00a0kWh a year, 30\u00a0% less in 4 days");
    }

    @Test
    void aListOfNamesWithCommasIsSplitBySemicolons() {
        assertThat(Telling.list(List.of("A", "B", "C"))).isEqualTo("A, B and C");
        assertThat(Telling.list(List.of("A", "B, late", "C"))).isEqualTo("A; B, late; and C");
    }

    @Test
    void aFlipNamesTheSideOnWhichTheRivalWins() {
        var answer = SampleAnswer.hospitals();
        Telling telling = new Telling(answer);
        var levers = answer.leverage().levers();
        assertThat(telling.flip(levers.get(0)))
                .isEqualTo("Below 0.0051\u00a0kWh/GB Cloud uses less; that is inside its range.");
        assertThat(telling.flip(levers.get(1))).isEqualTo("Above 0.71 Cloud uses less; that is outside its range.");
        assertThat(telling.flip(levers.get(5))).isEqualTo("No value of it changes the winner.");
    }

    @Test
    void equalsStandTogether() {
        assertThat(new Findings(SampleAnswer.hospitals()).moved())
                .isEqualTo("Least data: Local (none). Most: Cloud; On-premises; and Edge, 5G tower (56\u00a0TB).");
    }

    @Test
    void theNumberOfWaysIsCounted() {
        assertThat(new Findings(SampleAnswer.hospitals()).ways()).isEqualTo("Eight ways, six reach the target");
        assertThat(new Findings(SampleAnswer.undecided()).ways()).isEqualTo("Two ways, none reach the target");
    }
}
