package wattle.app.export;

import wattle.document.InputFault;
import wattle.quantity.Dimension;
import wattle.report.Amounts;
import wattle.trace.EnergyEstimate;

/// The block `co2_eq_emissions` of a Hugging Face model card: carbon in **grams**, where CodeCarbon's file has
/// kilograms (<https://huggingface.co/docs/hub/model-cards-co2>).
///
/// The number is a plain decimal. The hub's client takes the first digits that look like `\d+.\d+`, so that `1e-05`
/// would read as 1.
final class ModelCard {

    private static final double GRAMS_PER_KILOGRAM = 1000;

    private ModelCard() {}

    /// @throws InputFault without a grid: a card states carbon, and nobody's country is assumed
    static String of(Exported run) {
        GridZone grid = run.zone()
                .orElseThrow(() -> InputFault.of(
                        "--format hf-card: a model card states carbon, and no grid is given.",
                        "Maybe add --zone with the country whose grid fed the run: --zone FRA."));
        EnergyEstimate energy = run.total()
                .orElseThrow(() -> InputFault.of(
                        "--format hf-card: no meter gave enough readings in this run, so its carbon is unknown.",
                        "Maybe see what can be read here: wattle doctor."));
        double grams = grid.carbon(energy.joules()).kilograms() * GRAMS_PER_KILOGRAM;
        String source = "Wattle %s, %s %s, times %s"
                .formatted(
                        run.version(),
                        run.how(),
                        Words.plain(Amounts.of(Dimension.ENERGY, Exported.range(energy))),
                        grid.words());
        return "co2_eq_emissions:\n"
                + "  emissions: " + Plain.amount(Math.max(0, grams)) + "\n"
                + line("source", source)
                + run.fact("tag.training_type")
                        .map(type -> line("training_type", type))
                        .orElse("  # training_type: \"pre-training\" or \"fine-tuning\"; only you know.\n")
                + line("geographical_location", grid.name())
                + line("hardware_used", run.fact("tag.hardware").orElseGet(() -> hardware(run)));
    }

    private static String hardware(Exported run) {
        int machines = run.nodes().size();
        long gpus = run.outcomes().stream()
                .mapToLong(outcome -> outcome.usage().gpus().size())
                .sum();
        return (machines == 1 ? "1 machine" : machines + " machines")
                + run.fact("processors")
                        .map(count -> ", %s logical processors%s".formatted(count, machines == 1 ? "" : " each"))
                        .orElse("")
                + (gpus == 0 ? "" : gpus == 1 ? ", 1 GPU" : ", " + gpus + " GPUs");
    }

    /// A text in double quotes, as YAML has them.
    private static String line(String key, String text) {
        return "  %s: \"%s\"\n"
                .formatted(key, text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " "));
    }
}
