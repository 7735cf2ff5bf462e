package wattle.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import wattle.comparison.Answer;
import wattle.comparison.Basis;
import wattle.comparison.FolkWord;
import wattle.comparison.FolkWord.Judgement;
import wattle.comparison.Leverage;
import wattle.comparison.Outcome;
import wattle.comparison.Question;
import wattle.comparison.Sentences;
import wattle.comparison.Verdict;
import wattle.comparison.Verdict.Kind;
import wattle.comparison.Verdict.Metric;
import wattle.quantity.Quality;
import wattle.quantity.Range;

/// An answer for tests: twenty hospitals, eight paradigms. Its numbers are invented and say nothing about
/// anything.
final class SampleAnswer {

    private SampleAnswer() {}

    static Answer hospitals() {
        List<Outcome> outcomes = SampleOutcomes.all();
        return new Answer(
                question(), outcomes, verdicts(outcomes), sentences(), leverage(), words(), SampleBasis.of(outcomes));
    }

    /// Nothing reaches the target, nothing was varied: no winner, no levers, no words.
    static Answer undecided() {
        Answer plain = hospitals();
        List<Outcome> outcomes = List.of(plain.outcome("edge"), plain.outcome("local"));
        return new Answer(
                question(),
                outcomes,
                verdicts(outcomes),
                new Sentences(
                        "No paradigm is known to reach the target, so there is no winner.", List.of(), "Test data."),
                new Leverage("", "", List.of(), List.of(), List.of()),
                List.of(),
                new Basis(List.of(), List.of(), List.of(), List.of()));
    }

    /// The same answer with text that would break a page which trusted it.
    static Answer hostile() {
        Answer plain = hospitals();
        String evil = "</script><script>alert(\"x & 'y'\")</script>";
        Question question = new Question(
                evil,
                evil + ".yaml",
                "0123456789abcdef",
                evil,
                evil,
                plain.question().engine());
        List<Outcome> outcomes = new ArrayList<>(plain.outcomes());
        Outcome first = outcomes.getFirst();
        outcomes.set(
                0,
                new Outcome(
                        new Outcome.Paradigm("hierarchical", "hierarchical", "fine-tune", evil, evil),
                        first.reach(),
                        first.energy(),
                        first.carbon(),
                        first.service(),
                        first.work(),
                        first.ledger()));
        return new Answer(
                question,
                outcomes,
                plain.verdicts(),
                new Sentences(evil, List.of(evil), evil),
                plain.leverage(),
                List.of(new FolkWord("latency", "device", evil, evil, Judgement.WRONG, evil)),
                plain.basis());
    }

    private static Question question() {
        return new Question(
                "hospitals-tumour",
                "hospitals-tumour.yaml",
                "3f9c21a05b7e8d14",
                "Where should 20 hospitals train and run tumour segmentation for one year, at Dice ≥ 0.85, refreshed"
                        + " monthly, 5 000 studies a day?",
                "one year of tumour segmentation for 20 hospitals",
                new Question.Engine("closed form", 2000, 7, 0.9));
    }

    private static List<Verdict> verdicts(List<Outcome> outcomes) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            for (int j = i + 1; j < outcomes.size(); j++) {
                verdicts.add(verdict(Metric.ENERGY, outcomes.get(i), outcomes.get(j)));
                verdicts.add(verdict(Metric.CARBON, outcomes.get(i), outcomes.get(j)));
            }
        }
        return verdicts;
    }

    private static Verdict verdict(Metric metric, Outcome a, Outcome b) {
        String pair = a.paradigm().label() + " and " + b.paradigm().label();
        if (!a.reach().comparable() || !b.reach().comparable()) {
            return new Verdict(
                    metric,
                    id(a),
                    id(b),
                    Kind.INCOMPARABLE,
                    Range.exactly(0),
                    pair + " were not compared: not at the same quality.");
        }
        double typical = metric == Metric.ENERGY
                ? ratio(a.energy().total().range(), b.energy().total().range())
                : ratio(
                        a.carbon().operational().range(),
                        b.carbon().operational().range());
        Range change = new Range(typical - 0.25, typical, typical + 0.22);
        if (change.contains(0)) {
            return new Verdict(metric, id(a), id(b), Kind.CANNOT_TELL, change, "We cannot tell " + pair + " apart.");
        }
        Kind kind = change.high() < 0 ? Kind.LOWER : Kind.HIGHER;
        return new Verdict(
                metric,
                id(a),
                id(b),
                kind,
                change,
                a.paradigm().label() + " uses " + Digits.change(change) + " than "
                        + b.paradigm().label() + ".");
    }

    private static String id(Outcome outcome) {
        return outcome.paradigm().id();
    }

    private static double ratio(Range a, Range b) {
        return a.typical() / b.typical() - 1;
    }

    private static Sentences sentences() {
        return new Sentences(
                "On their own devices, federated through regional aggregators: 1 200 kWh a year, which is 30 % less than"
                        + " the cloud (5 to 55 % less).",
                List.of(
                        "We cannot tell hierarchical from plain federated learning (28 % less to 19 % more).",
                        "On carbon we cannot tell either: the cloud’s grid is cleaner, and twenty devices must be built.",
                        "Local learning stops at Dice 0.79 and gets no verdict; nothing is known of split learning."),
                "Energy of one year of tumour segmentation for 20 hospitals, compared with Wattle (test data, closed form,"
                        + " 2 000 paired draws, seed 7, scenario 3f9c21a05b7e8d14); stages from gathering to"
                        + " monitoring, facility overhead and network included, embodied carbon stated apart.");
    }

    private static Leverage leverage() {
        return new Leverage(
                "hierarchical",
                "cloud",
                List.of(
                        lever(
                                "network.wan.energy-per-data",
                                "Network energy per data",
                                "kWh/GB",
                                new Range(0.003, 0.015, 0.045),
                                -0.02,
                                -0.58,
                                0.0051,
                                Quality.LITERATURE),
                        lever(
                                "devices.idle-share",
                                "Device idle charged to this task",
                                "",
                                new Range(0.1, 0.25, 0.6),
                                -0.42,
                                -0.06,
                                0.71,
                                Quality.ESTIMATE),
                        lever(
                                "requests.upload",
                                "Upload of one study",
                                "MB",
                                new Range(18, 30, 42),
                                -0.16,
                                -0.41,
                                10,
                                Quality.VENDOR),
                        lever(
                                "devices.inference-time",
                                "Seconds per study on the Jetson",
                                "s",
                                new Range(36, 50, 68),
                                -0.38,
                                -0.19,
                                92,
                                Quality.MEASURED),
                        lever(
                                "requests.per-day",
                                "Studies a day",
                                "1/day",
                                new Range(4000, 5000, 6500),
                                -0.24,
                                -0.37,
                                Double.NaN,
                                Quality.ESTIMATE),
                        lever(
                                "cloud.pue",
                                "PUE of the cloud region",
                                "",
                                new Range(1.08, 1.16, 1.35),
                                -0.29,
                                -0.34,
                                Double.NaN,
                                Quality.VENDOR),
                        lever(
                                "access.energy-per-data",
                                "5G access energy per data",
                                "kWh/GB",
                                new Range(0.02, 0.05, 0.12),
                                -0.30,
                                -0.31,
                                Double.NaN,
                                Quality.UNVERIFIED)),
                List.of(
                        sweep(
                                "network.wan.energy-per-data",
                                "Network energy per data",
                                "kWh/GB",
                                new Range(0.003, 0.015, 0.045),
                                0.001,
                                0.06,
                                true,
                                0.0051),
                        sweep(
                                "devices.idle-share",
                                "Device idle charged to this task",
                                "",
                                new Range(0.1, 0.25, 0.6),
                                0,
                                1,
                                false,
                                0.71),
                        sweep(
                                "cloud.pue",
                                "PUE of the cloud region",
                                "",
                                new Range(1.08, 1.16, 1.35),
                                1,
                                2,
                                false,
                                Double.NaN)),
                List.of(
                        new Leverage.Condition(
                                "FD-7",
                                "federated",
                                "device efficiency / datacentre efficiency > 1 / PUE",
                                0.61,
                                0.86,
                                false,
                                "The devices compute less per joule than the cloud after cooling."),
                        new Leverage.Condition(
                                "FD-8",
                                "federated",
                                "data not moved / weights moved > energy per bit ratio",
                                24,
                                3.2,
                                true,
                                "Federated learning moves little enough data to pay for its rounds.")));
    }

    private static Leverage.Lever lever(
            String key,
            String label,
            String unit,
            Range value,
            double atLow,
            double atHigh,
            double flips,
            Quality quality) {
        OptionalDouble flipsAt = Double.isNaN(flips) ? OptionalDouble.empty() : OptionalDouble.of(flips);
        return new Leverage.Lever(key, label, unit, value, new Leverage.Effect(atLow, -0.31, atHigh), flipsAt, quality);
    }

    private static Leverage.Sweep sweep(
            String key,
            String label,
            String unit,
            Range range,
            double from,
            double to,
            boolean logarithmic,
            double cross) {
        List<Double> values = new ArrayList<>();
        SequencedMap<String, List<Double>> lines = new LinkedHashMap<>();
        for (int i = 0; i <= 40; i++) {
            values.add(logarithmic ? from * Math.pow(to / from, i / 40.0) : from + (to - from) * i / 40.0);
        }
        double crossing = Double.isNaN(cross) ? from - (to - from) : cross;
        double slope = 560 / Math.abs(range.typical() - crossing);
        boolean cloudRises = Double.isNaN(cross) || crossing < range.typical();
        line(lines, "hierarchical", values, 1230, cloudRises ? 0 : slope, range.typical());
        line(lines, "federated", values, 1270, cloudRises ? 0 : slope, range.typical());
        line(lines, "decentralised", values, 1500, cloudRises ? slope * 0.1 : slope, range.typical());
        line(lines, "cloud", values, 1790, cloudRises ? slope : 0, range.typical());
        line(lines, "on-premises", values, 3500, cloudRises ? slope * 0.3 : 0, range.typical());
        List<Leverage.BreakEven> evens = Double.isNaN(cross)
                ? List.of()
                : List.of(new Leverage.BreakEven(
                        key,
                        label,
                        Metric.ENERGY,
                        cross,
                        unit,
                        cloudRises ? "cloud" : "hierarchical",
                        cloudRises ? "hierarchical" : "cloud"));
        return new Leverage.Sweep(
                key, label, Metric.ENERGY, new Leverage.Axis(unit, range, logarithmic), values, lines, evens);
    }

    private static void line(
            SequencedMap<String, List<Double>> lines,
            String id,
            List<Double> values,
            double kilowattHours,
            double slope,
            double at) {
        lines.put(
                id,
                values.stream()
                        .map(x -> 3.6e6 * (kilowattHours + slope * (x - at)))
                        .toList());
    }

    private static List<FolkWord> words() {
        return List.of(
                new FolkWord(
                        "latency",
                        "device",
                        "none",
                        "50 s (36–68)",
                        Judgement.WRONG,
                        "the Jetson is slower than link and cloud together"),
                new FolkWord(
                        "latency", "cloud", "high", "9 s (6–16)", Judgement.WRONG, "a fast machine repays the link"),
                new FolkWord(
                        "latency",
                        "federated",
                        "low",
                        "50 s (36–68)",
                        Judgement.WRONG,
                        "inference still runs on the Jetson"),
                new FolkWord("privacy", "device", "high", "nothing leaves", Judgement.HOLDS, ""),
                new FolkWord("privacy", "cloud", "low", "images leave", Judgement.HOLDS, ""),
                new FolkWord(
                        "privacy",
                        "federated",
                        "high",
                        "weights leave",
                        Judgement.HOLDS,
                        "only with secure aggregation"),
                new FolkWord("data transfer", "device", "none", "none", Judgement.HOLDS, ""),
                new FolkWord(
                        "data transfer", "cloud", "high", "56 TB (33–78)", Judgement.HOLDS, "one upload per study"),
                new FolkWord(
                        "data transfer",
                        "federated",
                        "low",
                        "2.5 TB (1.6–4.1)",
                        Judgement.HOLDS,
                        "about a twentieth of the cloud"),
                new FolkWord(
                        "power efficiency",
                        "device",
                        "high",
                        "3.5 GFLOP/J",
                        Judgement.CANNOT_TELL,
                        "the target is not reached"),
                new FolkWord(
                        "power efficiency", "cloud", "low", "2.4 GFLOP/J", Judgement.HOLDS, "the network is charged"),
                new FolkWord(
                        "power efficiency",
                        "federated",
                        "?",
                        "3.3 GFLOP/J",
                        Judgement.ANSWER,
                        "between, nearer to high"),
                new FolkWord("computation efficiency", "device", "very low", "11 % (8–14)", Judgement.HOLDS, ""),
                new FolkWord(
                        "computation efficiency",
                        "cloud",
                        "high",
                        "31 % (22–38)",
                        Judgement.WRONG,
                        "two thirds of the peak stay unused"),
                new FolkWord(
                        "computation efficiency",
                        "federated",
                        "?",
                        "11 % (8–14)",
                        Judgement.ANSWER,
                        "very low, waiting for stragglers"));
    }
}
