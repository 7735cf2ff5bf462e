package wattle.profile;

import java.util.Optional;
import java.util.Set;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.profile.MachineProfile.Making;
import wattle.profile.MachineProfile.Speed;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;

/// Makes a profile of a catalogue device or accelerator.
public final class Profiles {

    private static final double SECONDS_PER_YEAR = 365.0 * 86400;
    private static final Set<String> PERSONAL = Set.of("smartphone", "tablet", "laptop", "desktop");

    /// Host power per card when a card is named without its server: EcoLogits' 1.2 kW for a server of eight.
    private static final Range HOST_PER_CARD_W = new Range(75, 150, 250);

    private final Catalog catalog;
    private final AchievedRates rates;

    /// @param task kind of task in the catalogue's words; empty when unknown
    public Profiles(Catalog catalog, String task) {
        this.catalog = catalog;
        this.rates = new AchievedRates(catalog, task);
    }

    /// What is known of a machine.
    public MachineProfile of(CatalogEntry entry) {
        return entry.kind() == Kind.ACCELERATOR ? card(entry) : device(entry);
    }

    private MachineProfile card(CatalogEntry card) {
        Optional<Cited<Range>> power = cardPower(card)
                .map(p -> new Cited<>(
                        p.value().plus(HOST_PER_CARD_W),
                        Derived.worst(p.quality(), Quality.ESTIMATE),
                        p.source(),
                        p.note() + "; plus a host share of 75 to 250 W a card (EcoLogits: 1.2 kW for eight)"));
        return new MachineProfile(
                card.name(), power, card.range("idle_w"), rates.accelerator(card), 1, making(card), false);
    }

    private MachineProfile device(CatalogEntry device) {
        Optional<CatalogEntry> card = device.text("gpu_id").flatMap(id -> catalog.find(Kind.ACCELERATOR, id));
        int cards = card.isEmpty()
                ? 1
                : device.number("gpu_count").map(Double::intValue).orElse(1);
        Optional<Speed> speed = card.isPresent()
                ? rates.accelerator(card.get())
                        .map(s -> new Speed(Derived.times(s.rate(), cards), Derived.times(s.peak(), cards)))
                : rates.device(device);
        return new MachineProfile(
                device.name(),
                devicePower(device, card, cards),
                device.range("idle_w"),
                speed,
                cards,
                making(device),
                PERSONAL.contains(device.text("device_class").orElse("")));
    }

    private Optional<Cited<Range>> devicePower(CatalogEntry device, Optional<CatalogEntry> card, int cards) {
        Optional<Cited<Range>> typical = device.range("typical_training_w");
        if (typical.isPresent()) {
            return typical;
        }
        if (card.isPresent()) {
            Optional<Cited<Range>> cardPower = cardPower(card.get());
            Optional<Double> idle = device.number("idle_w");
            double host = device.number("non_gpu_active_w")
                    .orElseGet(() -> idle.map(
                                    i -> i - cards * card.get().number("idle_w").orElse(0.0))
                            .map(h -> Math.max(h, 0.0))
                            .orElse(HOST_PER_CARD_W.typical()));
            return cardPower.map(p -> new Cited<>(
                    p.value().times(cards).plus(new Range(host, host, 1.5 * host)),
                    Quality.ESTIMATE,
                    p.source(),
                    "%d × card (%s) plus the rest of the machine, %.0f W".formatted(cards, p.note(), host)));
        }
        return device.range("max_w")
                .map(max -> busyShareOf(max, device.number("idle_w").orElse(0.0)));
    }

    private static Optional<Cited<Range>> cardPower(CatalogEntry card) {
        Optional<Cited<Range>> measured = card.range("max_w_measured_training");
        Optional<Double> idle = card.number("idle_w");
        if (measured.isPresent()) {
            double max = measured.get().value().high();
            double from = idle.orElse(0.1 * max);
            return Optional.of(new Cited<>(
                    new Range(from + 0.6 * (max - from), from + 0.85 * (max - from), max),
                    Derived.worst(measured.get().quality(), Quality.ESTIMATE),
                    measured.get().source(),
                    "idle plus 60 to 100 %% of the way to the highest draw measured in training, %.0f W"
                            .formatted(max)));
        }
        return card.range("max_w").map(max -> busyShareOf(max, idle.orElse(0.0)));
    }

    /// `P = P_idle + u (P_max − P_idle)` with u of 60 to 100 %: ratings overstate (an 8 × H100 node averages
    /// 76 %).
    private static Cited<Range> busyShareOf(Cited<Range> max, double idle) {
        Range value = max.value();
        Range power = new Range(idle + 0.6 * (value.low() - idle), idle + 0.8 * (value.typical() - idle), value.high());
        return new Cited<>(
                power,
                Derived.worst(max.quality(), Quality.ESTIMATE),
                max.source(),
                "idle plus 60 to 100 %% of the way to the maximum of %.4g W".formatted(value.typical()));
    }

    private static Optional<Making> making(CatalogEntry entry) {
        Optional<Cited<Range>> embodied = entry.range("embodied_kgco2e");
        Optional<Cited<Range>> lifetime = entry.range("lifetime_years");
        if (embodied.isEmpty() || lifetime.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Making(
                embodied.get(), Derived.times(lifetime.get(), SECONDS_PER_YEAR), entry.range("use_time_ratio")));
    }
}
