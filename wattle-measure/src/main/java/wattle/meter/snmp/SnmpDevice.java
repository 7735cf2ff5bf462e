package wattle.meter.snmp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import wattle.meter.Machine;
import wattle.meter.RemoteMeter;
import wattle.trace.Channel;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;

/// A unit whose channels are all read by one message.
final class SnmpDevice implements RemoteMeter.Device {

    private final Machine machine;
    private final SnmpSession session;
    private final List<Source> sources;
    private final List<Channel> channels;
    private final List<OID> objects;

    SnmpDevice(Machine machine, SnmpSession session, String host, Part part, List<Source> sources) {
        this.machine = machine;
        this.session = session;
        this.sources = List.copyOf(sources);
        channels = sources.stream().map(source -> source.channel(host, part)).toList();
        Set<OID> all = new LinkedHashSet<>();
        for (Source source : sources) {
            source.points().forEach(point -> {
                all.add(point.value());
                point.valid().ifPresent(all::add);
            });
        }
        objects = List.copyOf(all);
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public List<Reading> ask() throws IOException {
        long begin = machine.nanos().getAsLong();
        Map<OID, Variable> values = session.get(objects);
        Moment moment = Moment.between(begin, machine.nanos().getAsLong());
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            readings.add(sources.get(i).reading(channels.get(i), moment, values));
        }
        return readings;
    }

    @Override
    public void close() {
        session.close();
    }
}
