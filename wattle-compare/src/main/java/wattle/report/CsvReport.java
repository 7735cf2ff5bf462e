package wattle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.comparison.Answer;
import wattle.comparison.Outcome;
import wattle.document.CsvRow;
import wattle.quantity.Range;

/// One row per paradigm for spreadsheets and scripts: RFC 4180, SI units named in the header, nothing
/// localised. What
/// is missing is an empty field.
public final class CsvReport {

    private CsvReport() {}

    /// The whole file, header first.
    public static String of(Answer answer) {
        StringBuilder text = new StringBuilder();
        for (Outcome outcome : answer.outcomes()) {
            List<Field> fields = fields(outcome);
            if (text.isEmpty()) {
                text.append(CsvRow.of(fields.stream().map(Field::name).toList()));
            }
            text.append(CsvRow.of(fields.stream().map(Field::value).toList()));
        }
        return text.toString();
    }

    private record Field(String name, String value) {}

    private static List<Field> fields(Outcome outcome) {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("id", outcome.paradigm().id()));
        fields.add(new Field("label", outcome.paradigm().label()));
        fields.add(new Field("kind", outcome.paradigm().kind()));
        fields.add(new Field("cadence", outcome.paradigm().cadence()));
        fields.add(new Field(
                "reaches_target", outcome.reach().answer().map(String::valueOf).orElse("")));
        fields.add(new Field("round_unit", outcome.service().roundUnit()));
        range(fields, "rounds", "", Optional.of(outcome.service().rounds()));
        range(fields, "energy", "_j", Metric.ENERGY.of(outcome));
        var energy = outcome.energy();
        range(fields, "it_energy", "_j", Optional.of(energy.it().range()));
        range(fields, "facility_energy", "_j", Optional.of(energy.facility().range()));
        range(fields, "network_energy", "_j", Optional.of(energy.network().range()));
        range(fields, "device_energy", "_j", Optional.of(energy.device().range()));
        range(fields, "operational_carbon", "_kg", Metric.CARBON_OPERATIONAL.of(outcome));
        range(fields, "embodied_carbon", "_kg", Metric.CARBON_EMBODIED.of(outcome));
        range(fields, "time_to_target", "_s", Metric.TIME.of(outcome));
        range(fields, "inference_latency", "_s", Metric.LATENCY.of(outcome));
        var moved = outcome.service().moved();
        range(fields, "data_up", "_bit", Optional.of(moved.up().range()));
        range(fields, "data_down", "_bit", Optional.of(moved.down().range()));
        range(fields, "data_side", "_bit", Optional.of(moved.side().range()));
        range(fields, "power_efficiency", "_flop_per_j", Metric.POWER_EFFICIENCY.of(outcome));
        range(fields, "computation_efficiency", "_share", Metric.COMPUTATION_EFFICIENCY.of(outcome));
        fields.add(new Field("leaves_the_device", outcome.service().leaves()));
        return fields;
    }

    private static void range(List<Field> fields, String name, String unit, Optional<Range> range) {
        fields.add(new Field(name + unit, number(range.map(Range::typical))));
        fields.add(new Field(name + "_low" + unit, number(range.map(Range::low))));
        fields.add(new Field(name + "_high" + unit, number(range.map(Range::high))));
    }

    private static String number(Optional<Double> value) {
        return value.map(String::valueOf).orElse("");
    }
}
