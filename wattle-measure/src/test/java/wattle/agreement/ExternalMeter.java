package wattle.agreement;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import wattle.exchange.Fixture;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Samples;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// What the Elmor Labs PMD recorded in the supply of a card, at about 4.8 kHz: nine unsigned 16-bit words a record, a
/// time and four pairs of voltage and current, 12 bits in the upper part of each word.
///
/// Source of the scales: the analysis notebooks beside the recorded traces (Yang, Adamek, Armour, SC 2024).
final class ExternalMeter {

    private static final double TICKS_PER_SECOND = 2_934_500;
    private static final double WATTS_PCIE8 = 0.007568 * 0.0488;
    private static final double WATTS_SLOT = 0.0075 * 0.0488;

    private ExternalMeter() {}

    static Samples of(String folder) throws java.io.IOException {
        Channel channel = new Channel(
                new ChannelId("pmd/card"),
                Part.of("wall/node/gpu-0"),
                new Signal.PowerGauge(new Signal.Averaging.Instant()),
                Basis.MEASURED,
                Traits.UNKNOWN,
                "");
        Samples.Builder builder = new Samples.Builder(channel, 0);
        long start = start(folder);
        ByteBuffer data =
                ByteBuffer.wrap(Fixture.bytes(folder + "/PMD_data.bin")).order(ByteOrder.LITTLE_ENDIAN);
        long ticks = 0;
        int last = 0;
        long first = Long.MIN_VALUE;
        while (data.remaining() >= 18) {
            int now = Short.toUnsignedInt(data.getShort());
            ticks += now - last + (now < last ? 65_536 : 0);
            last = now;
            first = first == Long.MIN_VALUE ? ticks : first;
            double[] words = new double[8];
            for (int i = 0; i < 8; i++) {
                int word = (data.getShort() >> 4) & 0xFFF;
                words[i] = (word & 0x800) != 0 ? 0 : word;
            }
            double watts = (words[0] * words[1] + words[2] * words[3] + words[6] * words[7]) * WATTS_PCIE8
                    + words[4] * words[5] * WATTS_SLOT;
            long micros = start + Math.round((ticks - first) / TICKS_PER_SECOND * 1e6);
            builder.add(new Reading.Power(channel.id(), new Moment(micros * 1000, 0, micros), watts));
        }
        return builder.build();
    }

    /// The recording began 50 ms before the time that was noted (same notebooks).
    private static long start(String folder) throws java.io.IOException {
        try (var in = Fixture.class.getResourceAsStream("/fixtures/" + folder + "/PMD_start_ts.txt")) {
            String text = new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Long.parseLong(text.strip()) - 50_000;
        }
    }
}
