package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wattle.app.Replications;
import wattle.app.RunFolders;
import wattle.app.simulating.Simulated;
import wattle.app.simulating.SimulationJson;
import wattle.app.simulating.SimulationReport;
import wattle.app.simulating.Timelines;
import wattle.catalog.Catalog;

/// `wattle simulate FILE`.
@Command(
        name = "simulate",
        description =
                "Simulates a scenario event by event: devices that differ, come and go, share links, wait, and fail.",
        footer = {
            "",
            "Ctrl-C ends it with what was simulated until then. Exit code 1: a paradigm does not reach the target.",
            "",
            "Examples:",
            "  wattle simulate examples/star-10k.yaml",
            "  wattle simulate examples/fleet-night.yaml --timeline night.html",
            "  wattle simulate examples/hospitals.yaml --paradigm federated --paradigm cloud --seeds 50",
            "  wattle simulate examples/star-10k.yaml --format json | jq .paradigms[].energyJ"
        })
final class SimulateCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 128;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The scenario, a YAML file; see wattle schema.")
    private Path file = Path.of("");

    @Option(
            names = "--paradigm",
            paramLabel = "NAME",
            split = ",",
            description = "Only this paradigm; may be given several times.")
    private List<String> paradigms = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Replications beside the typical one; simulation.seeds of the file if left out.")
    private @Nullable Integer seeds;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            description =
                    "exact (default): every device; cohorts: what is expected of groups of devices, however many.")
    private Replications.Devices precision = Replications.Devices.EXACT;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (default), json, csv or markdown.")
    private CompareCommand.Format format = CompareCommand.Format.TABLE;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Also write one run folder per paradigm: run.json, ledger.csv, and power.csv over time.")
    private @Nullable Path out;

    @Option(
            names = "--timeline",
            paramLabel = "PAGE",
            description = "Also write one page with states and power over time, of the typical replication.")
    private @Nullable Path timeline;

    @Override
    public Integer call() throws IOException {
        Targets.check(timeline, out, file);
        if (seeds != null && (seeds < 0 || seeds > 100_000)) {
            throw wattle.document.InputFault.of(
                    "'%d' seeds cannot be simulated.".formatted(seeds), "Maybe --seeds 20.");
        }
        Catalog catalog = Setup.catalog();
        String version = Main.Version.text();
        var scenario = Simulated.read(catalog, file, paradigms);
        ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "simulating");
        long bytes = Replications.bytes(scenario);
        if (precision == Replications.Devices.EXACT && bytes > 50_000_000) {
            spec.commandLine()
                    .getErr()
                    .println("wattle: takes about %,d MB of memory for its devices.".formatted(bytes / 1_000_000));
        }
        Signals.forwardTo(progress::stop);
        Replications.Progress told = (done, of, rounds) -> progress.at(done, of, "%,d rounds".formatted(rounds));
        Replications replications = seeds == null
                ? Replications.of(scenario, precision.precision(), told)
                : Replications.of(scenario, precision.precision(), seeds, told);
        progress.clear();
        Simulated simulated = Simulated.of(catalog, version, replications);
        print(simulated, version);
        if (out != null) {
            int count = RunFolders.write(simulated.answer(), out, version);
            spec.commandLine().getErr().println(count + " run folders written to " + out);
        }
        boolean each = precision == Replications.Devices.EXACT;
        if ((timeline != null || (out != null && each)) && progress.signal().isEmpty()) {
            pictures(Timelines.of(scenario), version);
        }
        if (progress.signal().isPresent()) {
            return INTERRUPTED + progress.signal().get();
        }
        return simulated.paradigms().stream().allMatch(p -> p.reached() > 0) ? Main.DONE : Main.ANSWER_IS_NO;
    }

    private void pictures(Timelines timelines, String version) throws IOException {
        if (out != null) {
            timelines.write(out);
        }
        if (timeline != null) {
            CompareCommand.write(timeline, timelines.page(version));
            spec.commandLine().getErr().println("Timeline written to " + timeline);
        }
    }

    private void print(Simulated simulated, String version) {
        PrintWriter print = spec.commandLine().getOut();
        print.print(
                switch (format) {
                    case TABLE -> SimulationReport.text(simulated);
                    case MARKDOWN -> SimulationReport.markdown(simulated);
                    case CSV -> SimulationReport.csv(simulated);
                    case JSON -> SimulationJson.of(simulated, version);
                });
        print.flush();
    }
}
