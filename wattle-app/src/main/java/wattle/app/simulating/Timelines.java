package wattle.app.simulating;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import wattle.report.Timeline;
import wattle.report.Timeline.Lane;
import wattle.report.Timeline.Series;
import wattle.report.Timeline.Span;
import wattle.report.Timeline.State;
import wattle.report.TimelinePage;
import wattle.scenario.Scenario;
import wattle.simulation.Events;
import wattle.simulation.ParadigmModel;
import wattle.simulation.learning.Books;
import wattle.simulation.learning.Post;
import wattle.simulation.learning.Post.Role;
import wattle.simulation.learning.PowerTrace;

/// States and power over time of the typical replication, as a page.
public final class Timelines {

    private static final int DEVICES = 40;
    private static final int MOST_SPANS = 600;

    private Timelines() {}

    /// Simulates once more with typical inputs, watched.
    ///
    /// @param version of Wattle
    public static String page(Scenario scenario, String version) {
        Events events = Events.of(scenario);
        Map<String, Watched> watched = new LinkedHashMap<>();
        double[] outputs = new double[events.outputCount()];
        events.simulate(events.typical(), 0, outputs, new Events.Watch() {
            @Override
            public Books.Watcher books(ParadigmModel model) {
                return watched.computeIfAbsent(model.id(), _ -> new Watched());
            }
        });
        List<Timeline> timelines = new ArrayList<>();
        for (ParadigmModel model : events.paradigms()) {
            Watched one = watched.get(model.id());
            if (one != null && one.trace.untilS() > 0) {
                timelines.add(one.timeline(model, events));
            }
        }
        return TimelinePage.of(timelines, scenario.heading().name(), version);
    }

    /// What one paradigm did.
    private static final class Watched implements Books.Watcher {
        private final PowerTrace trace = new PowerTrace();
        private final Map<String, List<Span>> lanes = new LinkedHashMap<>();

        @Override
        public void spent(Post post, double joules, double fromS, double toS) {
            trace.spent(post, joules, fromS, toS);
            boolean standing = post.activity() == wattle.run.Activity.IDLE;
            if (!standing && (post.role() == Role.SERVER || post.role() == Role.EDGE)) {
                add(post.role() == Role.EDGE ? "aggregators" : "server", state(post), fromS, toS);
            }
        }

        @Override
        public int devices() {
            return DEVICES;
        }

        @Override
        public void phase(int device, Post post, double fromS, double toS) {
            add("device " + (device + 1), state(post), fromS, toS);
        }

        private void add(String lane, State state, double fromS, double toS) {
            List<Span> spans = lanes.computeIfAbsent(lane, _ -> new ArrayList<>());
            if (spans.size() < MOST_SPANS && toS > fromS) {
                spans.add(new Span(fromS, toS, state));
            }
        }

        Timeline timeline(ParadigmModel model, Events events) {
            List<Double> edges = IntStream.rangeClosed(0, trace.bins())
                    .mapToObj(i -> i * trace.binS())
                    .toList();
            List<Series> series = trace.posts().stream()
                    .map(post -> new Series(
                            place(post) + ": " + post.label(),
                            state(post),
                            trace.joules(post),
                            IntStream.range(0, trace.bins())
                                    .mapToObj(bin -> trace.joules(post, bin))
                                    .toList()))
                    .toList();
            List<Lane> drawn = lanes.entrySet().stream()
                    .sorted(java.util.Comparator.comparingInt(e -> number(e.getKey())))
                    .map(e -> new Lane(e.getKey(), e.getValue()))
                    .toList();
            long all = Math.round(
                    events.scenario().places().devices().count().value().value().typical());
            return new Timeline(
                    model.kind().label() + ": " + model.description(),
                    trace.untilS(),
                    drawn,
                    Math.max(drawn.size(), model.kind().isCentralised() ? drawn.size() : all),
                    new Timeline.Power(edges, series),
                    List.of());
        }

        private static int number(String lane) {
            return lane.startsWith("device ") ? Integer.parseInt(lane.substring(7)) : 0;
        }
    }

    private static String place(Post post) {
        return switch (post.role()) {
            case DEVICES -> "devices";
            case NETWORK_UP, NETWORK_DOWN, NETWORK_EDGE, NETWORK_SERVER -> "network";
            case EDGE -> "edge";
            case SERVER -> "server";
        };
    }

    private static State state(Post post) {
        return switch (post.activity()) {
            case COMPUTE ->
                switch (post.stage()) {
                    case EVALUATE -> State.EVALUATE;
                    case AGGREGATE -> State.AGGREGATE;
                    case MANUFACTURE, GATHER, TRANSFER, STORE, PREPARE, TRAIN, DEPLOY, INFER, MONITOR, RETIRE ->
                        State.TRAIN;
                };
            case IDLE -> State.IDLE;
            case WAIT -> State.WAIT;
            case SLEEP -> State.SLEEP;
            case TRANSMIT -> State.SEND;
            case RECEIVE -> State.RECEIVE;
            case SENSE, STORE, COOL_AND_CONVERT -> State.CONVERT;
        };
    }
}
