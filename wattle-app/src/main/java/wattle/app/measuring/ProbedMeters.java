package wattle.app.measuring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import wattle.document.Documents;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Values;
import wattle.meter.Meter;
import wattle.quantity.Dimension;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// What `wattle meters --probe` found out of a machine's meters, and keeps for later measurements in
/// `${XDG_STATE_HOME:-~/.local/state}/wattle/meters-HOST.yaml`.
///
/// @param date when, as `2026-01-31`
/// @param channels by name
public record ProbedMeters(String date, Map<ChannelId, Traits> channels) {

    /// So many times its declared period a channel must take to be called slower than it says.
    private static final double SLOWER = 2;

    private static final List<String> SHOWS = List.of("energy", "power");

    /// Copies the map.
    public ProbedMeters {
        channels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    }

    /// Where it is kept: state, not configuration, as nobody writes it by hand (XDG Base Directory Specification).
    public static Path file(Map<String, String> variables, String host) {
        Path base = Optional.ofNullable(variables.get("XDG_STATE_HOME"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElse(Path.of(variables.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state"));
        return base.resolve("wattle").resolve("meters-%s.yaml".formatted(host.replaceAll("[^A-Za-z0-9._-]", "_")));
    }

    /// Reads what was kept.
    ///
    /// @return empty when nothing was
    /// @throws InputFault at the first thing that is wrong in the file
    public static Optional<ProbedMeters> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (Keys keys = Keys.of(Documents.read(file))) {
            String date = keys.text("probed");
            Map<ChannelId, Traits> channels = new LinkedHashMap<>();
            for (wattle.document.Node node : keys.list("channels")) {
                try (Keys channel = Keys.of(Values.mapping(node))) {
                    channels.put(id(channel), traits(channel));
                }
            }
            return Optional.of(new ProbedMeters(date, channels));
        }
    }

    private static ChannelId id(Keys channel) {
        String text = channel.text("id");
        try {
            return new ChannelId(text);
        } catch (IllegalArgumentException e) {
            throw channel.fault("id", e.getMessage() + ".", "Maybe probe again: wattle meters --probe.");
        }
    }

    private static Traits traits(Keys channel) {
        Dimension step = channel.word("shows", SHOWS).equals("energy") ? Dimension.ENERGY : Dimension.POWER;
        return new Traits(
                positive(channel, "period", Dimension.TIME),
                positive(channel, "quantum", step),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private static OptionalDouble positive(Keys channel, String key, Dimension dimension) {
        Optional<Double> value = channel.optional(key, name -> channel.amount(name, dimension));
        if (value.filter(number -> number <= 0).isPresent()) {
            throw channel.fault(key, "this must be more than 0.", "Maybe probe again: wattle meters --probe.");
        }
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /// Keeps it, in place of what was kept.
    ///
    /// @param kinds of each channel: whether it is a counter of energy
    public void write(Path file, Map<ChannelId, Channel> kinds) throws IOException {
        StringBuilder text = new StringBuilder("# Found out by: wattle meters --probe\n");
        text.append("probed: '%s'\nchannels:%s\n".formatted(date, channels.isEmpty() ? " []" : ""));
        channels.forEach((id, traits) -> {
            Channel channel = kinds.get(id);
            boolean counter = channel != null && channel.signal() instanceof Signal.EnergyCounter;
            text.append("  - id: '%s'\n    shows: %s\n".formatted(id, counter ? "energy" : "power"));
            traits.periodS().ifPresent(s -> text.append("    period: %s s\n".formatted(s)));
            traits.quantum().ifPresent(q -> text.append("    quantum: %s %s\n".formatted(q, counter ? "J" : "W")));
        });
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".fresh");
        Files.writeString(fresh, text.toString());
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /// The same meters, their channels with what was found out where nothing better is known of them.
    public List<Meter> fill(List<Meter> meters) {
        List<Meter> filled = new ArrayList<>();
        meters.forEach(meter -> filled.add(
                new Filled(meter, meter.channels().stream().map(this::fill).toList())));
        return filled;
    }

    /// A channel's own traits win, unless it was seen to move more slowly than it says; its note says what was probed.
    Channel fill(Channel channel) {
        Traits found = channels.get(channel.id());
        Traits own = channel.traits();
        if (found == null || !channel.isEnergy()) {
            return channel;
        }
        Traits both = own;
        List<String> probed = new ArrayList<>();
        if (found.periodS().isPresent()
                && found.periodS().getAsDouble() > SLOWER * own.periodS().orElse(0)) {
            both = both.period(found.periodS().getAsDouble());
            probed.add("period");
        }
        if (own.quantum().isEmpty() && found.quantum().isPresent()) {
            both = both.quantum(found.quantum().getAsDouble());
            probed.add("step");
        }
        if (probed.isEmpty()) {
            return channel;
        }
        String note = (channel.note().isBlank() ? "" : channel.note() + "; ")
                + "%s probed on %s".formatted(String.join(" and ", probed), date);
        return new Channel(channel.id(), channel.part(), channel.signal(), channel.basis(), both, note);
    }

    /// A meter with other words about its channels.
    private record Filled(Meter meter, List<Channel> channels) implements Meter {

        @Override
        public Pace pace() {
            return meter.pace();
        }

        @Override
        public void read(Consumer<Reading> sink) {
            meter.read(sink);
        }

        @Override
        public void close() {
            meter.close();
        }
    }
}
