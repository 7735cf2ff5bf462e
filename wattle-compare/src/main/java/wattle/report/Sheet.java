package wattle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import wattle.comparison.Answer;
import wattle.comparison.FolkWord;
import wattle.comparison.Outcome;
import wattle.comparison.Verdict;

/// A table before anybody decides how to draw it.
///
/// @param head one name per column
/// @param rows as many cells each
/// @param text how many columns, from the left, hold words; the rest hold numbers and are aligned right
record Sheet(List<String> head, List<List<String>> rows, int text) {

    /// What each paradigm costs.
    static Sheet costs(Answer answer) {
        return of(
                answer,
                List.of(Metric.ENERGY, Metric.CARBON_OPERATIONAL, Metric.CARBON_EMBODIED, Metric.TIME),
                "Reaches target",
                Telling::reach);
    }

    /// What each paradigm delivers, and how well it works.
    static Sheet service(Answer answer) {
        return of(
                answer,
                List.of(Metric.LATENCY, Metric.MOVED, Metric.POWER_EFFICIENCY, Metric.COMPUTATION_EFFICIENCY),
                "Leaves the device",
                o -> o.service().leaves());
    }

    /// The field's words beside our numbers, one row per cell.
    static Sheet words(Answer answer) {
        List<List<String>> rows = new ArrayList<>();
        for (FolkWord word : answer.words()) {
            String comment = word.comment().isEmpty() ? "" : ": " + word.comment();
            rows.add(List.of(
                    Telling.capital(word.property()),
                    word.column(),
                    Telling.word(word.word()),
                    word.number(),
                    Telling.judgement(word.judgement()) + comment));
        }
        return new Sheet(List.of("Property", "Where", "The word", "Our number", "Judgement"), rows, 5);
    }

    /// Every stage: counted, estimated or left out.
    static Sheet boundary(Answer answer) {
        return new Sheet(
                List.of("Stage", "Status", "Why"),
                answer.basis().boundary().stream()
                        .map(b -> List.of(b.stage(), b.status(), b.reason()))
                        .toList(),
                3);
    }

    /// Every metric of every paradigm.
    static Sheet figures(Answer answer) {
        return of(
                answer, List.of(Metric.values()), "Round unit", o -> o.service().roundUnit());
    }

    /// Every pair, on energy and on carbon; the change is `a / b − 1`.
    static Sheet pairs(Answer answer) {
        Telling telling = new Telling(answer);
        List<List<String>> rows = answer.verdicts().stream()
                .map(v -> List.of(
                        telling.label(v.a()),
                        telling.label(v.b()),
                        v.metric().word(),
                        v.kind().word().replace('-', ' '),
                        v.kind() == Verdict.Kind.INCOMPARABLE ? Digits.MISSING : Digits.change(v.change()),
                        v.because()))
                .toList();
        return new Sheet(List.of("Which", "Against", "On", "Verdict", "Change", "Because"), rows, 6);
    }

    private interface Words {
        String of(Outcome outcome);
    }

    private static Sheet of(Answer answer, List<Metric> metrics, String word, Words words) {
        List<String> head = Stream.concat(
                        Stream.of("Paradigm", word), metrics.stream().map(m -> m.header(answer)))
                .toList();
        List<List<String>> rows = answer.outcomes().stream()
                .map(o -> Stream.concat(
                                Stream.of(o.paradigm().label(), words.of(o)),
                                metrics.stream().map(m -> m.cell(answer, o)))
                        .toList())
                .toList();
        return new Sheet(head, rows, 2);
    }
}
