package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import wattle.app.measuring.Correlate;
import wattle.app.measuring.MeasureReport;
import wattle.app.measuring.RunShelf;

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
            "  wattle runs correlate all --html laws.html"
        })
final class RunsCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where runs are kept; wattle-runs by default.")
    private Path out = Path.of(RunShelf.USUAL);

    @Command(name = "list", description = "Every run, oldest first.")
    int list() throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        for (String id : new RunShelf(out).ids()) {
            print.println(id);
        }
        return Main.DONE;
    }

    @Command(name = "show", description = "What a run came to, worked out again from what was recorded.")
    int show(@Parameters(paramLabel = "RUN", description = "Its name, the start or end of it, or last.") String run)
            throws IOException {
        RunShelf shelf = new RunShelf(out);
        spec.commandLine().getOut().print(MeasureReport.of(RunShelf.outcomes(shelf.of(shelf.find(run)))));
        return Main.DONE;
    }

    @Command(name = "recompute", description = "Writes run.json and ledger.csv again from what was recorded.")
    int recompute(
            @Parameters(paramLabel = "RUN", description = "Its name, the start or end of it, or last.") String run)
            throws IOException {
        RunShelf shelf = new RunShelf(out);
        RunShelf.recompute(shelf.of(shelf.find(run)), Main.Version.text());
        return Main.DONE;
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
        Correlate correlated = Correlate.of(new RunShelf(out), runs == null ? List.of() : runs, metric);
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
