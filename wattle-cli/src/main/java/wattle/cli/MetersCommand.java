package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wattle.app.measuring.CompareMeters;
import wattle.app.measuring.Configuration;
import wattle.app.measuring.MeterList;
import wattle.app.measuring.Meters;
import wattle.app.measuring.ProbeMeters;
import wattle.app.measuring.RunShelf;

/// `wattle meters`.
@Command(
        name = "meters",
        description = "Shows every power meter that can be read here, and how to get at the others.",
        footer = {
            "",
            "Examples:",
            "  wattle meters",
            "  wattle meters --meters rapl,nvml",
            "  wattle meters --probe --seconds 40",
            "  wattle meters compare last --html meters.html"
        })
final class MetersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--meters", paramLabel = "KIND", split = ",", description = "Look for these kinds only.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--probe",
            description = "Find out each meter's period, step, noise, lag and averaging; works on all processors.")
    private boolean probe;

    @Option(names = "--seconds", paramLabel = "N", description = "How long to probe; 20 by default, at least 4.")
    private double seconds = 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> variables = System.getenv();
        Configuration configuration =
                Configuration.of(variables, Path.of(System.getProperty("user.home")), Path.of(""));
        Meters meters = Meters.here(variables, configuration);
        if (probe && !(seconds >= 4 && seconds <= 3600)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds %s: probing takes between 4 and 3600 s.".formatted(seconds));
        }
        spec.commandLine()
                .getOut()
                .print(probe ? ProbeMeters.run(meters, kinds, seconds) : MeterList.table(meters, kinds));
        return Main.DONE;
    }

    /// How an answer is printed.
    enum Format {
        TABLE,
        JSON,
        CSV
    }

    /// Compares the meters of a run.
    @Command(
            name = "compare",
            description = "How well the meters of a run agree: lag, line, share, dynamic part, limits, periods, steps.")
    int compare(
            @Parameters(paramLabel = "RUN", description = "Its name, the start or end of it, or last.") String run,
            @Option(
                            names = "--reference",
                            paramLabel = "CHANNEL",
                            defaultValue = "",
                            description = "Compare with this one only; every pair by default.")
                    String reference,
            @Option(
                            names = "--format",
                            paramLabel = "FORMAT",
                            defaultValue = "table",
                            description = "table (default), json or csv.")
                    Format format,
            @Option(names = "--html", paramLabel = "PAGE", description = "Also write a page with pictures.") @Nullable
                    Path html,
            @Option(
                            names = "--out",
                            paramLabel = "DIR",
                            defaultValue = RunShelf.USUAL,
                            description = "Where runs are kept; wattle-runs by default.")
                    Path out,
            @Option(
                            names = "--store",
                            paramLabel = "URL",
                            description = "The data base that holds the readings; that of WATTLE_STORE or"
                                    + " measure.store by default.")
                    @Nullable
                    String store)
            throws IOException {
        Optional<String> url = Optional.ofNullable(store)
                .or(() -> Configuration.of(System.getenv(), Path.of(System.getProperty("user.home")), Path.of(""))
                        .measure("store", System.getenv()));
        RunShelf shelf = RunShelf.of(out, url);
        CompareMeters compared = CompareMeters.of(shelf, shelf.find(run), reference);
        spec.commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case TABLE -> compared.table();
                            case JSON -> compared.json();
                            case CSV -> compared.csv();
                        });
        if (html != null) {
            Files.writeString(html, compared.html());
        }
        return Main.DONE;
    }
}
