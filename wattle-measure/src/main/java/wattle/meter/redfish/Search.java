package wattle.meter.redfish;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import wattle.meter.Unanswered;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// Finds the power and the energy of a chassis: its EnvironmentMetrics and the sensor behind it, then
/// the inputs of its power supplies, then the deprecated Power resource. What shows a value is preferred
/// to what shows null.
///
/// @param host names the channels
/// @param wanted the part that the settings say, instead of what is supposed
record Search(RedfishSession session, Chassis chassis, String host, Optional<Part> wanted) {

    private static final Pattern WHOLE = Pattern.compile("(?i).*(system|server|chassis|total).*");
    private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

    /// Counters are kept in millionths of a kWh, or thousandths of a J, so that no digit is lost.
    private static final double STEPS_PER_KILOWATT_HOUR = 1e6;

    private static final double STEPS_PER_JOULE = 1e3;

    /// @return empty when the controller shows neither
    List<Source> sources() throws IOException, InterruptedException {
        List<Found> found = new ArrayList<>();
        Optional<JsonNode> metrics = resource(chassis.resource("EnvironmentMetrics"));
        if (metrics.isPresent()) {
            environment(metrics.get()).ifPresent(found::add);
        }
        supplies().ifPresent(found::add);
        resource(chassis.resource("Power")).flatMap(this::deprecated).ifPresent(found::add);
        List<Source> sources = new ArrayList<>();
        found.stream()
                .filter(Found::holds)
                .findFirst()
                .or(() -> found.stream().findFirst())
                .ifPresent(power -> sources.add(power.source()));
        metrics.flatMap(this::energy).ifPresent(sources::add);
        return sources;
    }

    /// @param holds whether it showed a value
    private record Found(Source source, boolean holds) {}

    private Optional<JsonNode> resource(String path) throws IOException, InterruptedException {
        try {
            return Optional.of(session.json(path));
        } catch (Unanswered e) {
            if (e.reason() == GapReason.GONE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Found> environment(JsonNode metrics) throws IOException, InterruptedException {
        JsonNode power = metrics.path("PowerWatts");
        if (!power.isObject()) {
            return Optional.empty();
        }
        Optional<String> link = power.path("DataSourceUri").stringValueOpt();
        Optional<JsonNode> sensor = link.isPresent() ? resource(link.get()) : Optional.empty();
        if (sensor.filter(json -> !json.path("Reading").isMissingNode()).isPresent()) {
            Term term = Term.of(link.orElseThrow(), "/Reading");
            Channel channel = power(Part.NODE, averaging(sensor.get()), traits(sensor.get()), term.resource());
            return Optional.of(found(channel, List.of(term), List.of(sensor.get())));
        }
        Term term = Term.of(chassis.resource("EnvironmentMetrics"), "/PowerWatts/Reading");
        Channel channel = power(Part.NODE, new Signal.Averaging.Unknown(), Traits.UNKNOWN, text(List.of(term)));
        return Optional.of(found(channel, List.of(term), List.of(metrics)));
    }

    /// `SensingInterval`: the time over which the sensor averages (DSP8010, Sensor).
    private static Signal.Averaging averaging(JsonNode sensor) {
        try {
            return sensor.path("SensingInterval")
                    .stringValueOpt()
                    .map(Duration::parse)
                    .filter(interval -> !interval.isNegative() && !interval.isZero())
                    .<Signal.Averaging>map(interval -> new Signal.Averaging.Window(interval.toNanos() / 1e9))
                    .orElseGet(Signal.Averaging.Unknown::new);
        } catch (DateTimeException _) {
            return new Signal.Averaging.Unknown();
        }
    }

    /// `Accuracy`: the error of a reading, in percent (DSP8010, Sensor).
    private static Traits traits(JsonNode sensor) {
        JsonNode percent = sensor.path("Accuracy");
        return percent.isNumber() ? Traits.UNKNOWN.accuracy(percent.doubleValue() / 100) : Traits.UNKNOWN;
    }

    /// Bug 21 (Kepler sums outputs): what the supplies take from the wall is preferred to what they give.
    private Optional<Found> supplies() throws IOException, InterruptedException {
        Optional<JsonNode> subsystem = resource(chassis.resource("PowerSubsystem"));
        Optional<String> list = subsystem.flatMap(json -> RedfishSession.link(json.path("PowerSupplies")));
        if (list.isEmpty()) {
            return Optional.empty();
        }
        List<String> paths = new ArrayList<>();
        List<JsonNode> metrics = new ArrayList<>();
        for (JsonNode member : session.json(list.get()).path("Members").values()) {
            JsonNode supply = session.json(RedfishSession.link(member).orElse(""));
            if (supply.at("/Status/State").stringValueOpt().orElse("").equals("Absent")) {
                continue;
            }
            Optional<String> path = RedfishSession.link(supply.path("Metrics"));
            Optional<JsonNode> json = path.isPresent() ? resource(path.get()) : Optional.empty();
            if (json.isEmpty()) {
                return Optional.empty(); // A part of the supplies is not the whole.
            }
            paths.add(path.get());
            metrics.add(json.get());
        }
        return sum(paths, metrics, "InputPowerWatts", Part.WALL)
                .or(() -> sum(paths, metrics, "OutputPowerWatts", Part.NODE));
    }

    private Optional<Found> sum(List<String> paths, List<JsonNode> metrics, String name, Part part) {
        if (metrics.isEmpty() || !metrics.stream().allMatch(json -> json.has(name))) {
            return Optional.empty();
        }
        List<Term> terms = paths.stream()
                .map(path -> Term.of(path, "/" + name + "/Reading"))
                .toList();
        Channel channel = power(part, new Signal.Averaging.Unknown(), Traits.UNKNOWN, text(terms));
        return Optional.of(found(channel, terms, metrics));
    }

    /// The Power resource (deprecated since DSP8010 2020.4): the control that is the whole chassis', or
    /// the inputs of the supplies. The controls are not summed: some are parts of others.
    private Optional<Found> deprecated(JsonNode power) {
        String path = chassis.resource("Power");
        List<Integer> controls = having(power.path("PowerControl"), "PowerConsumedWatts");
        Optional<Integer> whole = controls.size() == 1
                ? Optional.of(controls.getFirst())
                : controls.stream()
                        .filter(i -> isWhole(power.path("PowerControl").path(i)))
                        .findFirst();
        List<Integer> supplies = having(power.path("PowerSupplies"), "PowerInputWatts");
        List<Term> terms = whole.isPresent()
                ? List.of(nested(path, "/PowerControl/" + whole.get(), "PowerConsumedWatts"))
                : supplies.stream()
                        .map(i -> nested(path, "/PowerSupplies/" + i, "PowerInputWatts"))
                        .toList();
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        Part part = whole.isPresent() ? Part.NODE : Part.WALL;
        Channel channel = power(part, new Signal.Averaging.Unknown(), Traits.UNKNOWN, text(terms));
        return Optional.of(found(channel, terms, terms.stream().map(_ -> power).toList()));
    }

    private boolean isWhole(JsonNode control) {
        return control.path("PhysicalContext").stringValueOpt().orElse("").equals("Chassis")
                || WHOLE.matcher(control.path("Name").stringValueOpt().orElse(""))
                        .matches();
    }

    private static List<Integer> having(JsonNode list, String name) {
        List<Integer> having = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String state = list.path(i).at("/Status/State").stringValueOpt().orElse("");
            if (list.path(i).has(name) && !state.equals("Absent")) {
                having.add(i);
            }
        }
        return having;
    }

    private static Term nested(String path, String member, String name) {
        return new Term(path, member + "/" + name, member + "/Status/State");
    }

    private static Found found(Channel channel, List<Term> terms, List<JsonNode> resources) {
        boolean holds = true;
        for (int i = 0; i < terms.size(); i++) {
            holds &= terms.get(i).in(resources.get(i)).isPresent();
        }
        return new Found(new Source(channel, terms, 0), holds);
    }

    private Optional<Source> energy(JsonNode metrics) {
        if (metrics.at("/EnergyJoules/Reading").isNumber()) {
            return Optional.of(energy("EnergyJoules", 1, STEPS_PER_JOULE));
        }
        return metrics.at("/EnergykWh/Reading").isNumber()
                ? Optional.of(energy("EnergykWh", JOULES_PER_KILOWATT_HOUR, STEPS_PER_KILOWATT_HOUR))
                : Optional.empty();
    }

    private Source energy(String name, double joules, double steps) {
        Term term = Term.of(chassis.resource("EnvironmentMetrics"), "/" + name + "/Reading");
        Channel channel = channel(
                "energy",
                Part.NODE,
                new Signal.EnergyCounter(joules / steps, 0),
                Traits.UNKNOWN,
                text(List.of(term)) + "; its step is the controller's and shows in the trace");
        return new Source(channel, List.of(term), steps);
    }

    private Channel power(Part part, Signal.Averaging averaging, Traits traits, String note) {
        return channel("power", part, new Signal.PowerGauge(averaging), traits, note);
    }

    private Channel channel(String name, Part supposed, Signal signal, Traits traits, String note) {
        // A board within the box stands beside the node's other parts, and is never the node itself.
        Part part = chassis.isBox() || wanted.isPresent() ? supposed : Part.NODE.inner("chassis-" + chassis.id());
        return new Channel(
                new ChannelId("redfish/" + host + "/" + chassis.id().replaceAll("\\s", "-") + "/" + name),
                wanted.orElse(part),
                signal,
                Basis.MEASURED,
                traits,
                note);
    }

    private static String text(List<Term> terms) {
        return String.join(
                " + ", terms.stream().map(t -> t.resource() + "#" + t.value()).toList());
    }
}
