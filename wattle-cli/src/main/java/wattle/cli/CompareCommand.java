package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wattle.app.Compare;
import wattle.app.Replications;
import wattle.app.RunFolders;
import wattle.app.simulating.Simulated;
import wattle.comparison.Answer;
import wattle.report.CsvReport;
import wattle.report.HtmlPage;
import wattle.report.JsonReport;
import wattle.report.MarkdownReport;
import wattle.report.TerminalReport;

/// `wattle compare FILE`.
@Command(
        name = "compare",
        description = "Answers which learning paradigm of a scenario costs least energy, why, and how sure we are.",
        footer = {
            "",
            "Examples:",
            "  wattle compare examples/hospitals.yaml",
            "  wattle compare examples/hospitals.yaml --html answer.html",
            "  wattle compare examples/hospitals.yaml --format json | jq .verdicts"
        })
final class CompareCommand implements Callable<Integer> {

    /// How the numbers are made.
    enum Engine {
        CLOSED,
        EVENTS
    }

    /// How the answer is printed.
    enum Format {
        TABLE,
        JSON,
        CSV,
        MARKDOWN
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The scenario, a YAML file; see wattle schema.")
    private Path file = Path.of("");

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (default), json, csv or markdown.")
    private Format format = Format.TABLE;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "closed (default): equations; events: simulated, simulation.seeds times.")
    private Engine engine = Engine.CLOSED;

    @Option(names = "--html", paramLabel = "PAGE", description = "Also write one self-contained page with pictures.")
    private @Nullable Path html;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write one run folder per paradigm: run.json with its ledger.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Targets.check(html, out, file);
        String version = Main.Version.text();
        Answer answer = answer(new Compare(Setup.catalog(), version));
        PrintWriter print = spec.commandLine().getOut();
        print.print(
                switch (format) {
                    case TABLE ->
                        TerminalReport.of(
                                answer,
                                java.util.Optional.ofNullable(System.console())
                                        .map(java.io.Console::isTerminal)
                                        .orElse(false));
                    case JSON -> JsonReport.of(answer, version);
                    case CSV -> CsvReport.of(answer);
                    case MARKDOWN -> MarkdownReport.of(answer);
                });
        print.flush();
        if (html != null) {
            write(html, HtmlPage.of(answer, version));
            spec.commandLine().getErr().println("Page written to " + html);
        }
        if (out != null) {
            int count = RunFolders.write(answer, out, version);
            spec.commandLine().getErr().println(count + " run folders written to " + out);
        }
        return Main.DONE;
    }

    private Answer answer(Compare compare) {
        return switch (engine) {
            case CLOSED -> compare.answer(file);
            case EVENTS -> {
                var scenario = Simulated.read(Setup.catalog(), file, List.of());
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "simulating");
                Replications replications = Replications.of(
                        scenario,
                        Replications.Devices.EXACT.precision(),
                        (done, of, rounds) -> progress.at(done, of, "%,d rounds".formatted(rounds)));
                progress.clear();
                yield compare.answer(replications);
            }
        };
    }

    /// Writes a page, and the folder it is to stand in.
    static void write(Path target, String text) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(target, text);
    }
}
