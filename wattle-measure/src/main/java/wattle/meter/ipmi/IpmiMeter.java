package wattle.meter.ipmi;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.meter.Machine;
import wattle.meter.Meter;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Signal;
import wattle.trace.Traits;

/// One controller. Its values are as coarse and as late as the controller makes them (a DGX-1 steps by 36 W
/// every 5 s), which only a trace shows: accuracy, step and averaging are unknown beforehand.
final class IpmiMeter implements Meter {

    private static final long TIMEOUT_MILLIS = 2000;
    private static final double SHORTEST_S = 1;
    private static final long FIRST_PAUSE_NANOS = 1_000_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 60_000_000_000L;
    private static final int ALL_ONES = 0xffff;

    private final Machine machine;
    private final IpmiTarget target;
    private final Optional<PowerSensors> sensors;
    private final Channel channel;
    private @Nullable IpmiShell shell;
    private long notBeforeNanos = Long.MIN_VALUE;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private boolean open = true;

    /// @param sensors empty where the controller speaks DCMI
    IpmiMeter(Machine machine, IpmiTarget target, IpmiShell shell, Optional<PowerSensors> sensors, String note) {
        this.machine = machine;
        this.target = target;
        this.shell = shell;
        this.sensors = sensors;
        boolean wall = sensors.filter(PowerSensors::inputs).isPresent();
        String name = wall ? "psu-inputs" : sensors.isPresent() ? "system" : "dcmi";
        channel = new Channel(
                new ChannelId("ipmi/" + target.name() + "/" + name),
                wall ? Part.WALL : Part.NODE,
                new Signal.PowerGauge(new Signal.Averaging.Unknown()),
                Basis.MEASURED,
                Traits.UNKNOWN,
                note);
    }

    @Override
    public List<Channel> channels() {
        return List.of(channel);
    }

    @Override
    public Pace pace() {
        return new Pace(Cost.NETWORK, SHORTEST_S, Double.POSITIVE_INFINITY);
    }

    @Override
    public void read(Consumer<Reading> sink) {
        if (!open) {
            return;
        }
        long begin = machine.nanos().getAsLong();
        if (shell == null && begin < notBeforeNanos) {
            sink.accept(gap(begin, GapReason.TIMED_OUT, "the controller is left in peace for a while after a failure"));
            return;
        }
        try {
            IpmiShell asked = shell == null ? IpmiShell.start(target) : shell;
            shell = asked;
            List<String> lines =
                    asked.ask(sensors.map(PowerSensors::command).orElse(DcmiPower.COMMAND), TIMEOUT_MILLIS);
            Reading reading = reading(lines, begin);
            if (reading instanceof Reading.Gap(var _, var _, GapReason reason, String _)
                    && (reason == GapReason.MALFORMED || reason == GapReason.TIMED_OUT)) {
                rest(); // A session in which a command failed may be lost, and only a new one tells.
            } else {
                pauseNanos = FIRST_PAUSE_NANOS;
            }
            sink.accept(reading);
        } catch (TimeoutException e) {
            rest();
            sink.accept(gap(begin, GapReason.TIMED_OUT, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            rest();
            sink.accept(gap(begin, GapReason.READ_FAILED, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            sink.accept(gap(begin, GapReason.READ_FAILED, "interrupted"));
        }
    }

    private Reading reading(List<String> lines, long begin) {
        Moment moment = Moment.between(begin, machine.nanos().getAsLong());
        String said = String.join(" ", lines);
        if (sensors.isPresent()) {
            OptionalDouble sum = sensors.get().sum(lines);
            if (sum.isEmpty()) {
                return gap(begin, GapReason.MALFORMED, said);
            }
            return sum.getAsDouble() > 0
                    ? new Reading.Power(channel.id(), moment, sum.getAsDouble())
                    : gap(begin, GapReason.NOT_VALID_NOW, "0 W of a machine whose controller has just been asked");
        }
        Optional<DcmiPower> power = DcmiPower.parse(lines);
        if (power.isEmpty()) {
            // With an answer the program prints its completion code, rsp=…; without one it gives up by
            // itself.
            boolean silent = lines.isEmpty() || (said.contains("Unable to send") && !said.contains("rsp="));
            return gap(begin, silent ? GapReason.TIMED_OUT : GapReason.MALFORMED, said);
        }
        int watts = power.get().watts();
        if (watts == ALL_ONES) {
            return gap(begin, GapReason.IMPLAUSIBLE, said);
        }
        return watts > 0 || power.get().active()
                ? new Reading.Power(channel.id(), moment, watts)
                : gap(begin, GapReason.NOT_VALID_NOW, "0 W, and the controller says that it is not measuring");
    }

    private Reading gap(long begin, GapReason reason, String detail) {
        return new Reading.Gap(
                channel.id(), Moment.between(begin, machine.nanos().getAsLong()), reason, detail);
    }

    /// Ends the program, and waits longer each time before it is started again.
    private void rest() {
        if (shell != null) {
            shell.close();
            shell = null;
        }
        notBeforeNanos = machine.nanos().getAsLong() + pauseNanos;
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }

    @Override
    public void close() {
        open = false;
        if (shell != null) {
            shell.close();
            shell = null;
        }
    }
}
