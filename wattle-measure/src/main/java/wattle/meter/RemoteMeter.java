package wattle.meter;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import wattle.trace.Channel;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Reading;

/// A meter on the network. When its device gives no answer, every channel has a gap, and the device is
/// left in peace for a while: one second, then longer each time, up to a minute. Many controllers hang
/// for good when they are asked again and again.
public final class RemoteMeter implements Meter {

    private static final long FIRST_PAUSE_NANOS = 1_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;

    private final Machine machine;
    private final Device device;
    private final double shortestS;
    private long notBeforeNanos = Long.MIN_VALUE;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private boolean open = true;

    /// @param shortestS there is no sense in asking more often, in s
    public RemoteMeter(Machine machine, Device device, double shortestS) {
        this.machine = machine;
        this.device = device;
        this.shortestS = shortestS;
    }

    @Override
    public List<Channel> channels() {
        return device.channels();
    }

    @Override
    public Pace pace() {
        return new Pace(Cost.NETWORK, shortestS, Double.POSITIVE_INFINITY);
    }

    @Override
    public void read(Consumer<Reading> sink) {
        long begin = machine.nanos().getAsLong();
        if (!open) {
            gaps(begin, GapReason.GONE, "closed", sink);
        } else if (begin < notBeforeNanos) {
            gaps(begin, GapReason.TIMED_OUT, "the device is left in peace for a while after a failure", sink);
        } else {
            ask(begin, sink);
        }
    }

    private void ask(long begin, Consumer<Reading> sink) {
        try {
            List<Reading> readings = device.ask();
            pauseNanos = FIRST_PAUSE_NANOS;
            readings.forEach(sink);
        } catch (Unanswered e) {
            rest();
            gaps(begin, e.reason(), String.valueOf(e.getMessage()), sink);
        } catch (IOException e) {
            rest();
            gaps(begin, GapReason.READ_FAILED, String.valueOf(e.getMessage()), sink);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            gaps(begin, GapReason.READ_FAILED, "interrupted", sink);
        }
    }

    private void gaps(long begin, GapReason reason, String detail, Consumer<Reading> sink) {
        Moment moment = Moment.between(begin, machine.nanos().getAsLong());
        channels().forEach(channel -> sink.accept(FileMeter.gap(channel, moment, reason, detail)));
    }

    private void rest() {
        notBeforeNanos = machine.nanos().getAsLong() + pauseNanos;
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            device.close();
        }
    }

    /// What is asked.
    public interface Device extends AutoCloseable {

        List<Channel> channels();

        /// One reading for each channel.
        ///
        /// @throws IOException when the device as a whole gave no answer; [Unanswered] where the reason
        ///     is known
        List<Reading> ask() throws IOException, InterruptedException;

        /// Ends the session; called once.
        @Override
        void close();
    }
}
