package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wattle.app.measuring.Configuration;
import wattle.app.measuring.Exporter;
import wattle.app.measuring.Meters;
import wattle.quantity.Dimension;
import wattle.quantity.QuantityText;

/// `wattle exporter`.
@Command(
        name = "exporter",
        description = "Serves every power meter of this machine to Prometheus and OpenTelemetry until it is ended.",
        footer = {
            "",
            "Metrics: wattle_energy_joules_total, wattle_power_watts, wattle_read_gaps_total, wattle_build_info.",
            "Parts overlap (a wall holds the processors in it): choose a part before you sum.",
            "",
            "Examples:",
            "  wattle exporter",
            "  wattle exporter --meters rapl,nvml --period 5s",
            "  wattle exporter --otlp http://localhost:4318"
        })
final class ExporterCommand implements Callable<Integer> {

    private static final int SIGNALLED = 128;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "PORT", description = "Port of /metrics; 9815 by default, 0 for any.")
    private int port = 9815;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen at; 127.0.0.1 by default, which only this machine reaches.")
    private String bind = "127.0.0.1";

    @Option(names = "--period", paramLabel = "TIME", description = "Time between reads; 1 s by default.")
    private String period = "1s";

    @Option(
            names = "--meters",
            paramLabel = "KIND",
            split = ",",
            description = "Read these kinds of meter only; see wattle meters.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description = "Also send to this collector, at URL/v1/metrics, as JSON over HTTP each period.")
    private @Nullable URI otlp;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Map<String, String> variables = System.getenv();
        Configuration configuration =
                Configuration.of(variables, Path.of(System.getProperty("user.home")), Path.of(""));
        Exporter.Wish wish = new Exporter.Wish(
                bind, port(), seconds(), kinds, Optional.ofNullable(otlp).map(this::http));
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        // A daemon is ended by a signal, and says so as every program does.
        Signals.forwardTo(ended::complete);
        Optional<Exporter> started = Exporter.start(
                Meters.here(variables, configuration),
                wish,
                Main.Version.text(),
                message -> err.println("wattle: " + message));
        if (started.isEmpty()) {
            err.println("wattle: no meter can be read here.\nMaybe see why, and what would mend it: wattle doctor.");
            return Main.DENIED;
        }
        try (Exporter exporter = started.get()) {
            err.println("Serving %d energy channel(s) at http://%s:%d/metrics"
                    .formatted(
                            exporter.channels(),
                            exporter.address().getAddress().getHostAddress(),
                            exporter.address().getPort()));
            err.flush();
            return SIGNALLED + ended.join();
        }
    }

    private int port() {
        if (port < 0 || port > 0xffff) {
            throw new ParameterException(spec.commandLine(), "--port: %d is not between 0 and 65535.".formatted(port));
        }
        return port;
    }

    private URI http(URI url) {
        if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--otlp: '%s' is no address of a collector. Maybe http://localhost:4318.".formatted(url));
        }
        return url;
    }

    private double seconds() {
        double seconds;
        try {
            seconds = QuantityText.parse(period, Dimension.TIME);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--period: " + e.getMessage(), e);
        }
        if (!(seconds > 0)) {
            throw new ParameterException(spec.commandLine(), "--period: '%s' is not above 0.".formatted(period));
        }
        return seconds;
    }
}
