package wattle.app.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import wattle.agreement.Correlation;
import wattle.document.CsvRow;
import wattle.document.InputFault;
import wattle.run.Cost;
import wattle.run.Run;
import wattle.run.RunFolder;

/// `wattle runs correlate`: which quantity of a run predicts what it cost.
public final class Correlate {

    /// Fewer runs than this do not tell one law from another, whatever the intervals say.
    private static final int MANY = 10;

    private static final int TALL = 240;

    private static final Map<String, Function<Run, OptionalDouble>> PREDICTORS = predictors();

    private final String metric;
    private final Function<Run, OptionalDouble> target;
    private final List<Run> runs;
    private final List<Correlation> ranked;

    private Correlate(String metric, Function<Run, OptionalDouble> target, List<Run> runs) {
        this.metric = metric;
        this.target = target;
        this.runs = List.copyOf(runs);
        List<Correlation> all = new ArrayList<>();
        PREDICTORS.forEach((name, of) -> {
            if (!name.equals(metric)) {
                all.add(Correlation.of(name, samples(of)));
            }
        });
        ranked = Correlation.ranked(all);
    }

    /// Reads runs of any origin.
    ///
    /// @param wanted names of runs; empty or `all` for every run of the shelf
    /// @param metric `energy`, or the key of a cost
    /// @throws InputFault when there are fewer than three runs, or the metric is not known
    public static Correlate of(RunShelf shelf, List<String> wanted, String metric) throws IOException {
        boolean all = wanted.isEmpty() || wanted.equals(List.of("all"));
        List<Run> runs = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (String text : all ? shelf.ids() : wanted) {
            String id = all ? text : shelf.find(text);
            if (ids.contains(id)) {
                continue;
            }
            ids.add(id);
            if (!all || Files.exists(shelf.of(id).resolve(RunFolder.RUN))) {
                runs.add(shelf.run(id, ""));
            } else {
                // A job that never began is no point of a law.
                shelf.compute(id, "").ifPresent(runs::add);
            }
        }
        if (runs.size() < Correlation.FEWEST) {
            throw InputFault.inFile(
                    shelf.folder().toString(),
                    "there are %d runs, but a law through fewer than %d proves nothing."
                            .formatted(runs.size(), Correlation.FEWEST),
                    "Maybe measure or import more: wattle measure, wattle import.");
        }
        return new Correlate(metric, target(metric), runs);
    }

    private static Function<Run, OptionalDouble> target(String metric) {
        if (metric.equals("energy")) {
            return Correlate::energy;
        }
        Function<Run, OptionalDouble> predictor = PREDICTORS.get(metric);
        Cost cost = Cost.of(metric).orElse(null);
        if (predictor == null && cost == null) {
            throw InputFault.of(
                    "there is no metric '%s'.".formatted(metric),
                    "Maybe energy, or one of %s.".formatted(String.join(", ", PREDICTORS.keySet())));
        }
        return predictor != null ? predictor : cost(java.util.Objects.requireNonNull(cost), 1);
    }

    private static Map<String, Function<Run, OptionalDouble>> predictors() {
        Map<String, Function<Run, OptionalDouble>> predictors = new LinkedHashMap<>();
        predictors.put("parameters", cost(Cost.PARAMETERS, 1));
        predictors.put("FLOPs", cost(Cost.FLOPS, 1));
        predictors.put("model-bytes", cost(Cost.MODEL_SIZE, 1 / 8.0));
        predictors.put("samples", cost(Cost.SAMPLES, 1));
        predictors.put("duration-s", cost(Cost.WALL_TIME, 1));
        predictors.put("device-hours", cost(Cost.DEVICE_TIME, 1 / 3600.0));
        return predictors;
    }

    private static Function<Run, OptionalDouble> cost(Cost cost, double factor) {
        return run -> run.cost(cost)
                .map(range -> OptionalDouble.of(range.typical() * factor))
                .orElse(OptionalDouble.empty());
    }

    /// A run in which nothing was measured has no energy, not none.
    private static OptionalDouble energy(Run run) {
        double joules = run.energy().typical().joules();
        return joules > 0 ? OptionalDouble.of(joules) : OptionalDouble.empty();
    }

    private List<Correlation.Sample> samples(Function<Run, OptionalDouble> of) {
        return runs.stream()
                .map(run -> new Correlation.Sample(
                        of.apply(run).orElse(Double.NaN), target.apply(run).orElse(Double.NaN)))
                .toList();
    }

    /// For a terminal.
    public String table() {
        StringBuilder text =
                new StringBuilder("What predicts the %s of %d runs (%s)\n\n".formatted(metric, runs.size(), origins()));
        Columns columns = new Columns("lrrrrr", "predictor", "runs", "r", "rank r", "exponent", "error left out");
        rows().forEach(row -> columns.add(row.toArray(String[]::new)));
        return text.append(columns.text("  "))
                .append('\n')
                .append(caution())
                .append('\n')
                .toString();
    }

    /// One row for each predictor.
    public String csv() {
        StringBuilder text = new StringBuilder(CsvRow.of(keys()));
        ranked.forEach(one -> text.append(CsvRow.of(fields(one))));
        return text.toString();
    }

    /// The same as a list of objects.
    public String json() {
        List<String> objects = new ArrayList<>();
        for (Correlation one : ranked) {
            List<String> fields = fields(one);
            List<String> members = new ArrayList<>();
            for (int i = 0; i < keys().size(); i++) {
                String value = i == 0 ? PlotText.quoted(fields.get(i)) : PlotText.number(fields.get(i));
                members.add("    " + PlotText.quoted(keys().get(i)) + ": " + value);
            }
            objects.add("  {\n" + String.join(",\n", members) + "\n  }");
        }
        return "[\n" + String.join(",\n", objects) + "\n]\n";
    }

    /// A page with a picture of each predictor.
    public String html() {
        PlotPage page = new PlotPage("What predicts " + metric);
        page.head(1, "What predicts the %s of %d runs".formatted(metric, runs.size()));
        page.text("Runs: " + origins() + ". " + caution());
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("predictor", "runs", "r", "rank r", "exponent", "error left out"));
        table.addAll(rows());
        page.table(table);
        for (Correlation one : ranked) {
            one.figures().ifPresent(figures -> picture(page, one, figures));
        }
        return page.html();
    }

    private void picture(PlotPage page, Correlation one, Correlation.Figures figures) {
        List<PlotChart.Point> points = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (Correlation.Sample sample : samples(java.util.Objects.requireNonNull(PREDICTORS.get(one.name())))) {
            if (sample.x() > 0 && sample.y() > 0) {
                points.add(new PlotChart.Point(sample.x(), sample.y()));
                least = Math.min(least, sample.x());
                most = Math.max(most, sample.x());
            }
        }
        page.head(2, one.name());
        page.key(
                "fit",
                "%s ∝ %s^%.2f (%.2f to %.2f)"
                        .formatted(
                                metric,
                                one.name(),
                                figures.law().exponent().value(),
                                figures.law().exponent().low(),
                                figures.law().exponent().high()));
        page.raw(new PlotChart(TALL, true, one.name(), metric.equals("energy") ? "energy, J" : metric)
                .dots("one", points)
                .line(
                        "fit",
                        List.of(
                                new PlotChart.Point(least, figures.law().at(least)),
                                new PlotChart.Point(most, figures.law().at(most))))
                .svg("%s over %s, both logarithmic".formatted(metric, one.name())));
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (Correlation one : ranked) {
            String known = one.known() + (one.missing() > 0 ? " (%d lack it)".formatted(one.missing()) : "");
            rows.add(one.figures()
                    .map(figures -> List.of(
                            one.name(),
                            known,
                            interval(figures.pearson()),
                            interval(figures.spearman()),
                            interval(figures.law().exponent()),
                            String.format(Locale.ROOT, "%.0f %%", 100 * figures.leaveOneOut())))
                    .orElse(List.of(one.name(), known, "–", "–", "–", "–")));
        }
        return rows;
    }

    private String caution() {
        int known = ranked.stream().mapToInt(Correlation::known).max().orElse(0);
        String few =
                known < MANY ? "%d runs prove little: another run may turn this order round. ".formatted(known) : "";
        return few + "Intervals are 95 %; the error is the median of runs that were predicted without themselves. "
                + "A correlation across runs of different machines mixes machine and model.";
    }

    private String origins() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        runs.forEach(run -> counts.merge(run.origin().word(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((word, count) -> words.add(count + " " + word));
        return String.join(", ", words);
    }

    private static List<String> keys() {
        return List.of(
                "predictor",
                "known",
                "missing",
                "pearson",
                "pearson_low",
                "pearson_high",
                "spearman",
                "spearman_low",
                "spearman_high",
                "exponent",
                "exponent_low",
                "exponent_high",
                "leave_one_out");
    }

    private static List<String> fields(Correlation one) {
        List<String> fields =
                new ArrayList<>(List.of(one.name(), String.valueOf(one.known()), String.valueOf(one.missing())));
        double[] values = one.figures()
                .map(f -> new double[] {
                    f.pearson().value(), f.pearson().low(), f.pearson().high(),
                            f.spearman().value(),
                    f.spearman().low(), f.spearman().high(), f.law().exponent().value(),
                            f.law().exponent().low(),
                    f.law().exponent().high(), f.leaveOneOut()
                })
                .orElse(new double[0]);
        for (int i = 0; i < 10; i++) {
            fields.add(
                    i < values.length && Double.isFinite(values[i])
                            ? String.format(Locale.ROOT, "%.6g", values[i])
                            : "");
        }
        return fields;
    }

    private static String interval(Correlation.Estimate estimate) {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", estimate.value(), estimate.low(), estimate.high());
    }
}
