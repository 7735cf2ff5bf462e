package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import wattle.comparison.Answer;

class HtmlPageTest {

    private static final String SCRIPT = "document.title += '</script>'; // not the page's own";
    private static final String PAGE = page(SampleAnswer.hospitals());

    private static String page(Answer answer) {
        return HtmlPage.of(answer, "0.1.0-test", Optional.of(SCRIPT));
    }

    @Test
    void thePolicyAllowsExactlyTheScriptAndStyleInTheFile() throws NoSuchAlgorithmException {
        String script = inner(PAGE, "<script>", "</script>");
        String style = inner(PAGE, "<style>", "</style>");
        assertThat(PAGE).contains("script-src " + hash(script) + ";", "style-src " + hash(style) + ";");
        assertThat(PAGE).contains("default-src 'none'", "base-uri 'none'", "form-action 'none'");
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        assertThat(PAGE).doesNotContainPattern("(?i)<[^>]+\\ssrc\\s*=");
        assertThat(PAGE).doesNotContainPattern("(?i)<link[^>]+href=\"(?!data:,)");
        assertThat(PAGE).doesNotContainPattern("(?i)(url\\(|@import)");
    }

    @Test
    void noElementCarriesStyleOrHandlersOfItsOwn() {
        assertThat(PAGE).doesNotContainPattern("(?i)<[a-z][^>]*\\s(style|on[a-z]+)\\s*=");
    }

    @Test
    void namesFromFilesStayText() {
        String page = page(SampleAnswer.hostile());
        assertThat(page).doesNotContain("alert(\"x");
        assertThat(page).doesNotContain("<script>alert");
        Matcher ends = Pattern.compile("</script").matcher(page);
        assertThat(ends.results().count()).isEqualTo(2);
    }

    @Test
    void theDataInThePageIsTheJsonAnswer() {
        String data = inner(PAGE, "<script type=\"application/json\" id=\"data\">", "</script>");
        var inPage = JsonReport.MAPPER.readTree(data);
        var alone = JsonReport.MAPPER.readTree(JsonReport.of(SampleAnswer.hospitals(), "0.1.0-test"));
        alone.propertyNames().forEach(key -> assertThat(inPage.get(key)).isEqualTo(alone.get(key)));
    }

    @Test
    void withoutABundleTheTablesStandAndThePageSaysWhatIsMissing() {
        String page = HtmlPage.of(SampleAnswer.hospitals(), "0.1.0-test", Optional.empty());
        assertThat(page).contains("no charts", "Maybe install Node.js", "id=\"cmp\"", "Hierarchical federated");
        assertThat(page).doesNotContain("<script", "script-src");
    }

    @Test
    void anAnswerWithoutAWinnerStillMakesAPage() {
        String page = page(SampleAnswer.undecided());
        assertThat(page).contains("Two ways, none reach the target", "there is no winner");
        assertThat(page).doesNotContain("id=\"tornado\"", "id=\"even\"", "class=\"folk\"");
        assertThat(TerminalReport.of(SampleAnswer.undecided(), false)).contains("there is no winner");
        assertThat(MarkdownReport.of(SampleAnswer.undecided())).contains("No assumption was varied.");
    }

    @Test
    void everyIdStandsOnce() {
        var ids = Pattern.compile("\\sid=\"([^\"]+)\"")
                .matcher(PAGE)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void theSamePageComesFromTheSameAnswer() throws IOException {
        assertThat(page(SampleAnswer.hospitals())).isEqualTo(PAGE);
        String folder = System.getProperty("wattle.page.out");
        if (folder != null) {
            Files.writeString(Path.of(folder, "page.html"), HtmlPage.of(SampleAnswer.hospitals(), "0.1.0-test"));
            Files.writeString(Path.of(folder, "undecided.html"), HtmlPage.of(SampleAnswer.undecided(), "0.1.0-test"));
            Files.writeString(Path.of(folder, "hostile.html"), HtmlPage.of(SampleAnswer.hostile(), "0.1.0-test"));
            Files.writeString(
                    Path.of(folder, "plain.html"),
                    HtmlPage.of(SampleAnswer.hospitals(), "0.1.0-test", Optional.empty()));
        }
    }

    private static String inner(String page, String from, String to) {
        int start = page.indexOf(from) + from.length();
        return page.substring(start, page.indexOf(to, start));
    }

    private static String hash(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
}
