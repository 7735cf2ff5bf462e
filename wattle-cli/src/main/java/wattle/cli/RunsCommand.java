package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import wattle.app.export.ExportFormat;
import wattle.app.export.Exported;
import wattle.app.export.GridZone;
import wattle.app.measuring.Configuration;
import wattle.app.measuring.Correlate;
import wattle.app.measuring.Meters;
import wattle.app.measuring.RunShelf;
import wattle.app.measuring.RunTable;
import wattle.app.measuring.SampleFormat;
import wattle.app.measuring.SampleTable;
import wattle.run.Run;
import wattle.run.RunFolder;

/// `wattle runs`.
@Command(
        name = "runs",
        description = "Lists, shows and works out again what was measured.",
        footer = {
            "",
            "Examples:",
            "  wattle runs list",
            "  wattle runs show last",
            "  wattle runs recompute last",
            "  wattle runs export last --format codecarbon --zone FRA > wattle-emissions.csv",
            "  wattle runs correlate all --html laws.html"
        })
final class RunsCommand {

    private static final String RUN = "Its name, the start or end of it, or last.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where runs are kept; wattle-runs by default.")
    private Path out = Path.of(RunShelf.USUAL);

    @Option(
            names = "--store",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "The data base that holds the readings; that of WATTLE_STORE or measure.store by default.")
    private @Nullable String store;

    /// The formats of `wattle runs export`: our own, and those of other tools.
    enum Form {
        CSV(Optional.empty()),
        PARQUET(Optional.empty()),
        JSON(Optional.empty()),
        CODECARBON(Optional.of(ExportFormat.CODECARBON)),
        HF_CARD(Optional.of(ExportFormat.HF_CARD)),
        MLLOG(Optional.of(ExportFormat.MLLOG)),
        PARAGRAPH(Optional.of(ExportFormat.PARAGRAPH)),
        LATEX(Optional.of(ExportFormat.LATEX)),
        BIBTEX(Optional.of(ExportFormat.BIBTEX)),
        PROMETHEUS(Optional.of(ExportFormat.PROMETHEUS));

        private final Optional<ExportFormat> foreign;

        Form(Optional<ExportFormat> foreign) {
            this.foreign = foreign;
        }

        @Override
        public String toString() {
            return foreign.map(ExportFormat::word).orElseGet(() -> name().toLowerCase(Locale.ROOT));
        }
    }

    @Command(name = "list", description = "Every run, oldest first.")
    int list() throws IOException {
        spec.commandLine().getOut().print(RunTable.list(shelf()));
        return Main.DONE;
    }

    @Command(name = "compare", description = "Runs side by side, each against the first.")
    int compare(@Parameters(arity = "2..*", paramLabel = "RUN", description = RUN) List<String> names)
            throws IOException {
        RunShelf shelf = shelf();
        List<Run> runs = new ArrayList<>();
        for (String name : names) {
            runs.add(shelf.run(shelf.find(name), Main.Version.text()));
        }
        spec.commandLine().getOut().print(RunTable.compare(runs));
        return Main.DONE;
    }

    @Command(name = "export", description = "A run in another form, on standard output.")
    int export(
            @Parameters(paramLabel = "RUN", description = RUN) String name,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            required = true,
                            description = {
                                "csv, parquet: every sample; json: the run with its ledger; codecarbon: emissions.csv;",
                                "hf-card: the carbon block of a model card; mllog: MLPerf's power log; paragraph,",
                                "latex, bibtex: for a paper; prometheus: for the textfile collector."
                            })
                    Form format,
            @Option(
                            names = "--zone",
                            paramLabel = "ZONE",
                            description = "The grid that fed the run, for carbon: a country (FRA) or a zone of the "
                                    + "catalogue. None is assumed.")
                    @Nullable
                    String zone)
            throws IOException {
        RunShelf shelf = shelf();
        String id = shelf.find(name);
        if (format == Form.PARQUET) {
            BinaryOutput.of(SampleFormat.find("parquet"), shelf, id);
            return Main.DONE;
        }
        spec.commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case CSV -> SampleTable.csv(shelf.recordings(id));
                            case JSON -> json(shelf, id);
                            default -> foreign(format, shelf, id, zone);
                        });
        return Main.DONE;
    }

    private static String foreign(Form format, RunShelf shelf, String id, @Nullable String zone) throws IOException {
        Exported exported = Exported.of(shelf, id, Main.Version.text());
        if (zone != null) {
            int year = exported.began().atZone(ZoneOffset.UTC).getYear();
            exported = exported.in(GridZone.of(Setup.catalog(), zone, year));
        }
        return format.foreign.orElseThrow().text(exported);
    }

    @Command(name = "rm", description = "Deletes runs, raw readings and all. There is no way back.")
    int remove(@Parameters(arity = "1..*", paramLabel = "RUN", description = RUN) List<String> names)
            throws IOException {
        RunShelf shelf = shelf();
        for (String name : names) {
            String id = shelf.find(name);
            shelf.remove(id);
            spec.commandLine().getErr().println("Deleted " + id);
        }
        return Main.DONE;
    }

    @Command(name = "show", description = "What a run came to, worked out again from what was recorded.")
    int show(@Parameters(paramLabel = "RUN", description = RUN) String run) throws IOException {
        RunShelf shelf = shelf();
        spec.commandLine().getOut().print(shelf.report(shelf.find(run)));
        return Main.DONE;
    }

    @Command(name = "recompute", description = "Writes run.json and ledger.csv again from what was recorded.")
    int recompute(@Parameters(paramLabel = "RUN", description = RUN) String run) throws IOException {
        RunShelf shelf = shelf();
        shelf.recompute(shelf.find(run), Main.Version.text());
        return Main.DONE;
    }

    @Command(
            name = "fetch",
            description =
                    "Asks archives (Kwollect, SLURM) again about a run, as data arrive late, and works it out again.")
    int fetch(@Parameters(paramLabel = "RUN", description = RUN) String run) throws IOException {
        RunShelf shelf = shelf();
        String id = shelf.find(run);
        Meters meters = Meters.here(System.getenv(), configuration());
        int channels =
                shelf.fetch(id, meters, text -> spec.commandLine().getErr().println("wattle: " + text));
        shelf.recompute(id, Main.Version.text());
        spec.commandLine().getErr().println("%d channels of archives".formatted(channels));
        return Main.DONE;
    }

    private RunShelf shelf() {
        Optional<String> url =
                Optional.ofNullable(store).or(() -> configuration().measure("store", System.getenv()));
        return RunShelf.of(out, url);
    }

    private static Configuration configuration() {
        return Configuration.of(System.getenv(), Path.of(System.getProperty("user.home")), Path.of(""));
    }

    private static String json(RunShelf shelf, String id) throws IOException {
        Path file = shelf.of(id).resolve(RunFolder.RUN);
        if (!Files.exists(file)) {
            shelf.recompute(id, Main.Version.text());
        }
        return Files.readString(file);
    }

    /// How an answer is printed.
    enum Format {
        TABLE,
        JSON,
        CSV
    }

    @Command(
            name = "correlate",
            description = "Which of parameters, FLOPs, bytes, samples or time predicts the energy.")
    int correlate(
            @Parameters(arity = "0..*", paramLabel = "RUN", description = "Runs; all by default.") @Nullable
                    List<String> runs,
            @Option(
                            names = "--metric",
                            paramLabel = "METRIC",
                            defaultValue = "energy",
                            description = "What is predicted; energy by default.")
                    String metric,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "table",
                            description = "table (default), json or csv.")
                    Format format,
            @Option(names = "--html", paramLabel = "PAGE", description = "Also write a page with pictures.") @Nullable
                    Path html)
            throws IOException {
        Correlate correlated = Correlate.of(shelf(), runs == null ? List.of() : runs, metric);
        spec.commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case TABLE -> correlated.table();
                            case JSON -> correlated.json();
                            case CSV -> correlated.csv();
                        });
        if (html != null) {
            Files.writeString(html, correlated.html());
        }
        return Main.DONE;
    }
}
