package wattle.meter.plug;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.document.Keys;
import wattle.meter.Configured;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.Probe;
import wattle.meter.RemoteMeter;
import wattle.meter.http.Login;
import wattle.meter.http.Web;
import wattle.trace.Part;

/// Smart plugs of the settings `meters.plug`: `name`, `preset`, `url` or `broker` and `topic`, `channel`
/// (of several), `power`, `energy` (JSON pointers), `power_unit`, `energy_unit`, `period`, `user`,
/// `password_env`, `part`.
public final class PlugKind implements MeterKind {

    /// Plugs measure about once a second.
    private static final double SHORTEST_S = 1;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "plug";
    }

    @Override
    public List<Probe> probe(Machine machine) {
        return Configured.probes(machine, name(), keys -> plug(machine, keys));
    }

    private static Configured.Probing plug(Machine machine, Keys keys) {
        String name = keys.text("name").strip().replaceAll("\\s+", "-");
        Preset.Make make =
                keys.has("preset") ? Preset.Make.of(keys.word("preset", Preset.Make.words())) : Preset.Make.CUSTOM;
        Optional<Integer> channel =
                keys.optional("channel", keys::count).map(number -> Math.toIntExact(Math.min(number, 255)));
        Preset preset = Preset.of(make, channel.orElse(0));
        Part part = Configured.part(keys).orElse(Part.WALL);
        Optional<Login> login = Login.of(machine, keys);
        boolean web = keys.has("url");
        List<Field> fields = fields(keys, name, part, preset, channel, web);
        double periodS = keys.optional("period", keys::count)
                .map(seconds -> Math.max(1.0, seconds))
                .orElse(preset.periodS());
        if (!web) {
            return new Subscribed(machine, name, keys.text("broker"), keys.text("topic"), login, fields, periodS);
        }
        URI url = Web.address(keys, "url");
        String path = path(url, preset, make, login);
        Optional<Login> asked = make == Preset.Make.TASMOTA ? Optional.empty() : login;
        return new Asked(machine, name, url, path, asked, Web.fingerprint(keys), fields);
    }

    /// An address without a path of its own gets the preset's. Tasmota takes its login in the query and
    /// in no other way.
    private static String path(URI url, Preset preset, Preset.Make make, Optional<Login> login) {
        String own = url.getRawPath() == null || url.getRawPath().equals("/") ? "" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String path = own.isEmpty() && !preset.path().isEmpty() ? preset.path() : own + query;
        return make == Preset.Make.TASMOTA && login.isPresent()
                ? path + "&user=" + encoded(login.get().user()) + "&password="
                        + encoded(login.get().password())
                : path;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<Field> fields(
            Keys keys, String name, Part part, Preset preset, Optional<Integer> channel, boolean web) {
        List<Field> fields = new ArrayList<>();
        String inside = web ? preset.inside() : "";
        for (boolean energy : new boolean[] {false, true}) {
            String key = energy ? "energy" : "power";
            String known = energy ? preset.energy() : preset.power();
            Optional<String> own = keys.optional(key, keys::text);
            own.filter(text -> !text.startsWith("/")).ifPresent(text -> {
                throw keys.fault(key, "'%s' is not a JSON pointer (RFC 6901).".formatted(text), "Maybe /" + text);
            });
            Optional<String> pointer = own.or(() -> known.isEmpty() ? Optional.empty() : Optional.of(inside + known));
            String unitKey = key + "_unit";
            Unit unit = keys.has(unitKey)
                    ? Unit.of(keys.word(unitKey, Unit.words(energy)))
                    : energy ? preset.unit() : Unit.W;
            if (energy && own.isPresent() && known.isEmpty() && !keys.has(unitKey)) {
                throw keys.fault(
                        key,
                        "the unit of this counter is not said.",
                        "Maybe add energy_unit = \"Wh\"; some plugs count Wmin.");
            }
            Optional<String> valid = web ? preset.valid().map(flag -> inside + flag) : Optional.empty();
            pointer.ifPresent(text -> fields.add(Field.of(name, part, text, unit, channel, valid)));
        }
        if (fields.isEmpty()) {
            throw keys.fault("power", "neither power nor energy is said.", "Maybe add power = \"/apower\".");
        }
        return fields;
    }

    /// A plug that tells through a broker.
    private record Subscribed(
            Machine machine,
            String name,
            String broker,
            String topic,
            Optional<Login> login,
            List<Field> fields,
            double periodS)
            implements Configured.Probing {

        @Override
        public String device() {
            return "plug " + name;
        }

        @Override
        public String remedy() {
            return "check broker (tcp://HOST:1883), user and password; see what it tells: mosquitto_sub -h HOST -t '"
                    + topic + "'";
        }

        @Override
        public Probe probe() throws IOException {
            try {
                return new Probe.Ready(device(), MqttPlug.open(machine, broker, login, topic, fields, periodS));
            } catch (IllegalArgumentException e) {
                return new Probe.Broken(
                        device(), "'%s' is not a broker: %s".formatted(broker, e.getMessage()), remedy());
            }
        }
    }

    /// A plug that is asked.
    private record Asked(
            Machine machine,
            String name,
            URI url,
            String path,
            Optional<Login> login,
            Optional<String> fingerprint,
            List<Field> fields)
            implements Configured.Probing {

        @Override
        public String device() {
            return "plug " + name;
        }

        @Override
        public String remedy() {
            return "check url, preset, channel, user and password";
        }

        @Override
        public Probe probe() throws IOException, InterruptedException {
            Web web = new Web(url, login, fingerprint, TIMEOUT);
            boolean ready = false;
            try {
                web.json(path);
                ready = true;
                HttpPlug plug = new HttpPlug(machine, web, path, fields);
                return new Probe.Ready(device(), new RemoteMeter(machine, plug, SHORTEST_S));
            } finally {
                if (!ready) {
                    web.close();
                }
            }
        }
    }
}
