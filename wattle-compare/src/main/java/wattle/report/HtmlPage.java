package wattle.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import wattle.comparison.Answer;

/// The answer as one page: a single file that asks the network for nothing and can be read before any script
/// runs.
///
/// A content security policy allows exactly the one script and the one style sheet that stand in the file, by
/// hash;
/// so a name from a scenario can never become code, even if an escape were forgotten.
public final class HtmlPage {

    private static final String STYLE = "page.css";
    private static final String SCRIPT = "ui/page.js";
    private static final String WITHOUT_CHARTS =
            "<p class=\"small nocharts\">This page was made by a build without Node.js, so it has tables and no charts. Maybe install Node.js and build Wattle again.</p>\n";

    private HtmlPage() {}

    /// The whole page.
    ///
    /// @param version of Wattle
    public static String of(Answer answer, String version) {
        return of(answer, version, resource(SCRIPT).filter(s -> !s.isBlank()));
    }

    static String of(Answer answer, String version, Optional<String> bundle) {
        String style = resource(STYLE).orElse("");
        // A `</script` inside a string of the script would end the element.
        Optional<String> script = bundle.map(s -> s.replace("</script", "<\\/script"));
        StringBuilder page =
                new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n".formatted(policy(style, script)));
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<meta name=\"generator\" content=\"Wattle %s\">\n".formatted(Markup.escape(version)));
        page.append("<title>%s · Wattle</title>\n"
                .formatted(Markup.escape(answer.question().scenario())));
        page.append("<link rel=\"icon\" href=\"data:,\">\n<style>")
                .append(style)
                .append("</style>\n</head>\n<body>\n");
        page.append("<a class=\"skip\" href=\"#verdict\">Skip to the verdict</a>\n<div class=\"wrap\">\n");
        page.append(new VerdictSection(answer).html());
        if (script.isEmpty()) {
            page.append(WITHOUT_CHARTS);
        }
        page.append(new TableSection(answer).html());
        page.append(new ChartSections(answer, script.isPresent()).html());
        page.append(new BasisSections(answer).html());
        page.append("</main>\n").append(footer(answer, version)).append("</div>\n");
        script.ifPresent(s -> page.append("<dialog id=\"drawer\" aria-labelledby=\"drawer-title\"></dialog>\n")
                .append("<script type=\"application/json\" id=\"data\">")
                .append(PageData.of(answer, version))
                .append("</script>\n<script>")
                .append(s)
                .append("</script>\n"));
        return page.append("</body>\n</html>\n").toString();
    }

    private static String footer(Answer answer, String version) {
        return "<footer>Wattle %s. Reproduce: <code class=\"cmd\">wattle compare %s --html page.html</code></footer>\n"
                .formatted(
                        Markup.escape(version), Markup.escape(answer.question().file()));
    }

    private static String policy(String style, Optional<String> script) {
        String scripts = script.map(s -> " script-src " + hash(s) + ";").orElse("");
        return "default-src 'none';%s style-src %s; img-src data:; base-uri 'none'; form-action 'none'"
                .formatted(scripts, hash(style));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("the class path cannot be read: " + name, e);
        }
    }
}
