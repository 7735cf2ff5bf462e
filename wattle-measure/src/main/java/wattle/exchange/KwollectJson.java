package wattle.exchange;

import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.document.InputFault;

/// Kwollect's answer as JSON: an array of values. `_device_orig` is a text or a list of texts, `value` whole or not.
final class KwollectJson implements Importer {

    @Override
    public String name() {
        return "kwollect-json";
    }

    @Override
    public String about() {
        return "Kwollect of Grid'5000 as JSON, as its API answers";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.header().strip().startsWith("[") && file.head().contains("metric_id");
    }

    @Override
    public Imported read(ForeignFile file) {
        Tracks tracks = new Tracks(name(), file);
        Kwollect kwollect = new Kwollect(tracks);
        JsonNode root = parse(file);
        if (!root.isArray()) {
            throw file.fault("a list of values is expected here.", "Maybe the answer was an error of the server.");
        }
        int index = 0;
        for (JsonNode item : root) {
            String time = text(file, item, index, "timestamp");
            OptionalLong micros = Stamps.micros(time, file.zone());
            JsonNode value = item.path("value");
            if (micros.isEmpty() || !value.isNumber()) {
                throw file.fault(
                        "value %d of the list has no time or no number: timestamp '%s', value %s."
                                .formatted(index + 1, time, value),
                        "");
            }
            tracks.zoned(time);
            JsonNode ports = item.path("labels").path("_device_orig");
            kwollect.add(
                    micros.getAsLong(),
                    text(file, item, index, "device_id"),
                    text(file, item, index, "metric_id"),
                    value.doubleValue(),
                    ports.isMissingNode() ? "" : ports.toString());
            index++;
        }
        return kwollect.done(file);
    }

    private static JsonNode parse(ForeignFile file) {
        try {
            return JsonMapper.shared().readTree(String.join("\n", file.lines()));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr() - 1);
            int column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
            InputFault fault = file.fault(
                    line,
                    column,
                    "this is not well-formed JSON: " + e.getOriginalMessage() + ".",
                    "Maybe it was cut off.");
            fault.initCause(e);
            throw fault;
        }
    }

    private static String text(ForeignFile file, JsonNode item, int index, String key) {
        JsonNode value = item.path(key);
        if (!value.isString()) {
            throw file.fault("value %d of the list has no text '%s'.".formatted(index + 1, key), "");
        }
        return value.stringValue();
    }
}
