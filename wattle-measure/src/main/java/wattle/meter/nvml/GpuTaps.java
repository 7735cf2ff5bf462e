package wattle.meter.nvml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import wattle.meter.nvml.NvmlDevice.FieldId;
import wattle.meter.nvml.NvmlDevice.FieldValue;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.Part;
import wattle.trace.Signal;
import wattle.trace.Signal.Averaging;
import wattle.trace.Traits;

/// Asks a GPU once for everything, and keeps what it supports. What it answers with NOT_SUPPORTED is no
/// channel: a power of 0 W would be a lie.
final class GpuTaps {

    private static final int INSTANT = 186;
    private static final int AVERAGE = 185;
    private static final int GPU = 0;
    private static final int MODULE = 1;
    private static final int MEMORY = 2;
    private static final double JOULES_PER_MILLIJOULE = 1e-3;

    private static final String DIVIDED = " MIG is on: this is the whole card, counted once; its instances have no"
            + " power of their own, and a share of it for one of them would be modelled.";

    private final NvmlDevice device;
    private final Gpu gpu;
    private final LongSupplier nanos;
    private final String note;
    private final PowerSensor sensor;
    private final Traits traits;
    private final boolean hasModule;
    private final boolean hasGpuScope;
    private final Part module;
    private final Part card;
    private final List<Tap> taps = new ArrayList<>();

    private GpuTaps(NvmlDevice device, Gpu gpu, LongSupplier nanos, int gpus, String note) {
        this.device = device;
        this.gpu = gpu;
        this.nanos = nanos;
        this.note = (device.isDivided() ? DIVIDED : "") + (note.isEmpty() ? "" : " " + note);
        sensor = PowerSensor.of(
                device.architecture().found().orElse(-1),
                device.computeCapability().found().orElse(0));
        traits = traits(device, sensor);
        List<Answer<FieldValue>> scopes =
                device.fields(List.of(new FieldId(INSTANT, GPU), new FieldId(INSTANT, MODULE)));
        hasGpuScope = scopes.getFirst().found().isPresent();
        hasModule = scopes.getLast().found().filter(value -> value.value() > 0).isPresent();
        module = Part.NODE.inner("module-" + moduleName(device, gpu, gpus));
        card = (hasModule ? module : Part.NODE).inner("gpu-" + gpu.uuid());
    }

    /// @param gpus how many the machine has
    /// @param note of the job's selection; may be empty
    static List<Tap> of(NvmlDevice device, Gpu gpu, LongSupplier nanos, int gpus, String note) {
        GpuTaps found = new GpuTaps(device, gpu, nanos, gpus, note);
        found.energy();
        found.power();
        found.fields();
        found.observed("utilisation", "%", "nvmlDeviceGetUtilizationRates.gpu", device::utilisation);
        found.observed("memory-used", "B", "nvmlDeviceGetMemoryInfo.used", device::memoryUsed);
        return List.copyOf(found.taps);
    }

    /// ± 5 % is what `nvml.h` has said of the power reading since Fermi, and what Yang et al. (SC'24) found
    /// on 70 cards. PCI Express CEM 5.0 lets a card draw up to three times its rated power for a moment.
    private static Traits traits(NvmlDevice device, PowerSensor sensor) {
        Traits known = Traits.UNKNOWN.quantum(1e-3).accuracy(0.05);
        Optional<Long> limit = device.powerLimit().found().filter(milliwatts -> milliwatts > 0);
        Traits bounded = limit.isPresent() ? known.peak(3 * limit.get() / 1000.0) : known;
        return sensor.periodS().isPresent() ? bounded.period(sensor.periodS().getAsDouble()) : bounded;
    }

    private static String moduleName(NvmlDevice device, Gpu gpu, int gpus) {
        return device.moduleId().found().map(Object::toString).orElse(gpus == 1 ? "0" : gpu.uuid());
    }

    /// On Grace Hopper the counter covers processor, memory and GPU: zeus pull request 172.
    private void energy() {
        if (NvmlCode.isAbsence(device.energy().code())) {
            return;
        }
        Channel channel = channel(
                "energy",
                hasModule ? module : card,
                new Signal.EnergyCounter(JOULES_PER_MILLIJOULE, 0),
                traits,
                "nvmlDeviceGetTotalEnergyConsumption; starts again at 0 when the driver unloads, which it does between"
                        + " uses unless persistence mode is on." + (hasModule ? " Covers the whole module." : ""));
        taps.add(new Tap.Call(channel, device.library(), nanos, device::energy));
    }

    private void power() {
        Part part = hasModule && !hasGpuScope ? module : card;
        if (device.samples(0).found().filter(made -> !made.isEmpty()).isPresent()) {
            String from = "nvmlDeviceGetSamples(TOTAL_POWER_SAMPLES), drained with the driver's own times.";
            Channel channel = channel("power", part, new Signal.PowerGauge(sensor.ring()), traits, from);
            taps.add(new Tap.Ring(channel, device, nanos));
        } else if (!NvmlCode.isAbsence(device.power().code())) {
            String from = "nvmlDeviceGetPowerUsage, polled: the driver keeps no samples here.";
            Channel channel = channel("power", part, new Signal.PowerGauge(sensor.usage()), traits, from);
            taps.add(new Tap.Call(channel, device.library(), nanos, device::power));
        }
    }

    private void fields() {
        List<FieldId> ids = new ArrayList<>();
        List<Channel> channels = new ArrayList<>();
        field("power-instant", new FieldId(INSTANT, GPU), card, sensor.instant(), ids, channels);
        field("power-average", new FieldId(AVERAGE, GPU), card, new Averaging.Window(1), ids, channels);
        field("module-power", new FieldId(INSTANT, MODULE), module, new Averaging.Unknown(), ids, channels);
        boolean instant = has(new FieldId(INSTANT, MEMORY));
        FieldId memory = new FieldId(instant ? INSTANT : AVERAGE, MEMORY);
        Averaging averaging = instant ? new Averaging.Unknown() : new Averaging.Window(1);
        field("memory-power", memory, card.inner("memory"), averaging, ids, channels);
        if (!ids.isEmpty()) {
            taps.add(new Tap.Fields(device, nanos, List.copyOf(ids), List.copyOf(channels)));
        }
    }

    private void field(
            String name, FieldId id, Part part, Averaging averaging, List<FieldId> ids, List<Channel> channels) {
        boolean emptyModule = id.scope() == MODULE && !hasModule;
        if (has(id) && !emptyModule) {
            ids.add(id);
            String from = "nvmlDeviceGetFieldValues, field %d, scope %d.".formatted(id.id(), id.scope());
            channels.add(channel(name, part, new Signal.PowerGauge(averaging), traits, from));
        }
    }

    private boolean has(FieldId id) {
        return !NvmlCode.isAbsence(device.fields(List.of(id)).getFirst().code());
    }

    private void observed(String name, String unit, String from, Supplier<Answer<Long>> call) {
        if (!NvmlCode.isAbsence(call.get().code())) {
            Channel channel = channel(name, card, new Signal.Observed(unit, false), Traits.UNKNOWN, from + ".");
            taps.add(new Tap.Call(channel, device.library(), nanos, call));
        }
    }

    private Channel channel(String name, Part part, Signal signal, Traits traits, String from) {
        ChannelId id = new ChannelId("nvml/" + gpu.uuid() + "/" + name);
        return new Channel(id, part, signal, Basis.MEASURED, traits, gpu.name() + ": " + from + note);
    }

    /// How often there is sense in reading, in s: half the sensor's period, of which 20 ms is the shortest
    /// known.
    static double shortestS(List<Tap> taps) {
        return period(taps) / 2;
    }

    /// The driver keeps about 120 samples; the counter of 64 bits does not wrap in the life of a machine.
    static double longestS(List<Tap> taps) {
        return taps.stream().anyMatch(Tap.Ring.class::isInstance) ? 100 * period(taps) : Double.POSITIVE_INFINITY;
    }

    private static double period(List<Tap> taps) {
        return taps.stream()
                .flatMap(tap -> tap.channels().stream())
                .flatMapToDouble(channel -> channel.traits().periodS().stream())
                .min()
                .orElse(0.020);
    }
}
