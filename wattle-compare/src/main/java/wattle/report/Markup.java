package wattle.report;

import java.util.List;
import java.util.stream.Collectors;
import wattle.quantity.Quality;

/// The few pieces of HTML that every section uses. Whatever came from a file goes through [#escape].
final class Markup {

    private Markup() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// A number that opens its provenance.
    ///
    /// @param key of a figure or an input
    /// @param text as printed
    static String number(String key, String text) {
        return "<button type=\"button\" class=\"n\" data-k=\"%s\" aria-label=\"%s, show where this comes from\">%s</button>"
                .formatted(escape(key), escape(text), escape(text));
    }

    /// Shape and word; colour only repeats them.
    static String badge(Quality quality) {
        return "<span class=\"badge %s\" data-g=\"%s\">%s</span>"
                .formatted(quality.word(), quality.badge(), quality.word());
    }

    /// A choice drawn as underlined words; the first is chosen.
    ///
    /// @param options value and label
    static String radios(String name, String legend, List<Option> options) {
        StringBuilder out =
                new StringBuilder("<fieldset><legend>").append(legend).append("</legend>");
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            out.append("<label><input type=\"radio\" name=\"%s\" value=\"%s\"%s>%s</label>"
                    .formatted(name, escape(option.value()), i == 0 ? " checked" : "", escape(option.label())));
        }
        return out.append("</fieldset>").toString();
    }

    record Option(String value, String label) {}

    /// A table behind one line, so that every chart has its numbers beside it; it opens without a script.
    static String folded(String id, String summary, Sheet sheet) {
        return "<details class=\"data\" id=\"%s\"><summary>%s</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">%s</div></details>"
                .formatted(id, escape(summary), escape(summary), table("", sheet));
    }

    static String table(String kind, Sheet sheet) {
        StringBuilder out = new StringBuilder("<table class=\"%s\"><thead><tr>".formatted(kind));
        for (int i = 0; i < sheet.head().size(); i++) {
            out.append("<th scope=\"col\"%s>%s</th>"
                    .formatted(right(sheet, i), escape(sheet.head().get(i))));
        }
        out.append("</tr></thead><tbody>");
        for (List<String> row : sheet.rows()) {
            out.append("<tr><th scope=\"row\">").append(escape(row.getFirst())).append("</th>");
            for (int i = 1; i < row.size(); i++) {
                out.append("<td%s data-l=\"%s\">%s</td>"
                        .formatted(right(sheet, i), escape(sheet.head().get(i)), escape(row.get(i))));
            }
            out.append("</tr>");
        }
        return out.append("</tbody></table>").toString();
    }

    private static String right(Sheet sheet, int column) {
        return column < sheet.text() ? "" : " class=\"r\"";
    }

    /// A section with its heading, and below it what the numbers say.
    static String section(String id, String heading, String lede, String body) {
        String below = lede.isEmpty() ? "" : "<p class=\"lede\" id=\"%s-lede\">%s</p>".formatted(id, escape(lede));
        return "<section id=\"%s\" aria-labelledby=\"%s-h\"><h2 id=\"%s-h\">%s</h2>%s%s</section>%n"
                .formatted(id, id, id, escape(heading), below, body)
                .replace(System.lineSeparator(), "\n");
    }

    static String items(List<String> texts) {
        return texts.stream()
                .map(t -> "<li>" + escape(t) + "</li>")
                .collect(Collectors.joining("", "<ul class=\"plain\">", "</ul>"));
    }
}
