package wattle.recording;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// The format of a batch: every channel's readings between two flushes in one row, and back, bit for bit.
///
/// Times are differences of differences, counters are differences, both as variable-length integers with the sign in
/// the lowest bit; power and observations keep all 64 bits, so that energies decoded later are the same to the last
/// digit. The whole is deflated where that pays.
///
/// One row for all channels, because a statement for each costs ten times what the readings themselves cost.
final class Blocks {

    static final byte VERSION = 1;
    static final int DEVICE_TIMED = 4;

    static final int COUNTER = 0;
    static final int POWER = 1;
    static final int OBSERVATION = 2;
    static final int GAP = 3;
    private static final int KIND = 3;

    /// Stands where the length of a deflated batch would.
    private static final int STORED = -1;

    /// Below it a deflater's tables cost more than they save, in B.
    private static final int SMALL = 4096;

    private static final int MOST = 1 << 28;

    private Blocks() {}

    /// Takes what waits in packings.
    static byte[] of(Collection<Packing> packings) {
        int size = packings.stream().mapToInt(Packing::size).sum();
        byte[] plain = new byte[4 + size];
        int length = 4;
        for (Packing packing : packings) {
            if (packing.count() > 0) {
                length = packing.moveTo(plain, length);
            }
        }
        ByteBuffer.wrap(plain).putInt(STORED);
        return length < SMALL ? Arrays.copyOf(plain, length) : deflated(plain, length);
    }

    /// Names a channel by its number.
    interface Names {
        /// @throws DamagedRecording when no channel has it
        ChannelId of(int number);
    }

    /// Takes a reading of a channel.
    interface Sink {
        void take(int channel, Reading reading);
    }

    /// Unpacks a batch.
    ///
    /// @throws DamagedRecording when it is not a whole batch of a version that is known
    static void unpack(byte[] batch, Names names, Sink sink) {
        try {
            ByteBuffer in = ByteBuffer.wrap(inflated(batch));
            while (in.hasRemaining()) {
                int number = Math.toIntExact(number(in));
                long length = number(in);
                if (length < 0 || length > in.remaining()) {
                    throw new DataFormatException("a block of " + length + " bytes");
                }
                ByteBuffer block = in.slice(in.position(), (int) length);
                in.position(in.position() + (int) length);
                unpack(block, number, names.of(number), sink);
            }
        } catch (BufferUnderflowException | DataFormatException | IllegalArgumentException | ArithmeticException e) {
            throw new DamagedRecording("a batch of readings is damaged: " + e, e);
        }
    }

    private static void unpack(ByteBuffer in, int number, ChannelId channel, Sink sink) throws DataFormatException {
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
            Reading reading = switch (flags & KIND) {
                case COUNTER -> {
                    raw += number(in);
                    yield new Reading.Counter(channel, moment, raw);
                }
                case POWER -> new Reading.Power(channel, moment, in.getDouble());
                case OBSERVATION -> new Reading.Observation(channel, moment, in.getDouble());
                default -> new Reading.Gap(channel, moment, reason(text(in)), text(in));
            };
            sink.take(number, reading);
        }
        if (in.hasRemaining()) {
            throw new DataFormatException(in.remaining() + " bytes too many");
        }
    }

    private static GapReason reason(String word) {
        return GapReason.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// Writes a number of up to ten bytes.
    ///
    /// @return where the next one goes
    static int number(byte[] out, int start, long value) {
        int at = start;
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            out[at++] = (byte) ((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out[at++] = (byte) rest;
        return at;
    }

    /// Bytes of a number that is not negative.
    static int sizeOf(int value) {
        return (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 1 + 6) / 7;
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

    private static String text(ByteBuffer in) {
        long length = number(in);
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("a text of " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] deflated(byte[] plain, int end) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(plain, 4, end - 4);
            deflater.finish();
            byte[] room = new byte[end + 64];
            ByteBuffer.wrap(room).putInt(end - 4);
            int length = deflater.deflate(room, 4, room.length - 4);
            return deflater.finished() ? Arrays.copyOf(room, 4 + length) : Arrays.copyOf(plain, end);
        }
    }

    private static byte[] inflated(byte[] batch) throws DataFormatException {
        int length = ByteBuffer.wrap(batch).getInt();
        if (length == STORED) {
            return Arrays.copyOfRange(batch, 4, batch.length);
        }
        try (Inflater inflater = new Inflater(true)) {
            if (length < 0 || length > MOST) {
                throw new DataFormatException("a length of " + length);
            }
            byte[] plain = new byte[length];
            inflater.setInput(batch, 4, batch.length - 4);
            if (inflater.inflate(plain) != length) {
                throw new DataFormatException("cut off");
            }
            return plain;
        }
    }
}
