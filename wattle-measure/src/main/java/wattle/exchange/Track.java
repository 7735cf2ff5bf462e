package wattle.exchange;

import java.util.List;
import wattle.trace.Channel;
import wattle.trace.Reading;

/// One channel of a file, with what it said, in the order of the file.
public record Track(Channel channel, List<Reading> readings) {

    /// Copies the readings.
    public Track {
        readings = List.copyOf(readings);
    }
}
