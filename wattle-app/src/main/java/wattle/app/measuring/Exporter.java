package wattle.app.measuring;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.document.InputFault;
import wattle.experiment.LiveMeters;
import wattle.live.MetricServer;
import wattle.live.MetricText;
import wattle.live.OtlpPush;
import wattle.live.Tallies;
import wattle.meter.Meter;
import wattle.trace.Channel;

/// `wattle exporter`: every meter of this machine, served for as long as the process lives.
public final class Exporter implements AutoCloseable {

    private final LiveMeters live;
    private final MetricServer server;
    private final Tallies tallies;
    private final Optional<OtlpPush> push;
    private @Nullable Thread pushing;

    private Exporter(LiveMeters live, MetricServer server, Tallies tallies, Optional<OtlpPush> push) {
        this.live = live;
        this.server = server;
        this.tallies = tallies;
        this.push = push;
    }

    /// What the user wants.
    ///
    /// @param bind address to listen at
    /// @param port 0 for any that is free
    /// @param periodS time between reads, and between pushes, in s
    /// @param kinds of meters; empty for all
    /// @param otlp a collector of OpenTelemetry, if there is one
    public record Wish(String bind, int port, double periodS, List<String> kinds, Optional<URI> otlp) {}

    /// Begins.
    ///
    /// @param say is told what a person should know, from several threads
    /// @return empty when no meter can be read here
    /// @throws InputFault when the address cannot be taken
    public static Optional<Exporter> start(Meters meters, Wish wish, String version, Consumer<String> say)
            throws IOException {
        InetAddress bind = address(wish.bind());
        List<Meter> ready = Meters.ready(meters.probe(wish.kinds()));
        List<Channel> channels =
                ready.stream().flatMap(meter -> meter.channels().stream()).toList();
        Tallies tallies = new Tallies(channels);
        if (tallies.size() == 0) {
            ready.forEach(Meter::close);
            return Optional.empty();
        }
        MetricServer server;
        try {
            server = MetricServer.start(bind, wish.port(), () -> MetricText.of(tallies, version));
        } catch (IOException e) {
            ready.forEach(Meter::close);
            if (e instanceof BindException) {
                throw taken(wish, e);
            }
            throw e;
        }
        LiveMeters live = LiveMeters.start(meters.machine(), ready, wish.periodS(), tallies::add);
        Optional<OtlpPush> push = wish.otlp()
                .map(url -> new OtlpPush(
                        url,
                        tallies,
                        new OtlpPush.Named(host(), version),
                        meters.machine().micros()));
        Exporter exporter = new Exporter(live, server, tallies, push);
        push.ifPresent(one -> exporter.pushing = Thread.ofVirtual()
                .name("wattle-otlp")
                .start(() -> keepPushing(one, Math.round(wish.periodS() * 1000), say)));
        if (!bind.isLoopbackAddress()) {
            say.accept("whoever reaches %s can read what this machine draws".formatted(wish.bind()));
        }
        return Optional.of(exporter);
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return server.address();
    }

    /// How many energy channels it serves.
    public int channels() {
        return tallies.size();
    }

    /// Stops serving, then pushing, then reading, and closes the meters.
    @Override
    public void close() {
        server.close();
        Thread thread = pushing;
        if (thread != null) {
            thread.interrupt();
        }
        push.ifPresent(OtlpPush::close);
        live.close();
    }

    /// A collector that is away for an hour is told once, and once when it is back.
    private static void keepPushing(OtlpPush push, long periodMs, Consumer<String> say) {
        boolean failing = false;
        try {
            while (true) {
                Thread.sleep(periodMs);
                Optional<String> refusal = push.send();
                if (refusal.isPresent() && !failing) {
                    say.accept("the collector did not take the metrics (%s); trying on".formatted(refusal.get()));
                } else if (refusal.isEmpty() && failing) {
                    say.accept("the collector takes the metrics again");
                }
                failing = refusal.isPresent();
            }
        } catch (InterruptedException e) {
            // The exporter ends, and with it this thread.
            return;
        }
    }

    private static InetAddress address(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            InputFault fault = InputFault.of(
                    "--bind: '%s' is no address of this machine.".formatted(bind), "Maybe 127.0.0.1 or 0.0.0.0.");
            fault.initCause(e);
            throw fault;
        }
    }

    private static InputFault taken(Wish wish, IOException cause) {
        InputFault fault = InputFault.of(
                "%s:%d cannot be taken: %s.".formatted(wish.bind(), wish.port(), cause.getMessage()),
                "Maybe another exporter runs already; or choose another port with --port.");
        fault.initCause(cause);
        return fault;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine whose own name no resolver knows still has one.
            return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("localhost");
        }
    }
}
