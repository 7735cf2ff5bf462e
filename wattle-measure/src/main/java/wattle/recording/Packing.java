package wattle.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// The readings of one channel since the last batch, packed as they come: some ten bytes each, and no object that
/// outlives the read. [Blocks] has the format.
final class Packing {

    private static final int FIRST_ROOM = 256;

    private final int channel;
    private byte[] bytes = new byte[FIRST_ROOM];
    private int length;
    private int count;
    private int gaps;
    private long time;
    private long step;
    private long device;
    private long raw;

    /// @param channel the channel's number in the recording
    Packing(int channel) {
        this.channel = channel;
    }

    void add(Reading reading) {
        room(64);
        Moment moment = reading.moment();
        boolean timed = moment.hasDeviceTime();
        int head = length++;
        number(moment.nanos() - time - step);
        step = moment.nanos() - time;
        time = moment.nanos();
        number(moment.callNanos());
        if (timed) {
            number(moment.deviceMicros() - device);
            device = moment.deviceMicros();
        }
        int kind;
        switch (reading) {
            case Reading.Counter counter -> {
                number(counter.raw() - raw);
                raw = counter.raw();
                kind = Blocks.COUNTER;
            }
            case Reading.Power power -> {
                bits(power.watts());
                kind = Blocks.POWER;
            }
            case Reading.Observation observation -> {
                bits(observation.value());
                kind = Blocks.OBSERVATION;
            }
            case Reading.Gap gap -> {
                text(gap.reason().word());
                text(gap.detail());
                gaps++;
                kind = Blocks.GAP;
            }
        }
        bytes[head] = (byte) (kind | (timed ? Blocks.DEVICE_TIMED : 0));
        count++;
    }

    int count() {
        return count;
    }

    int gaps() {
        return gaps;
    }

    /// Bytes that a batch gets of it.
    int size() {
        return count == 0 ? 0 : length + 4 * 5;
    }

    /// Writes what came since the last batch, `CHANNEL LENGTH VERSION COUNT READING...`, and begins anew.
    ///
    /// @return where the next one goes
    int moveTo(byte[] batch, int start) {
        int at = Blocks.number(batch, start, channel);
        int head = Blocks.sizeOf(count) + 1;
        at = Blocks.number(batch, at, head + length);
        batch[at++] = Blocks.VERSION;
        at = Blocks.number(batch, at, count);
        System.arraycopy(bytes, 0, batch, at, length);
        at += length;
        length = 0;
        count = 0;
        gaps = 0;
        time = 0;
        step = 0;
        device = 0;
        raw = 0;
        return at;
    }

    private void number(long value) {
        length = Blocks.number(bytes, length, value);
    }

    private void bits(double value) {
        long all = Double.doubleToRawLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (all >>> shift);
        }
    }

    private void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        room(encoded.length + 64);
        number(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
