package wattle.meter.prometheus;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.meter.Configured;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.Probe;
import wattle.meter.RemoteMeter;
import wattle.meter.http.Login;
import wattle.meter.http.Web;
import wattle.meter.prometheus.TextFormat.Sample;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;

/// Exporters of the settings `meters.prometheus`: `url`, `preset`, or `metric`, `labels`, `unit` and
/// `part`; `name`, `user`, `password_env`, `fingerprint`.
public final class PrometheusKind implements MeterKind {

    private static final double SHORTEST_S = 1;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        return Configured.probes(machine, name(), keys -> exporter(machine, keys));
    }

    private static Exporter exporter(Machine machine, Keys keys) {
        URI url = Web.address(keys, "url");
        Preset preset = keys.has("preset") ? Preset.of(keys.word("preset", Preset.words())) : Preset.CUSTOM;
        String name = keys.optional("name", keys::text)
                .orElse(url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort());
        Optional<Line> custom = preset == Preset.CUSTOM ? Optional.of(custom(keys, name)) : Optional.empty();
        return new Exporter(machine, name, url, preset, custom, Login.of(machine, keys), Web.fingerprint(keys));
    }

    private static Line custom(Keys keys, String name) {
        Map<String, String> labels = new LinkedHashMap<>();
        keys.optional("labels", keys::mapping)
                .map(Node.Mapping::entries)
                .orElse(List.of())
                .forEach(entry -> labels.put(entry.key(), Values.text(entry.value())));
        String metric = keys.text("metric");
        Unit unit = Unit.of(keys.word("unit", Unit.words()));
        Part part = Configured.part(keys)
                .orElseThrow(() -> keys.fault(
                        "part",
                        "what this metric watches is not said.",
                        "Maybe part = \"node\" or \"wall/node/NAME\"."));
        return Line.of(
                name + "/" + metric, part, unit, Basis.MEASURED, List.of(new Line.Series(metric, labels)), false);
    }

    private record Exporter(
            Machine machine,
            String name,
            URI url,
            Preset preset,
            Optional<Line> custom,
            Optional<Login> login,
            Optional<String> fingerprint)
            implements Configured.Probing {

        @Override
        public String device() {
            return "Prometheus exporter " + name;
        }

        @Override
        public String remedy() {
            return "look at what it shows: curl " + url;
        }

        private String path() {
            String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/metrics" : url.getRawPath();
            return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        }

        @Override
        public Probe probe() throws IOException, InterruptedException {
            Web web = new Web(url, login, fingerprint, TIMEOUT);
            boolean ready = false;
            try {
                List<Sample> samples = TextFormat.parse(web.text(path()));
                List<Line> lines = custom.map(List::of).orElseGet(() -> preset.lines(name, samples));
                if (lines.isEmpty()) {
                    return new Probe.Broken(
                            device(), "it shows no metric of power or energy that " + preset.word() + " has", remedy());
                }
                ready = true;
                return new Probe.Ready(
                        device(), new RemoteMeter(machine, new Scrape(machine, web, path(), lines), SHORTEST_S));
            } finally {
                if (!ready) {
                    web.close();
                }
            }
        }
    }

    /// All lines from one request.
    private record Scrape(Machine machine, Web web, String path, List<Line> lines) implements RemoteMeter.Device {

        @Override
        public List<Channel> channels() {
            return lines.stream().map(Line::channel).toList();
        }

        @Override
        public List<Reading> ask() throws IOException, InterruptedException {
            long begin = machine.nanos().getAsLong();
            String text = web.text(path);
            Moment moment = Moment.between(begin, machine.nanos().getAsLong());
            List<Sample> samples = TextFormat.parse(text);
            return lines.stream().map(line -> line.reading(samples, moment)).toList();
        }

        @Override
        public void close() {
            web.close();
        }
    }
}
