package wattle.trace;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// The feeds of a machine with several power supplies, each seen by an instrument of its own (`wall/feed-NAME`). Each
/// sees a share of the machine only; their sum is what the wall gives. See ME-5.
///
/// @param channels of single feeds, which stand in no total by themselves
/// @param sum of one channel of each feed; empty with fewer than two feeds, or when they share no time
public record Feeds(List<Channel> channels, Optional<EnergyCurve> sum) {

    private static final String FEED = "feed-";

    /// Copies the list.
    public Feeds {
        channels = List.copyOf(channels);
    }

    /// Finds the feeds among the channels of a machine. Of several channels of one feed the one that is surest of its
    /// energy is summed.
    public static Feeds of(Map<Channel, EnergyCurve> curves) {
        Map<String, EnergyCurve> feeds = new TreeMap<>();
        List<Channel> channels = curves.keySet().stream().filter(Feeds::isFeed).toList();
        channels.stream()
                .map(curves::get)
                .filter(java.util.Objects::nonNull)
                .sorted(Comparator.comparingDouble(Feeds::doubt))
                .forEach(curve -> feeds.putIfAbsent(curve.channel().part().name(), curve));
        return new Feeds(channels, feeds.size() < 2 ? Optional.empty() : sum(new LinkedHashMap<>(feeds)));
    }

    private static boolean isFeed(Channel channel) {
        Part part = channel.part();
        return part.names().size() == 2
                && Part.WALL.contains(part)
                && part.name().startsWith(FEED);
    }

    private static double doubt(EnergyCurve curve) {
        return curve.between(curve.firstNanos(), curve.lastNanos())
                .map(EnergyEstimate::sigma)
                .orElse(Double.POSITIVE_INFINITY);
    }

    /// Over the time that all of them have in common, at every point of any of them.
    private static Optional<EnergyCurve> sum(Map<String, EnergyCurve> feeds) {
        List<EnergyCurve> all = List.copyOf(feeds.values());
        long from = all.stream().mapToLong(EnergyCurve::firstNanos).max().orElseThrow();
        long to = all.stream().mapToLong(EnergyCurve::lastNanos).min().orElseThrow();
        long[] nanos = all.stream()
                .flatMapToLong(curve -> LongStream.range(0, curve.size()).map(i -> curve.nanos((int) i)))
                .filter(time -> time >= from && time <= to)
                .sorted()
                .distinct()
                .toArray();
        if (nanos.length < 2) {
            return Optional.empty();
        }
        double[] joules = new double[nanos.length];
        double[] aliasing = new double[nanos.length];
        double[] gaps = new double[nanos.length];
        for (EnergyCurve curve : all) {
            for (int i = 0; i < nanos.length; i++) {
                joules[i] += curve.at(nanos[i]) - curve.at(from);
                aliasing[i] += curve.aliasingAt(nanos[i]) - curve.aliasingAt(from);
                gaps[i] += curve.gapsAt(nanos[i]) - curve.gapsAt(from);
            }
        }
        return Optional.of(new EnergyCurve(channel(feeds), edge(all), nanos, joules, aliasing, gaps, List.of()));
    }

    private static Channel channel(Map<String, EnergyCurve> feeds) {
        String names = feeds.keySet().stream()
                .map(name -> name.substring(FEED.length()))
                .collect(Collectors.joining("+"));
        List<Channel> all = feeds.values().stream().map(EnergyCurve::channel).toList();
        Basis basis =
                all.stream().map(Channel::basis).max(Comparator.naturalOrder()).orElseThrow();
        OptionalDouble accuracy = all.stream()
                .flatMapToDouble(channel -> channel.traits().accuracy().stream())
                .max();
        String ids = all.stream().map(channel -> channel.id().text()).collect(Collectors.joining(" + "));
        return new Channel(
                new ChannelId("feeds/" + names),
                Part.WALL,
                new Signal.PowerGauge(new Signal.Averaging.Unknown()),
                basis,
                new Traits(OptionalDouble.empty(), OptionalDouble.empty(), accuracy, OptionalDouble.empty()),
                ids);
    }

    /// Their ends move independently; each step counts, and the latest decides.
    private static EnergyCurve.Edge edge(List<EnergyCurve> all) {
        double period = 0;
        double jitter = 0;
        double quantumJ = 0;
        double quantumW = 0;
        for (EnergyCurve curve : all) {
            period = Math.max(period, curve.edge().periodS());
            jitter = Math.max(jitter, curve.edge().jitterS());
            quantumJ = Math.hypot(quantumJ, curve.edge().quantumJ());
            quantumW = Math.hypot(quantumW, curve.edge().quantumW());
        }
        return new EnergyCurve.Edge(period, jitter, quantumJ, quantumW);
    }
}
