package wattle.app.simulating;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import wattle.report.Timeline;
import wattle.report.Timeline.Lane;
import wattle.report.Timeline.Series;
import wattle.report.Timeline.Span;
import wattle.report.Timeline.State;
import wattle.report.TimelinePage;
import wattle.scenario.Scenario;
import wattle.simulation.Events;
import wattle.simulation.ParadigmModel;
import wattle.simulation.kernel.Agenda;
import wattle.simulation.learning.Books;
import wattle.simulation.learning.Company;
import wattle.simulation.learning.Post;
import wattle.simulation.learning.Post.Role;
import wattle.simulation.learning.PowerTrace;
import wattle.simulation.learning.Training;

/// States and power over time of the typical replication, as a page and as tables.
public final class Timelines {

    private static final int DEVICES = 40;
    private static final int MOST_SPANS = 600;

    private final Events events;
    private final Map<String, Watched> watched = new LinkedHashMap<>();

    private Timelines(Events events) {
        this.events = events;
    }

    /// Simulates once more with typical inputs, watched.
    public static Timelines of(Scenario scenario) {
        Timelines timelines = new Timelines(Events.of(scenario));
        timelines.simulate();
        return timelines;
    }

    private void simulate() {
        double[] outputs = new double[events.outputCount()];
        events.simulate(events.typical(), 0, outputs, new Events.Watch() {
            @Override
            public Books.Watcher books(ParadigmModel model) {
                return of(model);
            }

            @Override
            public void begins(ParadigmModel model, Training training, Company company) {
                of(model).agenda = company.agenda();
            }

            @Override
            public boolean round(ParadigmModel model, double done, double wanted) {
                of(model).round();
                return true;
            }
        });
    }

    private Watched of(ParadigmModel model) {
        return watched.computeIfAbsent(model.id(), _ -> new Watched());
    }

    /// The page.
    ///
    /// @param version of Wattle
    public String page(String version) {
        List<Timeline> timelines = new ArrayList<>();
        for (ParadigmModel model : events.paradigms()) {
            Watched one = watched.get(model.id());
            if (one != null && one.trace.untilS() > 0) {
                timelines.add(one.timeline(model, events));
            }
        }
        return TimelinePage.of(timelines, events.scenario().heading().name(), version);
    }

    /// Writes `power.csv` into the folder of each paradigm's run: mean power in W of each cause, bin by bin, whose sum
    /// over time is the energy that events came to, facility overhead apart.
    ///
    /// @param folder that holds the folders of the runs
    public void write(Path folder) throws IOException {
        for (Map.Entry<String, Watched> one : watched.entrySet()) {
            Path run = folder.resolve(one.getKey());
            if (Files.isDirectory(run)) {
                Files.writeString(run.resolve("power.csv"), one.getValue().csv());
            }
        }
    }

    /// What one paradigm did.
    private static final class Watched implements Books.Watcher {
        private final PowerTrace trace = new PowerTrace();
        private final Map<String, List<Span>> lanes = new LinkedHashMap<>();
        private final List<Double> roundsS = new ArrayList<>();
        private @Nullable Agenda agenda;

        /// Where rounds are steps and not events, the clock stands still until the end, and no round is marked.
        private void round() {
            double now = agenda == null ? 0 : agenda.nowS();
            if (now > (roundsS.isEmpty() ? 0 : roundsS.getLast())) {
                roundsS.add(now);
            }
        }

        private String csv() {
            StringBuilder text = new StringBuilder("from_s,to_s,place,stage,activity,cause,power_w\n");
            for (int bin = 0; bin < trace.bins(); bin++) {
                for (Post post : trace.posts()) {
                    if (trace.joules(post, bin) != 0) {
                        text.append(String.join(
                                        ",",
                                        Double.toString(bin * trace.binS()),
                                        Double.toString((bin + 1) * trace.binS()),
                                        place(post),
                                        post.stage().word(),
                                        post.activity().word(),
                                        post.label(),
                                        Double.toString(trace.watts(post, bin))))
                                .append('\n');
                    }
                }
            }
            return text.toString();
        }

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
                    roundsS);
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
