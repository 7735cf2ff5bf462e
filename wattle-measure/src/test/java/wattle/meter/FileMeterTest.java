package wattle.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

class FileMeterTest {

    @TempDir
    private Path folder = Path.of("");

    /// Taken as unsigned, -5 is 1.8e19 units.
    @Test
    void aCounterBelowZeroIsAGap() throws IOException {
        Path file = Files.writeString(folder.resolve("energy_uj"), "-5\n");
        Channel channel = new Channel(
                new ChannelId("rapl/package-0"),
                Part.NODE,
                new Signal.EnergyCounter(1e-6, 0),
                Basis.VENDOR_MODEL,
                Traits.UNKNOWN,
                "");

        Reading reading = FileMeter.Line.counter(channel, new NumberFile(file)).read(() -> 7);

        assertThat(reading).isInstanceOfSatisfying(Reading.Gap.class, gap -> {
            assertThat(gap.reason()).isEqualTo(GapReason.IMPLAUSIBLE);
            assertThat(gap.detail()).contains("-5 is below 0");
        });
    }
}
