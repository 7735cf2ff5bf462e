package wattle.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Sends tallies to a collector of OpenTelemetry, as JSON over HTTP, at `URL/v1/metrics`.
public final class OtlpPush implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI target;
    private final Tallies tallies;
    private final Named named;
    private final LongSupplier micros;
    private final long began;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /// Whose numbers these are.
    ///
    /// @param host name of the machine
    /// @param version of Wattle
    public record Named(String host, String version) {}

    /// @param collector `http://localhost:4318`, with or without `/v1/metrics`
    /// @param micros wall clock, in µs since 1970 UTC; what is sent counts from now on
    public OtlpPush(URI collector, Tallies tallies, Named named, LongSupplier micros) {
        String text = collector.toString().replaceAll("/+$", "");
        target = URI.create(text.endsWith("/v1/metrics") ? text : text + "/v1/metrics");
        this.tallies = tallies;
        this.named = named;
        this.micros = micros;
        began = micros.getAsLong();
    }

    /// Sends what is known now.
    ///
    /// @return what went wrong, for people; empty when the collector took it
    public Optional<String> send() throws InterruptedException {
        String body = OtlpJson.of(tallies, named.host(), named.version(), began, micros.getAsLong());
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() / 100 == 2
                    ? Optional.empty()
                    : Optional.of("%s answered %d".formatted(target, answer.statusCode()));
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Optional.of("%s: %s".formatted(target, why));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
