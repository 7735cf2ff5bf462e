package wattle.report;

import java.util.List;
import java.util.Optional;
import wattle.comparison.Answer;
import wattle.comparison.Outcome;
import wattle.quantity.Interval;
import wattle.quantity.Range;

/// A column of every table: what it is called, where it is found in an outcome, in which units it is told.
enum Metric {
    ENERGY("energy", "Energy"),
    CARBON_OPERATIONAL("carbon-operational", "Operational carbon"),
    CARBON_EMBODIED("carbon-embodied", "Embodied carbon"),
    TIME("time-to-target", "Time to target"),
    LATENCY("inference-latency", "Latency"),
    MOVED("data-moved", "Data moved"),
    ROUNDS("rounds", "Rounds"),
    POWER_EFFICIENCY("power-efficiency", "Power efficiency"),
    COMPUTATION_EFFICIENCY("computation-efficiency", "Share of peak");

    private final String key;
    private final String label;

    Metric(String key, String label) {
        this.key = key;
        this.label = label;
    }

    String label() {
        return label;
    }

    /// The name by which `wattle explain` knows this number: `cloud.energy`.
    String figure(Outcome outcome) {
        return outcome.paradigm().id() + "." + key;
    }

    /// The amount in base units; empty when there is none.
    Optional<Range> of(Outcome outcome) {
        return switch (this) {
            case ENERGY -> Optional.of(outcome.energy().total().range());
            case CARBON_OPERATIONAL ->
                Optional.of(outcome.carbon().operational().range());
            case CARBON_EMBODIED -> outcome.carbon().embodied().map(Interval::range);
            case TIME -> outcome.service().timeToTarget().map(Interval::range);
            case LATENCY -> outcome.service().inferenceLatency().map(Interval::range);
            case MOVED -> Optional.of(moved(outcome.service().moved()));
            case ROUNDS -> Optional.of(outcome.service().rounds());
            case POWER_EFFICIENCY -> outcome.work().powerEfficiency();
            case COMPUTATION_EFFICIENCY -> outcome.work().computationEfficiency();
        };
    }

    private List<Scale> ladder() {
        return switch (this) {
            case ENERGY -> Scale.ENERGY;
            case CARBON_OPERATIONAL, CARBON_EMBODIED -> Scale.CARBON;
            case TIME, LATENCY -> Scale.TIME;
            case MOVED -> Scale.DATA;
            case ROUNDS -> Scale.COUNT;
            case POWER_EFFICIENCY -> Scale.WORK_PER_JOULE;
            case COMPUTATION_EFFICIENCY -> Scale.SHARE;
        };
    }

    /// One unit for the whole column.
    Scale scale(Answer answer) {
        return Scale.fitting(
                ladder(),
                answer.outcomes().stream().flatMap(o -> of(o).stream()).mapToDouble(Range::typical));
    }

    /// The unit in which this outcome alone reads best; times span seconds to months, so each has its own.
    Scale scale(Outcome outcome) {
        return Scale.fitting(ladder(), of(outcome).map(Range::typical).orElse(0.0));
    }

    /// `1 230 (1 110–1 680)` in the column's unit, `none`, or a dash.
    String cell(Answer answer, Outcome outcome) {
        return of(outcome)
                .map(r -> this == TIME
                        ? scale(outcome).withUnit(r)
                        : Digits.interval(scale(answer).of(r)))
                .orElse(Digits.MISSING);
    }

    /// The column's name and unit: `Energy, kWh`.
    String header(Answer answer) {
        String unit = this == TIME ? "" : scale(answer).unit();
        return unit.isEmpty() ? label : label + "," + Digits.SPACE + unit;
    }

    private static Range moved(Outcome.DataMoved moved) {
        return moved.up().range().plus(moved.down().range()).plus(moved.side().range());
    }
}
