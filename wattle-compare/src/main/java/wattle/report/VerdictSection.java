package wattle.report;

import java.util.List;
import java.util.stream.Collectors;
import wattle.comparison.Answer;
import wattle.comparison.Leverage;

/// The top of the page: what was asked, the verdict, its caveats, and the assumptions that carry it.
final class VerdictSection {

    private final Answer answer;
    private final Telling telling;

    VerdictSection(Answer answer) {
        this.answer = answer;
        this.telling = new Telling(answer);
    }

    String html() {
        return header() + "<main><h1>"
                + Markup.escape(Telling.unbroken(answer.question().text())) + "</h1>\n"
                + "<p class=\"verdict\" id=\"verdict\">" + headline() + "</p>\n" + details() + levers();
    }

    private String header() {
        var question = answer.question();
        return "<header class=\"top\"><b>Wattle</b><span>%s</span><span>digest %s</span><span>%s</span></header>\n"
                .formatted(
                        Markup.escape(question.file()),
                        Markup.escape(question.digest()),
                        Markup.escape(telling.engine()));
    }

    /// The headline, with the winner's energy as a button when the sentence prints it as this page does.
    private String headline() {
        String text = Markup.escape(Telling.unbroken(answer.sentences().headline()));
        if (telling.winner().isEmpty()) {
            return text;
        }
        var winner = telling.winner().get();
        Scale scale = Metric.ENERGY.scale(winner);
        String energy = Digits.typical(scale.of(winner.energy().total().range())) + scale.suffix();
        int at = text.indexOf(energy);
        return at < 0
                ? text
                : text.substring(0, at)
                        + Markup.number(Metric.ENERGY.figure(winner), energy)
                        + text.substring(at + energy.length());
    }

    private String details() {
        List<String> details = answer.sentences().details();
        return details.isEmpty()
                ? ""
                : "<p class=\"second\">" + Markup.escape(Telling.unbroken(String.join(" ", details))) + "</p>\n";
    }

    private String levers() {
        List<Leverage.Lever> shown =
                answer.leverage().levers().stream().limit(3).toList();
        if (shown.isEmpty()) {
            return "";
        }
        return "<div class=\"decide\" role=\"region\" aria-labelledby=\"dec\"><h2 id=\"dec\">%s</h2><ol>%s</ol></div>\n"
                .formatted(
                        Markup.escape(new Findings(answer).levers(shown)),
                        shown.stream().map(this::lever).collect(Collectors.joining()));
    }

    private String lever(Leverage.Lever lever) {
        String range = lever.value().isExact() ? "" : " (" + Digits.ends(lever.value()) + ")";
        return "<li><b>%s</b><p>%s%s. %s %s</p></li>"
                .formatted(
                        Markup.escape(lever.label()),
                        Markup.number(lever.input(), Telling.value(lever)),
                        range,
                        Markup.escape(telling.flip(lever)),
                        Markup.badge(lever.quality()));
    }
}
