package wattle.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import wattle.comparison.Answer;
import wattle.comparison.Basis;
import wattle.comparison.FolkWord;
import wattle.comparison.FolkWord.Judgement;
import wattle.comparison.Leverage;
import wattle.quantity.Quality;

/// The lower half of the page: the field's words, necessary conditions, the boundary, the citation, the
/// sources.
final class BasisSections {

    private static final List<String> COLUMNS = List.of("device", "cloud", "federated");

    private final Answer answer;
    private final Findings findings;

    BasisSections(Answer answer) {
        this.answer = answer;
        this.findings = new Findings(answer);
    }

    String html() {
        return words() + conditions() + boundary() + sources() + citation();
    }

    private String words() {
        if (answer.words().isEmpty()) {
            return "";
        }
        SequencedMap<String, StringBuilder> rows = new LinkedHashMap<>();
        for (FolkWord word : answer.words()) {
            rows.computeIfAbsent(word.property(), p -> new StringBuilder()).append(cell(word));
        }
        StringBuilder body = new StringBuilder(
                "<table class=\"folk\"><thead><tr><th scope=\"col\">Property</th><th scope=\"col\">On the device</th><th scope=\"col\">In the cloud</th><th scope=\"col\">Federated</th></tr></thead><tbody>");
        rows.forEach((property, cells) -> body.append("<tr><th scope=\"row\">")
                .append(Markup.escape(Telling.capital(property)))
                .append("</th>")
                .append(cells)
                .append("</tr>"));
        String lede =
                "Textbooks compare paradigms with one word per property; beside each stands what this scenario gives. "
                        + findings.words();
        return Markup.section(
                "words",
                "The field’s words, and our numbers",
                lede,
                body.append("</tbody></table>").toString());
    }

    private static String cell(FolkWord word) {
        String comment = word.comment().isEmpty() ? "" : ": " + word.comment();
        String column = COLUMNS.contains(word.column()) ? Telling.capital(word.column()) : word.column();
        return "<td data-l=\"%s\"><span class=\"w\">%s</span> <span>%s</span><span class=\"v%s\">%s</span></td>"
                .formatted(
                        Markup.escape(column),
                        Markup.escape(Telling.word(word.word())),
                        Markup.escape(word.number()),
                        word.judgement() == Judgement.WRONG ? " wrong" : "",
                        Markup.escape(Telling.judgement(word.judgement()) + comment));
    }

    private String conditions() {
        List<Leverage.Condition> conditions = answer.leverage().conditions();
        if (conditions.isEmpty()) {
            return "";
        }
        StringBuilder body = new StringBuilder(
                "<table class=\"cond\"><thead><tr><th scope=\"col\">Condition</th><th scope=\"col\" class=\"r\">Left</th><th scope=\"col\" class=\"r\">Right</th><th scope=\"col\">Holds</th><th scope=\"col\">Which means</th></tr></thead><tbody>");
        for (Leverage.Condition condition : conditions) {
            body.append(
                    "<tr><th scope=\"row\"><code>%s</code> <span>%s, %s</span></th><td class=\"r\" data-l=\"Left\">%s</td><td class=\"r\" data-l=\"Right\">%s</td><td data-l=\"Holds\" class=\"%s\">%s</td><td>%s</td></tr>"
                            .formatted(
                                    Markup.escape(condition.formula()),
                                    Markup.escape(condition.equation()),
                                    Markup.escape(new Telling(answer).label(condition.paradigm())),
                                    Digits.part(condition.left()),
                                    Digits.part(condition.right()),
                                    condition.holds() ? "" : "nope",
                                    condition.holds() ? "yes" : "no",
                                    Markup.escape(condition.meaning())));
        }
        return Markup.section(
                "conditions",
                "When federated learning can be greener",
                findings.conditions(),
                body.append("</tbody></table>").toString());
    }

    private String boundary() {
        List<Basis.BoundaryLine> lines = answer.basis().boundary();
        if (lines.isEmpty()) {
            return "";
        }
        long excluded =
                lines.stream().filter(l -> l.status().equals("excluded")).count();
        String lede = "%s of %s stages left out; the reason stands beside each."
                .formatted(
                        Telling.capital(excluded == 0 ? "none" : Findings.count(excluded)),
                        Findings.count(lines.size()));
        return Markup.section(
                "boundary",
                "What was counted, and what was not",
                lede,
                Markup.table("bound", Sheet.boundary(answer))
                        + Markup.items(answer.basis().policies()));
    }

    private String sources() {
        if (answer.basis().inputs().isEmpty()) {
            return "";
        }
        StringBuilder body = new StringBuilder("<p class=\"badges\">");
        for (Quality quality : Quality.values()) {
            body.append(Markup.badge(quality)).append(' ');
        }
        body.append(
                "</p><table class=\"src\"><thead><tr><th scope=\"col\">Input</th><th scope=\"col\" class=\"r\">Value (range)</th><th scope=\"col\">Unit</th><th scope=\"col\">Quality</th><th scope=\"col\">Source</th></tr></thead><tbody>");
        answer.basis().inputs().forEach(i -> body.append(source(i)));
        return Markup.section(
                "sources",
                "Inputs and their sources",
                findings.sources(),
                body.append("</tbody></table>").toString());
    }

    private static String source(Basis.Input input) {
        var cited = input.value();
        String note = cited.note().isEmpty() ? "" : "; " + cited.note();
        return "<tr><th scope=\"row\">%s<span>%s</span></th><td class=\"r\">%s</td><td>%s</td><td>%s</td><td class=\"s\">%s <span class=\"where\">%s</span></td></tr>"
                .formatted(
                        Markup.escape(input.label()),
                        Markup.escape(input.key()),
                        Markup.number(input.key(), Digits.input(cited.value())),
                        Markup.escape(input.unit()),
                        Markup.badge(cited.quality()),
                        link(cited.source().citation(), cited.source().url()) + Markup.escape(note),
                        Markup.escape(input.place()));
    }

    /// A link only to the web: a file could hold `javascript:`.
    private static String link(String citation, String url) {
        boolean web = url.startsWith("https://") || url.startsWith("http://");
        return web
                ? "<a rel=\"noreferrer\" href=\"%s\">%s</a>".formatted(Markup.escape(url), Markup.escape(citation))
                : Markup.escape(citation);
    }

    private String citation() {
        return Markup.section(
                "cite",
                "To cite this comparison",
                "",
                "<p class=\"citation\" id=\"citation\">%s</p><p class=\"js\"><button type=\"button\" class=\"copy\" data-copy=\"citation\">Copy the paragraph</button></p>"
                        .formatted(Markup.escape(answer.sentences().citation())));
    }
}
