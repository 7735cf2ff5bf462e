package wattle.meter.plug;

import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import wattle.meter.Machine;
import wattle.meter.RemoteMeter;
import wattle.meter.http.Web;
import wattle.trace.Channel;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// A plug that is asked by HTTP; one request gives all its fields.
record HttpPlug(Machine machine, Web web, String path, List<Field> fields) implements RemoteMeter.Device {

    @Override
    public List<Channel> channels() {
        return fields.stream().map(Field::channel).toList();
    }

    @Override
    public List<Reading> ask() throws IOException, InterruptedException {
        long begin = machine.nanos().getAsLong();
        JsonNode json = web.json(path);
        Moment moment = Moment.between(begin, machine.nanos().getAsLong());
        return fields.stream().map(field -> field.reading(json, moment)).toList();
    }

    @Override
    public void close() {
        web.close();
    }
}
