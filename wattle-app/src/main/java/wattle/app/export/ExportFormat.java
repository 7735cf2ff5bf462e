package wattle.app.export;

import java.util.Locale;

/// The forms in which a run is told to other tools, beside its own.
public enum ExportFormat {
    /// CodeCarbon's CSV: kWh, kg, kg/s, W, s.
    CODECARBON,
    /// The carbon block of a Hugging Face model card: g.
    HF_CARD,
    /// MLPerf's power log: W, ms.
    MLLOG,
    /// A paragraph for a paper's methods.
    PARAGRAPH,
    /// A row of a LaTeX table.
    LATEX,
    /// Entries to cite.
    BIBTEX,
    /// A file for Prometheus' textfile collector: J, g, s.
    PROMETHEUS;

    /// As the user types it: `hf-card`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The text of a run in this form.
    ///
    /// @throws wattle.document.InputFault when the form needs what the run does not have, such as a grid
    public String text(Exported run) {
        return switch (this) {
            case CODECARBON -> CodeCarbonFile.of(run);
            case HF_CARD -> ModelCard.of(run);
            case MLLOG -> MlPerfLog.of(run);
            case PARAGRAPH -> new Citation(run).paragraph();
            case LATEX -> new Citation(run).latex();
            case BIBTEX -> new Citation(run).bibtex();
            case PROMETHEUS -> PrometheusFile.of(run);
        };
    }
}
