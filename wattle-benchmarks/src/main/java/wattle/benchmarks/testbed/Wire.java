package wattle.benchmarks.testbed;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/// One TCP connection. What goes over it is a few numbers, then perhaps a model in pieces, so that whoever
/// sends one can stop half-way.
final class Wire implements Closeable {

    /// What a server asks for, or a client answers.
    static final int TRAIN = 1;

    /// See [#TRAIN].
    static final int CALIBRATE = 2;

    /// See [#TRAIN].
    static final int END = 3;

    private static final int PIECE = 16 * 1024;
    private static final int STOPPED = -1;

    /// What the kernel of a sender holds at most: what still goes out after a stop.
    private static final int SEND_BUFFER = 256 * 1024;

    private final Socket socket;
    private final InputStream raw;
    private final DataInputStream in;
    private final DataOutputStream out;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSendBufferSize(SEND_BUFFER);
        this.raw = socket.getInputStream();
        this.in = new DataInputStream(raw);
        this.out = new DataOutputStream(socket.getOutputStream());
    }

    /// Sends numbers in one write.
    void send(long... values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        out.write(bytes.array());
    }

    /// Receives so many numbers.
    long[] receive(int count) throws IOException {
        byte[] bytes = new byte[count * Long.BYTES];
        in.readFully(bytes);
        long[] values = new long[count];
        ByteBuffer.wrap(bytes).asLongBuffer().get(values);
        return values;
    }

    /// Sends a model until `stop` says otherwise.
    ///
    /// @return whether all of it was sent
    boolean model(byte[] bytes, BooleanSupplier stop) throws IOException {
        for (int at = 0; at < bytes.length; at += PIECE) {
            if (stop.getAsBoolean()) {
                out.writeInt(STOPPED);
                return false;
            }
            int length = Math.min(PIECE, bytes.length - at);
            out.writeInt(length);
            out.write(bytes, at, length);
        }
        return true;
    }

    /// Receives a model.
    ///
    /// @return whether all of it came
    boolean model(byte[] bytes) throws IOException {
        int at = 0;
        while (at < bytes.length) {
            int length = in.readInt();
            if (length == STOPPED) {
                return false;
            }
            in.readFully(bytes, at, length);
            at += length;
        }
        return true;
    }

    /// Whether something has come that nobody has read yet.
    boolean hasMore() {
        try {
            return raw.available() > 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static byte[] bytes(float[] values, byte[] into) {
        ByteBuffer.wrap(into).asFloatBuffer().put(values);
        return into;
    }

    static void floats(byte[] bytes, float[] into) {
        ByteBuffer.wrap(bytes).asFloatBuffer().get(into);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
