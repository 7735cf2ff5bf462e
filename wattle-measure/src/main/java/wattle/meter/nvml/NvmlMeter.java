package wattle.meter.nvml;

import java.util.List;
import java.util.function.Consumer;
import wattle.meter.Meter;
import wattle.trace.Channel;
import wattle.trace.Reading;

/// One GPU, read through the driver's library.
final class NvmlMeter implements Meter {

    private final NvmlLibrary library;
    private final List<Tap> taps;
    private boolean open = true;

    /// @param library already counted for this meter, which releases it
    NvmlMeter(NvmlLibrary library, List<Tap> taps) {
        this.library = library;
        this.taps = taps;
    }

    @Override
    public List<Channel> channels() {
        return taps.stream().flatMap(tap -> tap.channels().stream()).toList();
    }

    @Override
    public Pace pace() {
        return new Pace(Cost.LIBRARY, GpuTaps.shortestS(taps), GpuTaps.longestS(taps));
    }

    @Override
    public void read(Consumer<Reading> sink) {
        if (open) {
            taps.forEach(tap -> tap.read(sink));
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            library.release();
        }
    }
}
