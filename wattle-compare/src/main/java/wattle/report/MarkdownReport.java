package wattle.report;

import java.util.List;
import java.util.stream.Collectors;
import wattle.comparison.Answer;
import wattle.comparison.Leverage;

/// The answer for a README, an issue or a paper's appendix.
public final class MarkdownReport {

    private MarkdownReport() {}

    /// The whole document.
    public static String of(Answer answer) {
        Telling telling = new Telling(answer);
        StringBuilder out = new StringBuilder();
        var question = answer.question();
        out.append("# ").append(escaped(question.text())).append("\n\n");
        out.append("**").append(escaped(answer.sentences().headline())).append("**\n\n");
        answer.sentences()
                .details()
                .forEach(d -> out.append("- ").append(escaped(d)).append('\n'));
        out.append("\n## What each way costs\n\n")
                .append("Per ")
                .append(escaped(question.functionalUnit()))
                .append("; in brackets the ")
                .append(telling.level())
                .append(" interval.\n\n")
                .append(table(Sheet.costs(answer)))
                .append("\n## What each way delivers\n\n")
                .append(table(Sheet.service(answer)));
        levers(out, answer, telling);
        out.append("\n## The field’s words, and our numbers\n\n").append(table(Sheet.words(answer)));
        conditions(out, answer);
        out.append("\n## What was counted\n\n")
                .append(table(Sheet.boundary(answer)))
                .append('\n');
        answer.basis()
                .policies()
                .forEach(p -> out.append("- ").append(escaped(p)).append('\n'));
        out.append("\n## How to cite\n\n")
                .append(escaped(answer.sentences().citation()))
                .append("\n\n");
        out.append("Scenario %s, digest %s, %s.\n"
                .formatted(escaped(question.file()), escaped(question.digest()), telling.engine()));
        return out.toString();
    }

    private static void levers(StringBuilder out, Answer answer, Telling telling) {
        out.append("\n## What decides it\n\n");
        for (Leverage.Lever lever : answer.leverage().levers()) {
            out.append("- ").append(escaped(lever.label())).append(", ").append(Telling.value(lever));
            if (!lever.value().isExact()) {
                out.append(" (").append(Digits.ends(lever.value())).append(')');
            }
            out.append(", ").append(lever.quality().word()).append(". ");
            out.append(escaped(telling.flip(lever))).append('\n');
        }
        if (answer.leverage().levers().isEmpty()) {
            out.append("No assumption was varied.\n");
        }
        out.append("\n## Where the winner changes\n\n");
        for (Leverage.Sweep sweep : answer.leverage().sweeps()) {
            String sentences = String.join(" ", telling.sweep(sweep));
            out.append("- ").append(escaped(sweep.label() + ": " + sentences)).append('\n');
        }
        if (answer.leverage().sweeps().isEmpty()) {
            out.append("No input was swept.\n");
        }
    }

    private static void conditions(StringBuilder out, Answer answer) {
        if (answer.leverage().conditions().isEmpty()) {
            return;
        }
        out.append("\n## Necessary, not sufficient\n\n");
        for (Leverage.Condition condition : answer.leverage().conditions()) {
            out.append("- %s, %s: %s (%s against %s). %s %s.\n"
                    .formatted(
                            condition.equation(),
                            escaped(condition.paradigm()),
                            escaped(condition.formula()),
                            Digits.part(condition.left()),
                            Digits.part(condition.right()),
                            condition.holds() ? "Holds." : "Does not hold.",
                            escaped(condition.meaning().replaceFirst("\\.$", ""))));
        }
    }

    static String table(Sheet sheet) {
        StringBuilder out = new StringBuilder(row(sheet.head()));
        out.append('|');
        for (int i = 0; i < sheet.head().size(); i++) {
            out.append(i < sheet.text() ? "---|" : "--:|");
        }
        out.append('\n');
        sheet.rows().forEach(r -> out.append(row(r)));
        return out.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownReport::escaped).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /// Names come from files: keep them from becoming markup, cells or lines of their own.
    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("`", "\\`")
                .replace("\n", " ");
    }
}
