package wattle.exchange;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.trace.Basis;
import wattle.trace.Part;
import wattle.trace.Signal;

/// A power log of MLPerf Training: lines `:::MLLOG {…}` with the key `power_reading`, in W, and times in ms.
final class MlLog implements Importer {

    private static final String MARK = ":::MLLOG";

    @Override
    public String name() {
        return "mlperf";
    }

    @Override
    public String about() {
        return "MLPerf power log, lines :::MLLOG with power_reading (W, times in ms)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.lines().stream().limit(40).anyMatch(line -> line.contains(MARK));
    }

    @Override
    public Imported read(ForeignFile file) {
        Tracks tracks = new Tracks(name(), file);
        boolean direct = file.lines().stream().anyMatch(line -> line.contains("\"DC\""));
        if (direct) {
            tracks.note("the log says DC: taken as the node behind its power supplies");
        }
        for (int i = 0; i < file.lines().size(); i++) {
            int mark = file.lines().get(i).indexOf(MARK);
            if (mark < 0) {
                continue;
            }
            JsonNode entry = parse(file, i, mark);
            if (!entry.path("key").asString("").equals("power_reading")) {
                continue;
            }
            JsonNode value = entry.path("value");
            if (!value.isNumber() || !entry.path("time_ms").isNumber()) {
                throw file.fault(i, mark + 1, "this reading has no number as 'value' or no 'time_ms'.", "");
            }
            tracks.power("node", direct ? Part.NODE : Part.WALL, new Signal.Averaging.Unknown(), Basis.MEASURED, "")
                    .at(Math.round(entry.path("time_ms").doubleValue() * 1000), value.doubleValue());
        }
        return tracks.done();
    }

    private static JsonNode parse(ForeignFile file, int line, int mark) {
        try {
            return JsonMapper.shared().readTree(file.lines().get(line).substring(mark + MARK.length()));
        } catch (JacksonException e) {
            wattle.document.InputFault fault = file.fault(
                    line, mark + 1, "what follows :::MLLOG is not well-formed JSON.", "Maybe the log was cut off.");
            fault.initCause(e);
            throw fault;
        }
    }
}
