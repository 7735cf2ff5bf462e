package wattle.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.profile.MachineProfile.Speed;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;

/// The rate at which hardware really trains. Peak FLOP/s alone is wrong by a factor of 3 to 7 (catalogue
/// cross-checks), so a peak is never used without runs that say how much of it is reached.
///
/// Looks, in this order: measured runs of the same hardware; published runs of the same accelerator family;
/// efficiencies of such runs applied to another accelerator's peak; CPU benchmarks.
final class AchievedRates {

    private static final double SECONDS_PER_HOUR = 3600;
    private static final double SECONDS_PER_DAY = 86400;

    /// FLASH does not state the batch of its FEMNIST timings; 10 is the batch of LEAF's reference
    /// implementation.
    private static final int FLASH_BATCH = 10;

    private final Catalog catalog;
    private final String task;

    /// @param task kind of task in the catalogue's words; runs of the same kind are preferred
    AchievedRates(Catalog catalog, String task) {
        this.catalog = catalog;
        this.task = task;
    }

    /// Rate and peak of one accelerator.
    Optional<Speed> accelerator(CatalogEntry accelerator) {
        Optional<Cited<Range>> half = accelerator.range("peak_flops_fp16");
        Optional<Cited<Range>> single = accelerator.range("peak_flops_fp32");
        Optional<Cited<Range>> measured = measured(accelerator.id());
        if (measured.isPresent()) {
            return single.or(() -> half).map(peak -> new Speed(measured.get(), peak));
        }
        return half.map(peak -> fromEfficiency(accelerator, peak))
                .or(() -> single.map(peak -> new Speed(
                        Derived.product(
                                peak,
                                Derived.estimate(singlePrecisionEfficiency(), ""),
                                Quality.ESTIMATE,
                                "peak FP32 times the efficiency of measured ResNet-50 runs on other cards"),
                        peak)));
    }

    /// Rate and peak of a device without a listed accelerator.
    Optional<Speed> device(CatalogEntry device) {
        Optional<Cited<Range>> measured = measured(device.id());
        Optional<Cited<Range>> half = device.range("peak_flops_fp16");
        if (measured.isPresent() && half.isPresent()) {
            return Optional.of(new Speed(measured.get(), half.get()));
        }
        return phone(device).or(() -> half.map(this::embedded)).or(() -> benchmark(device));
    }

    private Optional<Cited<Range>> measured(String id) {
        List<Double> rates = new ArrayList<>();
        CatalogEntry one = null;
        for (CatalogEntry run : catalog.all(Kind.MEASURED_RUN)) {
            Optional<Double> achieved = run.number("achieved_flops");
            String on =
                    run.text("accelerator_id").or(() -> run.text("device_id")).orElse("");
            if (achieved.isPresent() && on.equals(id)) {
                rates.add(achieved.get());
                one = run;
            }
        }
        if (one == null) {
            return Optional.empty();
        }
        Range range = rates.size() > 1
                ? Derived.spread(rates)
                : new Range(0.7 * rates.getFirst(), rates.getFirst(), 1.3 * rates.getFirst());
        String note = rates.size() > 1
                ? "5 %% to 95 %% of %d measured training runs of %s"
                        .formatted(rates.size(), one.text("network").orElse("one network"))
                : "one measured training run (%s), ±30 %% for other models".formatted(one.name());
        return Optional.of(new Cited<>(range, Quality.MEASURED, one.source(), note));
    }

    private Speed fromEfficiency(CatalogEntry accelerator, Cited<Range> peak) {
        boolean sameFamily = accelerator.id().startsWith("a100");
        Cited<Range> efficiency = publishedEfficiency();
        String note =
                (sameFamily ? "peak FP16 times the share achieved: " : "peak FP16 times the share achieved on A100: ")
                        + efficiency.note();
        return new Speed(
                Derived.product(peak, efficiency, sameFamily ? Quality.LITERATURE : Quality.ESTIMATE, note), peak);
    }

    /// Share of FP16 peak in published A100 trainings of known length: runs of the same kind of task where
    /// there are
    /// any, with the spread of all of them as range.
    private Cited<Range> publishedEfficiency() {
        List<Double> all = new ArrayList<>();
        List<Double> same = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (CatalogEntry model : catalog.all(Kind.MODEL)) {
            Optional<Double> share = publishedShare(model);
            if (share.isPresent()) {
                all.add(share.get());
                names.add("%s %.0f %%".formatted(model.name(), 100 * share.get()));
                if (model.text("task").orElse("").equals(task)) {
                    same.add(share.get());
                }
            }
        }
        Range ends = Derived.ends(all);
        double typical = same.isEmpty() ? ends.typical() : Derived.ends(same).typical();
        return new Cited<>(
                new Range(ends.low(), typical, ends.high()),
                Quality.LITERATURE,
                new Source(
                        "published-runs", "Published training runs of known length: " + String.join("; ", names), ""),
                String.join("; ", names));
    }

    private Optional<Double> publishedShare(CatalogEntry model) {
        double peak = catalog.find(Kind.ACCELERATOR, "a100-sxm4-80gb")
                .flatMap(a -> a.number("peak_flops_fp16"))
                .orElseThrow();
        Optional<Double> perSample = model.number("flops_train_per_sample");
        if (perSample.isEmpty()) {
            return Optional.empty();
        }
        Optional<Double> gpuSeconds = model.number("train_hours_a100_40gb")
                .map(h -> h * SECONDS_PER_HOUR)
                .or(() -> model.number("wall_days_8xa100_40gb").map(d -> d * 8 * SECONDS_PER_DAY))
                .or(() -> model.number("gpu_hours_a100_80gb").map(h -> h * SECONDS_PER_HOUR));
        Optional<Double> samples = model.number("patches_total")
                .or(() -> model.number("tokens_total").map(tokens -> tokens / tokensPerSample(model)));
        return gpuSeconds.flatMap(s -> samples.map(n -> n * perSample.get() / s / peak));
    }

    /// "1024 tokens" → 1024.
    private static double tokensPerSample(CatalogEntry model) {
        return model.text("input")
                .map(input -> Double.parseDouble(input.split(" ", 2)[0]))
                .orElse(1.0);
    }

    private Range singlePrecisionEfficiency() {
        List<Double> shares = new ArrayList<>();
        for (CatalogEntry run : catalog.all(Kind.MEASURED_RUN)) {
            Optional<Double> rate = run.number("achieved_flops");
            Optional<Double> peak = catalog.find(
                            Kind.ACCELERATOR, run.text("accelerator_id").orElse(""))
                    .flatMap(a -> a.number("peak_flops_fp32"));
            if (rate.isPresent() && peak.isPresent()) {
                shares.add(rate.get() / peak.get());
            }
        }
        return Derived.spread(shares);
    }

    /// Measured times per batch of one small network; the task decides which.
    private Optional<Speed> phone(CatalogEntry device) {
        Map<String, String> timings = Map.of(
                "train_ms_per_batch_femnist_cnn", "femnist-cnn",
                "train_ms_per_batch_shakespeare_lstm", "shakespeare-lstm");
        List<Double> rates = new ArrayList<>();
        double typical = 0;
        for (var timing : new java.util.TreeMap<>(timings).entrySet()) {
            Optional<Double> milliseconds = device.number(timing.getKey());
            Optional<Double> flops =
                    catalog.find(Kind.MODEL, timing.getValue()).flatMap(m -> m.number("flops_train_per_sample"));
            if (milliseconds.isPresent() && flops.isPresent()) {
                // The Shakespeare timing states its batch of 100 in the device's notes.
                int batch = timing.getValue().startsWith("shakespeare") ? 100 : FLASH_BATCH;
                double rate = flops.get() * batch / (milliseconds.get() / 1000);
                rates.add(rate);
                boolean language = task.startsWith("nlp");
                if (typical == 0 || language == timing.getValue().startsWith("shakespeare")) {
                    typical = rate;
                }
            }
        }
        if (rates.isEmpty()) {
            return Optional.empty();
        }
        Range ends = Derived.ends(rates);
        Cited<Range> rate = new Cited<>(
                new Range(ends.low() / 2, typical, ends.high() * 2),
                Quality.ESTIMATE,
                device.source(),
                "FLASH times per batch on CPU (batch 10 for FEMNIST, 100 for Shakespeare), widened by 2 each way");
        Cited<Range> peak = device.range("peak_flops_fp32")
                .orElseGet(() -> Derived.estimate(
                        new Range(1e10, 3e10, 1e11),
                        "assumed peak of a phone CPU: 4 to 8 cores with 128-bit FP32 units near 2 GHz"));
        return Optional.of(new Speed(rate, peak));
    }

    /// An embedded GPU without a measured run: the share of FP16 peak of the one that has one, a factor of 2
    /// each way.
    private Speed embedded(Cited<Range> peak) {
        CatalogEntry known = catalog.find(Kind.DEVICE, "jetson-agx-xavier-32gb")
                .orElseThrow(() -> new IllegalStateException("the catalogue lost its measured Jetson"));
        double rate = measured(known.id())
                .orElseThrow(() -> new IllegalStateException("the catalogue lost the run of its Jetson"))
                .value()
                .typical();
        double share = rate / known.number("peak_flops_fp16").orElseThrow();
        return new Speed(
                Derived.product(
                        peak,
                        Derived.estimate(new Range(share / 2, share, share * 2), ""),
                        Quality.ESTIMATE,
                        "peak FP16 times the share measured on Jetson AGX Xavier (%.1f %%), a factor of 2 each way"
                                .formatted(100 * share)),
                peak);
    }

    private static Optional<Speed> benchmark(CatalogEntry device) {
        return device.range("hpl_flops_fp64")
                .map(hpl -> new Speed(
                        Derived.product(
                                hpl,
                                Derived.estimate(new Range(0.2, 0.5, 1.5), ""),
                                Quality.ESTIMATE,
                                "FP32 training at 0.2 to 1.5 times the measured HPL rate (FP64)"),
                        Derived.noted(Derived.times(hpl, 2), Quality.ESTIMATE, "twice the measured FP64 HPL rate")));
    }
}
