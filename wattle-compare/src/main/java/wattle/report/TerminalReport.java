package wattle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import wattle.comparison.Answer;
import wattle.comparison.Leverage;

/// The answer in a terminal: the verdict first, then what it costs, what decides it, and where to go next.
public final class TerminalReport {

    private static final int WIDTH = 100;
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    private final Answer answer;
    private final Telling telling;
    private final boolean styled;
    private final StringBuilder out = new StringBuilder();

    private TerminalReport(Answer answer, boolean styled) {
        this.answer = answer;
        this.telling = new Telling(answer);
        this.styled = styled;
    }

    /// The whole report.
    ///
    /// @param styled whether the terminal knows bold and dim
    public static String of(Answer answer, boolean styled) {
        return new TerminalReport(answer, styled).write();
    }

    private String write() {
        var question = answer.question();
        paragraph(question.text());
        line("");
        for (String line : Wrapping.lines(answer.sentences().headline(), WIDTH)) {
            line(bold(line));
        }
        line("");
        answer.sentences().details().forEach(this::paragraph);
        heading("Costs, per " + question.functionalUnit() + " (in brackets: " + telling.level() + " intervals)");
        table(Sheet.costs(answer));
        heading("Service and efficiency");
        table(Sheet.service(answer));
        levers();
        sweeps();
        if (!answer.words().isEmpty()) {
            heading("The field's words, and our numbers");
            table(Sheet.words(answer));
        }
        conditions();
        heading("What was counted");
        table(Sheet.boundary(answer));
        answer.basis().policies().forEach(p -> item(p));
        next();
        return out.toString();
    }

    private void levers() {
        List<Leverage.Lever> levers =
                answer.leverage().levers().stream().limit(3).toList();
        if (levers.isEmpty()) {
            return;
        }
        heading(levers.size() == 1 ? "The assumption with most leverage" : "The assumptions with most leverage");
        for (Leverage.Lever lever : levers) {
            String range = lever.value().isExact() ? "" : " (" + Digits.ends(lever.value()) + ")";
            item("%s %s: %s%s, %s. %s"
                    .formatted(
                            lever.quality().badge(),
                            lever.label(),
                            Telling.value(lever),
                            range,
                            lever.quality().word(),
                            telling.flip(lever)));
        }
    }

    private void sweeps() {
        if (answer.leverage().sweeps().isEmpty()) {
            return;
        }
        heading("Where the winner changes");
        List<String> steady = new ArrayList<>();
        for (Leverage.Sweep sweep : answer.leverage().sweeps()) {
            if (sweep.breakEvens().isEmpty()) {
                steady.add(sweep.label());
            } else {
                item(sweep.label() + ": " + String.join(" ", telling.sweep(sweep)));
            }
        }
        if (!steady.isEmpty()) {
            item("It stays the same from a hundredth to a hundredfold of: " + Telling.list(steady) + ".");
        }
    }

    private void conditions() {
        if (answer.leverage().conditions().isEmpty()) {
            return;
        }
        heading("Necessary, not sufficient, for federated learning to be greener");
        for (Leverage.Condition condition : answer.leverage().conditions()) {
            item("%s, %s, %s: %s: %s against %s. %s"
                    .formatted(
                            condition.paradigm(),
                            condition.equation(),
                            condition.holds() ? "holds" : "does not hold",
                            condition.formula(),
                            Digits.part(condition.left()),
                            Digits.part(condition.right()),
                            condition.meaning()));
        }
    }

    private void next() {
        heading("Where to go next");
        var question = answer.question();
        String key = telling.winner()
                .or(() -> answer.outcomes().stream().findFirst())
                .map(Metric.ENERGY::figure)
                .orElse("KEY");
        line("  wattle explain " + question.file() + " " + key + dim("   how a number came to be"));
        line("  wattle compare " + question.file() + " --html page.html" + dim("   the same as a page, with pictures"));
        line(dim("  scenario " + question.digest() + ", " + telling.engine()));
    }

    private void heading(String text) {
        line("");
        line(bold(text));
    }

    private void item(String text) {
        List<String> lines = Wrapping.lines(text, WIDTH - 4);
        for (int i = 0; i < lines.size(); i++) {
            line((i == 0 ? "  - " : "    ") + lines.get(i));
        }
    }

    private void paragraph(String text) {
        Wrapping.lines(text, WIDTH).forEach(this::line);
    }

    private void table(Sheet sheet) {
        int[] widths = IntStream.range(0, sheet.head().size())
                .map(i -> Math.max(
                        Math.max(
                                Wrapping.width(upper(sheet.head().get(i))),
                                Wrapping.width(lower(sheet.head().get(i)))),
                        sheet.rows().stream()
                                .mapToInt(r -> Wrapping.width(r.get(i)))
                                .max()
                                .orElse(0)))
                .toArray();
        List<String> above = sheet.head().stream().map(TerminalReport::upper).toList();
        if (above.stream().anyMatch(h -> !h.isEmpty())) {
            line(dim(row(above, widths, sheet.text())));
        }
        List<String> below = sheet.head().stream().map(TerminalReport::lower).toList();
        line(dim(row(below, widths, sheet.text())));
        for (List<String> cells : sheet.rows()) {
            rows(cells, widths, sheet.text());
        }
    }

    /// A last cell of words may be long: what does not fit goes on below itself.
    private void rows(List<String> cells, int[] widths, int text) {
        int before =
                IntStream.range(0, widths.length - 1).map(i -> widths[i] + 2).sum() + 2;
        if (text < cells.size()) {
            line(row(cells, widths, text));
            return;
        }
        List<String> last = Wrapping.lines(cells.getLast(), Math.max(30, WIDTH + 18 - before));
        List<String> first = new ArrayList<>(cells.subList(0, cells.size() - 1));
        first.add(last.getFirst());
        line(row(first, widths, text));
        last.stream().skip(1).forEach(l -> line(" ".repeat(before) + l));
    }

    /// A heading's last word stands below the rest, so that long names do not widen the table.
    private static String lower(String head) {
        return head.substring(head.lastIndexOf(' ') + 1);
    }

    private static String upper(String head) {
        return head.substring(0, Math.max(0, head.lastIndexOf(' ')));
    }

    private static String row(List<String> cells, int[] widths, int text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - Wrapping.width(cells.get(i))));
            line.append("  ").append(i < text ? cells.get(i) + padding : padding + cells.get(i));
        }
        return line.toString().stripTrailing();
    }

    /// Terminals draw the narrow no-break space as anything; a plain space keeps the columns. Control
    /// characters from
    /// a file must not reach the terminal.
    private void line(String text) {
        String safe = text.replace(Digits.THIN, " ").replace(Digits.SPACE, " ");
        safe.codePoints()
                .filter(c -> (c >= ' ' && (c < 0x7f || c > 0x9f)) || (styled && c == '\u001b'))
                .forEach(out::appendCodePoint);
        out.append('\n');
    }

    private String bold(String text) {
        return styled ? BOLD + text + PLAIN : text;
    }

    private String dim(String text) {
        return styled ? DIM + text + PLAIN : text;
    }
}
