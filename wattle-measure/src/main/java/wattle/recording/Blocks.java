package wattle.recording;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// Packs readings of one channel into a block, and back, bit for bit.
///
/// Times are differences of differences, counters are differences, both as variable-length integers with the sign in
/// the lowest bit; power and observations keep all 64 bits, so that energies decoded later are the same to the last
/// digit. The whole is deflated.
final class Blocks {

    private static final int VERSION = 1;
    private static final int COUNTER = 0;
    private static final int POWER = 1;
    private static final int OBSERVATION = 2;
    private static final int GAP = 3;
    private static final int DEVICE_TIMED = 4;
    private static final int KIND = 3;

    /// Stands where the length of a deflated block would.
    private static final int STORED = -1;

    private static final int SMALL = 1024;

    private Blocks() {}

    /// Packs readings in the order in which they came.
    static byte[] pack(List<Reading> readings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 12 * readings.size());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            number(out, readings.size());
            long time = 0;
            long step = 0;
            long device = 0;
            long raw = 0;
            for (Reading reading : readings) {
                Moment moment = reading.moment();
                boolean timed = moment.hasDeviceTime();
                out.writeByte(kind(reading) | (timed ? DEVICE_TIMED : 0));
                number(out, moment.nanos() - time - step);
                step = moment.nanos() - time;
                time = moment.nanos();
                number(out, moment.callNanos());
                if (timed) {
                    number(out, moment.deviceMicros() - device);
                    device = moment.deviceMicros();
                }
                switch (reading) {
                    case Reading.Counter(ChannelId _, Moment _, long value) -> {
                        number(out, value - raw);
                        raw = value;
                    }
                    case Reading.Power(ChannelId _, Moment _, double watts) -> out.writeDouble(watts);
                    case Reading.Observation(ChannelId _, Moment _, double value) -> out.writeDouble(value);
                    case Reading.Gap(ChannelId _, Moment _, GapReason reason, String detail) -> {
                        text(out, reason.word());
                        text(out, detail);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deflated(bytes.toByteArray());
    }

    /// Unpacks a block.
    ///
    /// @throws DamagedRecording when it is not a whole block of a version that is known
    static void unpack(byte[] block, ChannelId channel, Consumer<Reading> sink) {
        try {
            ByteBuffer in = ByteBuffer.wrap(inflated(block));
            int version = in.get();
            if (version != VERSION) {
                throw new DamagedRecording("a block of %s has version %d, and this Wattle reads version %d"
                        .formatted(channel, version, VERSION));
            }
            long count = number(in);
            if (count < 0) {
                throw new DataFormatException("a count of " + count);
            }
            long time = 0;
            long step = 0;
            long device = 0;
            long raw = 0;
            for (long i = 0; i < count; i++) {
                int flags = in.get();
                step += number(in);
                time += step;
                Moment moment = new Moment(time, number(in), Moment.NO_DEVICE_TIME);
                if ((flags & DEVICE_TIMED) != 0) {
                    device += number(in);
                    moment = moment.at(device);
                }
                switch (flags & KIND) {
                    case COUNTER -> {
                        raw += number(in);
                        sink.accept(new Reading.Counter(channel, moment, raw));
                    }
                    case POWER -> sink.accept(new Reading.Power(channel, moment, in.getDouble()));
                    case OBSERVATION -> sink.accept(new Reading.Observation(channel, moment, in.getDouble()));
                    default -> sink.accept(new Reading.Gap(channel, moment, reason(text(in)), text(in)));
                }
            }
        } catch (java.nio.BufferUnderflowException | DataFormatException | IllegalArgumentException e) {
            throw new DamagedRecording("a block of %s is damaged: %s".formatted(channel, e), e);
        }
    }

    private static int kind(Reading reading) {
        return switch (reading) {
            case Reading.Counter _ -> COUNTER;
            case Reading.Power _ -> POWER;
            case Reading.Observation _ -> OBSERVATION;
            case Reading.Gap _ -> GAP;
        };
    }

    private static GapReason reason(String word) {
        return GapReason.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static void number(DataOutputStream out, long value) throws IOException {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = in.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(out, bytes.length);
        out.write(bytes);
    }

    private static String text(ByteBuffer in) {
        long length = number(in);
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Small blocks stay as they are: a deflater's tables cost more than they save.
    private static byte[] deflated(byte[] plain) {
        if (plain.length < SMALL) {
            return ByteBuffer.allocate(4 + plain.length)
                    .putInt(STORED)
                    .put(plain)
                    .array();
        }
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(plain);
            deflater.finish();
            byte[] room = new byte[plain.length + 64];
            int length = deflater.deflate(room);
            return ByteBuffer.allocate(4 + length)
                    .putInt(plain.length)
                    .put(room, 0, length)
                    .array();
        }
    }

    private static byte[] inflated(byte[] block) throws DataFormatException {
        ByteBuffer in = ByteBuffer.wrap(block);
        int length = in.getInt();
        if (length == STORED) {
            return java.util.Arrays.copyOfRange(block, 4, block.length);
        }
        try (Inflater inflater = new Inflater(true)) {
            if (length < 0 || length > 1 << 28) {
                throw new DataFormatException("a length of " + length);
            }
            byte[] plain = new byte[length];
            inflater.setInput(block, 4, block.length - 4);
            if (inflater.inflate(plain) != length) {
                throw new DataFormatException("cut off");
            }
            return plain;
        }
    }
}
