package wattle.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

class OtlpJsonTest {

    /// OpenTelemetry's `hw.host.energy` is whole joules, and a 64-bit integer is text in protobuf's JSON.
    @Test
    void aWallMeterIsTheWholeHostAndNeverAPart() {
        ChannelId id = new ChannelId("plug/desk");
        Channel wall = new Channel(
                id,
                Part.WALL,
                new Signal.PowerGauge(new Signal.Averaging.Instant()),
                Basis.MEASURED,
                Traits.UNKNOWN,
                "");
        Tallies tallies = new Tallies(List.of(wall));
        tallies.add(new Reading.Power(id, new Moment(0, 0, Moment.NO_DEVICE_TIME), 150));
        tallies.add(new Reading.Power(id, new Moment(10_000_000_000L, 0, Moment.NO_DEVICE_TIME), 150));

        assertThat(OtlpJson.of(tallies, "node-1", "1.2.3", 1_000_000, 11_000_000))
                .isEqualTo("{\"resourceMetrics\":[{\"resource\":{\"attributes\":["
                        + "{\"key\":\"service.name\",\"value\":{\"stringValue\":\"wattle-exporter\"}},"
                        + "{\"key\":\"host.name\",\"value\":{\"stringValue\":\"node-1\"}}]},"
                        + "\"scopeMetrics\":[{\"scope\":{\"name\":\"wattle\",\"version\":\"1.2.3\"},\"metrics\":["
                        + "{\"name\":\"hw.host.energy\",\"description\":\"Energy used by the whole host\","
                        + "\"unit\":\"J\",\"sum\":{\"aggregationTemporality\":2,\"isMonotonic\":true,\"dataPoints\":["
                        + "{\"attributes\":[{\"key\":\"hw.id\",\"value\":{\"stringValue\":\"plug/desk\"}},"
                        + "{\"key\":\"hw.name\",\"value\":{\"stringValue\":\"wall\"}},"
                        + "{\"key\":\"wattle.basis\",\"value\":{\"stringValue\":\"measured\"}}],"
                        + "\"startTimeUnixNano\":\"1000000000\",\"timeUnixNano\":\"11000000000\",\"asInt\":\"1500\"}]}},"
                        + "{\"name\":\"hw.host.power\",\"description\":\"Power drawn by the whole host\","
                        + "\"unit\":\"W\",\"gauge\":{\"dataPoints\":["
                        + "{\"attributes\":[{\"key\":\"hw.id\",\"value\":{\"stringValue\":\"plug/desk\"}},"
                        + "{\"key\":\"hw.name\",\"value\":{\"stringValue\":\"wall\"}},"
                        + "{\"key\":\"wattle.basis\",\"value\":{\"stringValue\":\"measured\"}}],"
                        + "\"timeUnixNano\":\"11000000000\",\"asDouble\":150.0}]}}]}]}]}");
    }
}
