package wattle.app.measuring;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wattle.agreement.Comparison;
import wattle.agreement.Pair;
import wattle.document.CsvRow;
import wattle.document.InputFault;
import wattle.experiment.Experiment;
import wattle.quantity.Nearest;
import wattle.recording.Recording;
import wattle.trace.Channel;
import wattle.trace.Mark;
import wattle.trace.Samples;

/// `wattle meters compare`: how well the meters of a run agree.
public final class CompareMeters {

    private static final List<String> HEAD = List.of(
            "other",
            "reference",
            "coverage",
            "dynamic",
            "lag_s",
            "r_before",
            "r",
            "intercept_w",
            "intercept_error_w",
            "slope",
            "slope_error",
            "mean_difference_w",
            "lower_limit_w",
            "upper_limit_w",
            "step_s",
            "steps");

    private final String run;
    private final Comparison comparison;

    private final PairMatrix matrix;

    private CompareMeters(String run, Comparison comparison, PairMatrix matrix) {
        this.run = run;
        this.comparison = comparison;
        this.matrix = matrix;
    }

    /// Compares the meters of a run, on the machine whose recording has the most of them.
    ///
    /// @param reference a channel's name, or the start or end of one; empty for every pair, with pictures for the
    ///     outermost instrument's
    /// @throws InputFault when the run has fewer than two meters, or the reference is not among them
    public static CompareMeters of(RunShelf shelf, String name, String reference) throws IOException {
        Path run = shelf.of(name);
        Recording recording = shelf.recordings(name).stream()
                .max(java.util.Comparator.comparingInt(one -> one.samples().size()))
                .orElseThrow(() -> InputFault.inFile(
                        run.toString(),
                        "this run holds no recording.",
                        "Maybe it was simulated; only meters compare."));
        List<Samples> all = List.copyOf(recording.samples().values());
        Channel against = reference(all, reference, run);
        Optional<Comparison.Baseline> idle = baseline(recording.marks());
        Comparison comparison = Comparison.of(all, against, idle);
        if (comparison.behaviours().size() < 2) {
            throw InputFault.inFile(
                    run.toString(),
                    "this run has %d meter of energy; two are needed."
                            .formatted(comparison.behaviours().size()),
                    "Maybe import another tool's file together with this one.");
        }
        List<Pair> pairs = reference.isEmpty() ? Comparison.every(all, idle) : comparison.pairs();
        return new CompareMeters(name, comparison, new PairMatrix(pairs));
    }

    private static Channel reference(List<Samples> all, String text, Path run) {
        if (text.isEmpty()) {
            return Comparison.best(all)
                    .orElseThrow(() -> InputFault.inFile(run.toString(), "this run has no meter of energy.", ""));
        }
        List<Channel> energy = all.stream()
                .filter(samples -> wattle.trace.Curves.of(samples).isPresent())
                .map(Samples::channel)
                .toList();
        List<Channel> fitting = energy.stream()
                .filter(channel -> channel.id().text().startsWith(text)
                        || channel.id().text().endsWith(text))
                .toList();
        Optional<Channel> exact =
                energy.stream().filter(c -> c.id().text().equals(text)).findFirst();
        if (exact.isEmpty() && fitting.size() != 1) {
            List<String> ids =
                    energy.stream().map(channel -> channel.id().text()).toList();
            throw InputFault.inFile(
                    run.toString(),
                    "'%s' fits %d of the channels %s.".formatted(text, fitting.size(), String.join(", ", ids)),
                    Nearest.to(text, ids)
                            .map(near -> "Maybe '%s'.".formatted(near))
                            .orElse(""));
        }
        return exact.orElseGet(fitting::getFirst);
    }

    private static Optional<Comparison.Baseline> baseline(List<Mark> marks) {
        Optional<Long> begin = marks.stream()
                .filter(mark -> mark instanceof Mark.Begin(long _, String name) && name.equals(Experiment.BEFORE))
                .map(Mark::nanos)
                .findFirst();
        Optional<Long> end = marks.stream()
                .filter(mark -> mark instanceof Mark.End(long _, String name) && name.equals(Experiment.BEFORE))
                .map(Mark::nanos)
                .findFirst();
        return begin.flatMap(from -> end.map(to -> new Comparison.Baseline(from, to)));
    }

    /// For a terminal.
    public String table() {
        StringBuilder text = new StringBuilder("Compared with %s (%s)\n\n"
                .formatted(comparison.reference().id(), comparison.reference().part()));
        Columns columns = new Columns(
                "lrrrrrrr", "meter", "sees", "above idle", "later by", "r before", "r", "difference", "limits 95 %");
        for (Pair pair : comparison.pairs()) {
            columns.add(
                    pair.other().id().text(),
                    percent(pair.energy().coverage()),
                    Double.isNaN(pair.dynamic().ratio())
                            ? "–"
                            : percent(pair.dynamic().ratio()),
                    lag(pair),
                    format("%.3f", pair.alignment().before()),
                    format("%.3f", pair.alignment().after()),
                    format("%.1f W", pair.agreement().meanW()),
                    format("%.1f", pair.agreement().lowerW()) + " to "
                            + format("%.1f W", pair.agreement().upperW()));
        }
        text.append(columns.text("  "));
        comparison.pairs().forEach(pair -> text.append("\n").append(line(pair)));
        text.append(matrix.text());
        Columns behaviours = new Columns("lrrr", "meter", "read each", "new value each", "step");
        comparison
                .behaviours()
                .forEach(one -> behaviours.add(
                        one.channel().id().text(),
                        seconds(one.behaviour().pollS()),
                        seconds(one.behaviour().updateS()),
                        step(one)));
        text.append("\n\nHow each meter behaves:\n").append(behaviours.text("  "));
        comparison.pairs().stream()
                .findFirst()
                .ifPresent(pair ->
                        text.append("\nIdle is %s.\n".formatted(pair.dynamic().how())));
        comparison
                .left()
                .forEach(reason -> text.append("Not compared: ").append(reason).append(".\n"));
        return text.toString();
    }

    /// One row for each pair.
    public String csv() {
        StringBuilder text = new StringBuilder(CsvRow.of(HEAD));
        matrix.pairs().forEach(pair -> text.append(CsvRow.of(fields(pair))));
        return text.toString();
    }

    /// The same as a list of objects.
    public String json() {
        List<String> objects = new ArrayList<>();
        for (Pair pair : matrix.pairs()) {
            List<String> fields = fields(pair);
            List<String> members = new ArrayList<>();
            for (int i = 0; i < HEAD.size(); i++) {
                String value = i < 2 ? PlotText.quoted(fields.get(i)) : PlotText.number(fields.get(i));
                members.add("    " + PlotText.quoted(HEAD.get(i)) + ": " + value);
            }
            objects.add("  {\n" + String.join(",\n", members) + "\n  }");
        }
        return "[\n" + String.join(",\n", objects) + "\n]\n";
    }

    /// Every pair in a table, and pictures of the reference's.
    public String html() {
        return CompareMetersPage.of(run, comparison, matrix);
    }

    private static List<String> fields(Pair pair) {
        List<String> fields = new ArrayList<>(
                List.of(pair.other().id().text(), pair.reference().id().text()));
        for (double value : new double[] {
            pair.energy().coverage(), pair.dynamic().ratio(), pair.alignment().lagS(),
                    pair.alignment().before(),
            pair.alignment().after(), pair.line().intercept(), pair.line().interceptError(),
                    pair.line().slope(),
            pair.line().slopeError(), pair.agreement().meanW(), pair.agreement().lowerW(),
                    pair.agreement().upperW(),
            pair.time().stepS()
        }) {
            fields.add(Double.isFinite(value) ? format("%.6g", value) : "");
        }
        fields.add(String.valueOf(pair.line().count()));
        return fields;
    }

    static String line(Pair pair) {
        return String.format(
                Locale.ROOT,
                "%s = %.1f (± %.1f) W + %.4f (± %.4f) · %s, r %.3f, leaves %.1f W; %d steps of %s",
                pair.reference().part().name(),
                pair.line().intercept(),
                pair.line().interceptError(),
                pair.line().slope(),
                pair.line().slopeError(),
                pair.other().id(),
                pair.line().r(),
                pair.line().residualW(),
                pair.line().count(),
                seconds(pair.time().stepS()));
    }

    static String lag(Pair pair) {
        return pair.alignment().told() ? format("%.2f s", pair.alignment().lagS()) : "not told";
    }

    static String percent(double share) {
        return format("%.1f %%", share * 100);
    }

    static String seconds(double s) {
        return s < 1 ? format("%.3g ms", s * 1e3) : format("%.3g s", s);
    }

    static String step(Comparison.Behaved one) {
        boolean counter = one.channel().signal() instanceof wattle.trace.Signal.EnergyCounter;
        String few = one.behaviour().levels() < 8
                ? " (of %d values)".formatted(one.behaviour().levels())
                : "";
        return format("%.3g ", one.behaviour().quantum()) + (counter ? "J" : "W") + few;
    }

    static String format(String form, double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
