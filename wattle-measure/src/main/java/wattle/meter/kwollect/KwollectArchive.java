package wattle.meter.kwollect;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import wattle.meter.Archive;
import wattle.meter.FileMeter;
import wattle.meter.Unanswered;
import wattle.meter.http.Login;
import wattle.meter.http.Web;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// What Kwollect has of one machine (<https://www.grid5000.fr/w/Monitoring_Using_Kwollect>). A machine
/// on several ports of a wattmetre is summed by Kwollect itself.
record KwollectArchive(URI url, String site, String node, List<String> metrics, Optional<Login> login)
        implements Archive {

    /// Of a wattmetre of the testbed: one value a second.
    private static final double WATTMETRE_PERIOD_S = 1;

    /// Of a controller: one value in five seconds.
    private static final double CONTROLLER_PERIOD_S = 5;

    /// Fetched before and after, for the ends of the integral and for clocks that differ.
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /// Copies the metrics.
    KwollectArchive {
        metrics = List.copyOf(metrics);
    }

    @Override
    public String device() {
        return "Kwollect " + site + "/" + node;
    }

    @Override
    public List<Channel> channels() {
        return metrics.stream().map(this::channel).toList();
    }

    private Channel channel(String metric) {
        boolean wall = metric.startsWith("wattmetre") || metric.startsWith("pdu");
        Traits traits = wall
                ? Traits.UNKNOWN.period(WATTMETRE_PERIOD_S)
                : metric.startsWith("bmc") ? Traits.UNKNOWN.period(CONTROLLER_PERIOD_S) : Traits.UNKNOWN;
        return new Channel(
                new ChannelId("kwollect/" + site + "/" + node + "/" + metric),
                wall ? Part.WALL : Part.NODE,
                new Signal.PowerGauge(new Signal.Averaging.Unknown()),
                Basis.MEASURED,
                traits,
                "Kwollect " + metric + " of " + node);
    }

    @Override
    public void fetch(Instant from, Instant to, Consumer<Reading> sink) throws IOException {
        String path = "%s?nodes=%s&metrics=%s&start_time=%s&end_time=%s"
                .formatted(
                        url.getRawPath(),
                        encoded(node),
                        encoded(String.join(",", metrics)),
                        encoded(from.minus(MARGIN).toString()),
                        encoded(to.plus(MARGIN).toString()));
        try (Web web = new Web(url, login, Optional.empty(), TIMEOUT)) {
            JsonNode values = web.json(path);
            if (!values.isArray()) {
                throw new Unanswered(GapReason.MALFORMED, device() + ": the answer is no list of values");
            }
            for (JsonNode value : values.values()) {
                reading(value).ifPresent(sink);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(device() + ": interrupted", e);
        }
    }

    /// Empty for other machines and other metrics.
    private Optional<Reading> reading(JsonNode value) throws Unanswered {
        String metric = value.path("metric_id").stringValueOpt().orElse("");
        if (!metrics.contains(metric)
                || !value.path("device_id").stringValueOpt().orElse("").equals(node)) {
            return Optional.empty();
        }
        Channel channel = channel(metric);
        Moment moment =
                new Moment(0, 0, micros(value.path("timestamp").stringValueOpt().orElse("")));
        JsonNode watts = value.path("value");
        return Optional.of(
                watts.isNumber()
                        ? FileMeter.power(channel, moment, watts.doubleValue())
                        : FileMeter.gap(channel, moment, GapReason.MALFORMED, "value " + watts + origin(value)));
    }

    /// The wattmetre's own names, which are one text or a list of texts.
    private static String origin(JsonNode value) {
        JsonNode from = value.at("/labels/_device_orig");
        List<String> names = from.isArray()
                ? from.values().stream()
                        .map(name -> name.stringValueOpt().orElse(""))
                        .toList()
                : from.stringValueOpt().map(List::of).orElse(List.of());
        return names.isEmpty() ? "" : " of " + String.join(" + ", names);
    }

    private long micros(String timestamp) throws Unanswered {
        try {
            return ChronoUnit.MICROS.between(
                    Instant.EPOCH, OffsetDateTime.parse(timestamp).toInstant());
        } catch (DateTimeException _) {
            throw new Unanswered(GapReason.MALFORMED, "%s: '%s' is no time".formatted(device(), timestamp));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
