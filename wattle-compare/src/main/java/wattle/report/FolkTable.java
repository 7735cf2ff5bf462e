package wattle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.comparison.FolkWord;
import wattle.comparison.FolkWord.Judgement;
import wattle.comparison.Outcome;
import wattle.quantity.Dimension;
import wattle.quantity.Interval;
import wattle.quantity.Range;

/// The field's folk table beside our numbers: one word per property and paradigm, and whether it holds here.
///
/// A word is judged against the other columns, because "high" and "low" mean nothing alone.
public final class FolkTable {

    private static final String DEVICE = "device";
    private static final String CLOUD = "cloud";
    private static final String FEDERATED = "federated";

    /// Two amounts closer than this are not told apart by "high" and "low".
    private static final double CLEARLY = 1.5;

    private final Optional<Outcome> device;
    private final Optional<Outcome> cloud;
    private final Optional<Outcome> federated;

    private FolkTable(List<Outcome> outcomes) {
        this.device = first(outcomes, "local");
        this.cloud = first(outcomes, "cloud")
                .or(() -> first(outcomes, "on-premises"))
                .or(() -> first(outcomes, "edge"));
        this.federated = first(outcomes, "federated")
                .or(() -> first(outcomes, "federated-sleep"))
                .or(() -> first(outcomes, "hierarchical"))
                .or(() -> first(outcomes, "decentralised"));
    }

    private static Optional<Outcome> first(List<Outcome> outcomes, String kind) {
        return outcomes.stream().filter(o -> o.paradigm().kind().equals(kind)).findFirst();
    }

    /// The cells for which the answer has an outcome, property by property.
    public static List<FolkWord> of(List<Outcome> outcomes) {
        FolkTable table = new FolkTable(outcomes);
        List<FolkWord> words = new ArrayList<>();
        table.latency(words);
        table.privacy(words);
        table.transfer(words);
        table.power(words);
        table.computation(words);
        return words;
    }

    private static Optional<Range> latencyOf(Optional<Outcome> outcome) {
        return outcome.flatMap(o -> o.service().inferenceLatency()).map(Interval::range);
    }

    private void latency(List<FolkWord> words) {
        Optional<Range> onDevice = latencyOf(device).or(() -> latencyOf(federated));
        Optional<Range> inCloud = latencyOf(cloud);
        device.ifPresent(o -> add(words, "latency", DEVICE, "none", latencyOf(device), Dimension.TIME, r -> {
            if (inCloud.isPresent() && r.typical() > inCloud.get().typical()) {
                return wrong("the device computes longer than network and server together");
            }
            return r.typical() < 0.1
                    ? holds("below a tenth of a second")
                    : wrong("nothing travels, but computing takes time");
        }));
        cloud.ifPresent(o -> add(
                words,
                "latency",
                CLOUD,
                "high",
                inCloud,
                Dimension.TIME,
                r -> onDevice.map(d -> r.typical() > d.typical()
                                ? holds("higher than on the device")
                                : wrong("a faster machine repays the way there"))
                        .orElse(tell("nothing to compare with"))));
        federated.ifPresent(o -> add(
                words,
                "latency",
                FEDERATED,
                "low",
                latencyOf(federated),
                Dimension.TIME,
                r -> inCloud.map(c -> r.typical() < c.typical()
                                ? holds("inference stays on the device")
                                : wrong("inference runs on the device, and the server answers sooner"))
                        .orElse(tell("nothing to compare with"))));
    }

    private void privacy(List<FolkWord> words) {
        device.ifPresent(o -> words.add(new FolkWord(
                "privacy", DEVICE, "high", leaves(o), Judgement.HOLDS, "data and model stay where they are")));
        cloud.ifPresent(o -> words.add(new FolkWord(
                "privacy", CLOUD, "low", leaves(o), Judgement.HOLDS, "whoever runs the place can read the data")));
        federated.ifPresent(o -> words.add(new FolkWord(
                "privacy",
                FEDERATED,
                "high",
                leaves(o),
                Judgement.CANNOT_TELL,
                "updates can leak data unless they are aggregated securely; no number here measures that")));
    }

    private static String leaves(Outcome outcome) {
        return outcome.service().leaves() + (outcome.service().leaves().equals("nothing") ? " leaves" : "");
    }

    private static Range moved(Outcome outcome) {
        Outcome.DataMoved moved = outcome.service().moved();
        return moved.up().range().plus(moved.down().range()).plus(moved.side().range());
    }

    private void transfer(List<FolkWord> words) {
        Optional<Range> toCloud = cloud.map(FolkTable::moved);
        device.ifPresent(o -> add(
                words,
                "data transfer",
                DEVICE,
                "none",
                Optional.of(moved(o)),
                Dimension.DATA,
                r -> r.high() == 0 ? holds("nothing is sent") : wrong("monitoring is sent all the same")));
        cloud.ifPresent(o -> add(
                words,
                "data transfer",
                CLOUD,
                "high",
                toCloud,
                Dimension.DATA,
                r -> federated
                        .map(f -> larger(
                                r, moved(f), "more than federated learning moves", "federated learning moves more"))
                        .orElse(tell("nothing to compare with"))));
        federated.ifPresent(o -> add(
                words,
                "data transfer",
                FEDERATED,
                "low",
                Optional.of(moved(o)),
                Dimension.DATA,
                r -> toCloud.map(c ->
                                larger(c, r, "less than the cloud", "more than the cloud: models outweigh the data"))
                        .orElse(tell("nothing to compare with"))));
    }

    private void power(List<FolkWord> words) {
        Optional<Range> onDevice = device.flatMap(o -> o.work().powerEfficiency());
        Optional<Range> inCloud = cloud.flatMap(o -> o.work().powerEfficiency());
        Optional<Range> learnt = federated.flatMap(o -> o.work().powerEfficiency());
        device.ifPresent(o -> efficiency(
                words,
                "power efficiency",
                DEVICE,
                "high",
                onDevice,
                false,
                o,
                r -> inCloud.map(c -> larger(r, c, "higher than in the cloud", "the cloud computes more per joule"))
                        .orElse(tell("nothing to compare with"))));
        cloud.ifPresent(o -> efficiency(
                words,
                "power efficiency",
                CLOUD,
                "low",
                inCloud,
                false,
                o,
                r -> onDevice.or(() -> learnt)
                        .map(d -> larger(
                                d,
                                r,
                                "lower than on the device, network included",
                                "higher than on the device, network included"))
                        .orElse(tell("nothing to compare with"))));
        federated.ifPresent(o -> efficiency(
                words,
                "power efficiency",
                FEDERATED,
                "?",
                learnt,
                false,
                o,
                r -> answer(between(r, onDevice, inCloud))));
    }

    private void computation(List<FolkWord> words) {
        Optional<Range> onDevice = device.flatMap(o -> o.work().computationEfficiency());
        Optional<Range> inCloud = cloud.flatMap(o -> o.work().computationEfficiency());
        Optional<Range> learnt = federated.flatMap(o -> o.work().computationEfficiency());
        device.ifPresent(o -> efficiency(
                words,
                "computation efficiency",
                DEVICE,
                "very low",
                onDevice,
                true,
                o,
                r -> r.typical() < 0.15 ? holds("below 15 % of peak") : wrong("not very low here")));
        cloud.ifPresent(o -> efficiency(
                words,
                "computation efficiency",
                CLOUD,
                "high",
                inCloud,
                true,
                o,
                r -> r.typical() > 0.5 ? holds("above half of peak") : wrong("most of the peak is unused")));
        federated.ifPresent(o -> efficiency(
                words,
                "computation efficiency",
                FEDERATED,
                "?",
                learnt,
                true,
                o,
                r -> answer(between(r, onDevice, inCloud) + ", waiting in rounds included")));
    }

    private static String between(Range ours, Optional<Range> device, Optional<Range> cloud) {
        if (device.isEmpty() || cloud.isEmpty()) {
            return "no other column to compare with";
        }
        double d = device.get().typical();
        double c = cloud.get().typical();
        double x = ours.typical();
        if (x < Math.min(d, c) / CLEARLY) {
            return "lower than both";
        }
        if (x > Math.max(d, c) * CLEARLY) {
            return "higher than both";
        }
        return Math.abs(Math.log(x / d)) < Math.abs(Math.log(x / c)) ? "near the device's" : "near the cloud's";
    }

    private record Judged(Judgement judgement, String comment) {}

    private static Judged holds(String comment) {
        return new Judged(Judgement.HOLDS, comment);
    }

    private static Judged wrong(String comment) {
        return new Judged(Judgement.WRONG, comment);
    }

    private static Judged tell(String comment) {
        return new Judged(Judgement.CANNOT_TELL, comment);
    }

    private static Judged answer(String comment) {
        return new Judged(Judgement.ANSWER, comment);
    }

    /// Whether `a` is larger than `b`; when their ranges overlap widely we cannot tell.
    private static Judged larger(Range a, Range b, String yes, String no) {
        boolean apart = a.low() > b.high() || b.low() > a.high();
        boolean clear = a.typical() > CLEARLY * b.typical() || b.typical() > CLEARLY * a.typical();
        if (!apart && !clear) {
            return tell("the two are too close: " + (a.typical() > b.typical() ? yes : no) + " at typical values");
        }
        return a.typical() > b.typical() ? holds(yes) : wrong(no);
    }

    private static void add(
            List<FolkWord> words,
            String property,
            String column,
            String word,
            Optional<Range> value,
            Dimension dimension,
            java.util.function.Function<Range, Judged> judge) {
        Judged judged = value.map(judge).orElse(tell("the scenario asks for no answers"));
        String number = value.map(v -> Amounts.of(dimension, v)).orElse(Digits.MISSING);
        words.add(new FolkWord(property, column, word, number, judged.judgement(), judged.comment()));
    }

    private static void efficiency(
            List<FolkWord> words,
            String property,
            String column,
            String word,
            Optional<Range> value,
            boolean share,
            Outcome outcome,
            java.util.function.Function<Range, Judged> judge) {
        Judged judged = value.map(judge).orElse(tell(outcome.work().missing()));
        String number = value.map(v -> share ? Amounts.percent(v) : Amounts.workPerJoule(v))
                .orElse(Digits.MISSING);
        words.add(new FolkWord(property, column, word, number, judged.judgement(), judged.comment()));
    }
}
