package wattle.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.app.measuring.Sample;
import wattle.app.measuring.SampleFormat;
import wattle.recording.Recording;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Samples;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// What is written is read back by a reader that shares no code with the writer.
class ParquetSamplesTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anotherReaderFindsEverySampleBitForBit() throws IOException {
        List<Recording> nodes = List.of(recording(1), recording(2));
        Path file = folder.resolve("samples.parquet");

        SampleFormat.find("parquet").orElseThrow().write(nodes, file);

        List<Sample> written = new ArrayList<>();
        Sample.each(nodes, written::add);
        assertThat(written).hasSizeGreaterThan(4000);
        assertThat(read(file)).isEqualTo(written);
    }

    @Test
    void aRunWithoutSamplesIsAFileWithoutRows() throws IOException {
        Path file = folder.resolve("none.parquet");
        new ParquetSamples().write(List.of(), file);

        assertThat(read(file)).isEmpty();
    }

    private static List<Sample> read(Path file) throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (ParquetFileReader parquet = ParquetFileReader.open(InputFile.of(file));
                RowReader rows = parquet.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                samples.add(new Sample(
                        rows.getLong("time_us"),
                        rows.getInt("node"),
                        rows.getString("channel"),
                        rows.isNull("raw") ? OptionalLong.empty() : OptionalLong.of(rows.getLong("raw")),
                        rows.isNull("value") ? OptionalDouble.empty() : OptionalDouble.of(rows.getDouble("value")),
                        rows.getString("unit"),
                        rows.isNull("gap") ? "" : rows.getString("gap")));
            }
        }
        return samples;
    }

    private static Recording recording(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SequencedMap<Channel, Samples> samples = new LinkedHashMap<>();
        Signal[] signals = {
            new Signal.EnergyCounter(1e-6, 0),
            new Signal.PowerGauge(new Signal.Averaging.Unknown()),
            new Signal.Observed("s", true)
        };
        for (int c = 0; c < signals.length; c++) {
            ChannelId id = new ChannelId("test/channel-" + c);
            Channel channel = new Channel(id, Part.NODE, signals[c], Basis.MEASURED, Traits.UNKNOWN, "");
            Samples.Builder builder = new Samples.Builder(channel, -1_700_000_000_000_000_000L);
            for (int i = 1; i <= 800; i++) {
                Moment moment = new Moment(i * 1_000_003L, 7, Moment.NO_DEVICE_TIME);
                double value = random.nextDouble() * 1e3;
                long raw = random.nextLong();
                builder.add(
                        i % 97 == 0
                                ? new Reading.Gap(id, moment, GapReason.TIMED_OUT, "no answer, \u00e4")
                                : switch (c) {
                                    case 0 -> new Reading.Counter(id, moment, raw);
                                    case 1 -> new Reading.Power(id, moment, value);
                                    default -> new Reading.Observation(id, moment, value);
                                });
            }
            samples.put(channel, builder.build());
        }
        return new Recording(Map.of(), samples, List.of(), -1_700_000_000_000_000_000L);
    }
}
