package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReportsTest {

    @Test
    void theTerminalSaysTheVerdictFirst() throws IOException {
        Golden.assertSame("hospitals.txt", TerminalReport.of(SampleAnswer.hospitals(), false));
    }

    @Test
    void aPlainTerminalGetsNoControlCharactersNotEvenFromNames() {
        assertThat(TerminalReport.of(SampleAnswer.hostile(), false).chars())
                .allMatch(c -> c == '\n' || (c >= ' ' && (c < 0x7f || c > 0x9f)));
    }

    @Test
    void aStyledTerminalShowsTheSameWords() {
        String styled = TerminalReport.of(SampleAnswer.hospitals(), true);
        assertThat(styled).contains("\u001b[1m");
        assertThat(styled.replaceAll("\u001b\\[[0-9]m", ""))
                .isEqualTo(TerminalReport.of(SampleAnswer.hospitals(), false));
    }

    @Test
    void theTwoCostTablesFitATerminal() {
        assertThat(TerminalReport.of(SampleAnswer.hospitals(), false).lines())
                .allMatch(line -> line.codePointCount(0, line.length()) <= 120);
    }

    @Test
    void markdownTellsTheSame() throws IOException {
        Golden.assertSame("hospitals.md", MarkdownReport.of(SampleAnswer.hospitals()));
    }

    @Test
    void markdownKeepsMarkupFromFilesOut() {
        assertThat(MarkdownReport.of(SampleAnswer.hostile())).doesNotContain("<script>");
    }

    @Test
    void csvHasOneRowPerParadigmAndQuotesWhatNeedsIt() throws IOException {
        String csv = CsvReport.of(SampleAnswer.hospitals());
        assertThat(csv.split("\r\n", -1)).hasSize(1 + 8 + 1);
        assertThat(CsvReport.of(SampleAnswer.hostile()))
                .contains("\"</script><script>alert(\"\"x & 'y'\"\")</script>\"");
        Golden.assertSame("hospitals.csv", csv);
    }
}
