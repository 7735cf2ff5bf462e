package wattle.meter;

import java.util.List;
import java.util.function.Consumer;
import wattle.trace.Channel;
import wattle.trace.Reading;

/// An opened device that can be read again and again. One thread at a time uses it.
public interface Meter extends AutoCloseable {

    /// What it shows; does not change while it is open.
    List<Channel> channels();

    /// How it wants to be read.
    Pace pace();

    /// Reads every channel once. Each channel gives one [Reading] or more (a device that keeps a ring of samples
    /// gives all it has made since the last call, oldest first); one that fails gives a [Reading.Gap] and does not
    /// disturb the others. Never throws for what hardware does.
    void read(Consumer<Reading> sink);

    /// Ends sessions, closes files and processes. Can be called twice.
    @Override
    void close();

    /// @param cost how long a read may take
    /// @param shortestS there is no sense in reading more often than this, in s
    /// @param longestS a counter read less often than this may wrap unseen, in s
    record Pace(Cost cost, double shortestS, double longestS) {}

    /// The latency classes. Meters of one class share a thread, except [#NETWORK] ones, which have one each.
    enum Cost {
        /// A file or a system call: below 1 ms.
        FAST,
        /// A driver's library: some ms.
        LIBRARY,
        /// Another process or another machine: up to seconds.
        NETWORK
    }
}
