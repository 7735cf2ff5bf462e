package wattle.meter.redfish;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import wattle.meter.Machine;
import wattle.meter.RemoteMeter;
import wattle.meter.Unanswered;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// A controller that is asked for each resource once a sweep.
final class RedfishDevice implements RemoteMeter.Device {

    private final Machine machine;
    private final RedfishSession session;
    private final List<Source> sources;

    RedfishDevice(Machine machine, RedfishSession session, List<Source> sources) {
        this.machine = machine;
        this.session = session;
        this.sources = List.copyOf(sources);
    }

    @Override
    public List<Channel> channels() {
        return sources.stream().map(Source::channel).toList();
    }

    @Override
    public List<Reading> ask() throws IOException, InterruptedException {
        Set<String> paths = new LinkedHashSet<>();
        sources.forEach(source -> source.terms().forEach(term -> paths.add(term.resource())));
        Map<String, JsonNode> resources = new HashMap<>();
        Map<String, String> refusals = new HashMap<>();
        Map<String, Moment> moments = new HashMap<>();
        for (String path : paths) {
            long begin = machine.nanos().getAsLong();
            try {
                resources.put(path, session.json(path));
            } catch (Unanswered e) {
                // One resource that is gone or malformed says nothing of the others; silence does.
                if (e.reason() != GapReason.GONE && e.reason() != GapReason.MALFORMED) {
                    throw e;
                }
                refusals.put(path, String.valueOf(e.getMessage()));
            }
            moments.put(path, Moment.between(begin, machine.nanos().getAsLong()));
        }
        return sources.stream()
                .map(source -> source.reading(moment(source, moments), resources, refusals))
                .toList();
    }

    /// From the begin of its first resource's call to the end of its last one's.
    private static Moment moment(Source source, Map<String, Moment> moments) {
        List<Moment> calls = source.terms().stream()
                .map(term -> Objects.requireNonNull(moments.get(term.resource())))
                .toList();
        Moment first = calls.getFirst();
        Moment last = calls.getLast();
        return Moment.between(
                first.nanos() - first.callNanos() / 2, last.nanos() + (last.callNanos() - last.callNanos() / 2));
    }

    @Override
    public void close() {
        session.close();
    }
}
