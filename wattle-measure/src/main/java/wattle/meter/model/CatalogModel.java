package wattle.meter.model;

import java.util.Locale;
import java.util.Optional;
import wattle.catalog.Catalog;
import wattle.catalog.CatalogEntry;
import wattle.catalog.Kind;
import wattle.quantity.Cited;
import wattle.quantity.Range;

/// The catalogue's constants for a machine that nobody described.
final class CatalogModel {

    private static final String PER_THREAD = "ccf-vcpu";

    private CatalogModel() {}

    /// Those of this very machine, or of its processors' number.
    static PowerModel of(Catalog catalog, Processors processors) {
        return catalog.all(Kind.DEVICE).stream()
                .filter(entry -> isThis(entry, processors))
                .flatMap(entry -> model(entry, 1, "as " + entry.name()).stream())
                .findFirst()
                .orElseGet(() -> byThreads(catalog, processors.threads()));
    }

    /// The same processors, as many of them, and none taken away: a virtual machine sees a server's
    /// processor and has a part of it. A machine with accelerators draws what no processor's load tells.
    private static boolean isThis(CatalogEntry entry, Processors processors) {
        String name = entry.name().toLowerCase(Locale.ROOT);
        double cores = entry.number("cpu_cores").orElse(0.0);
        boolean whole = cores == processors.threads() || 2 * cores == processors.threads();
        return !processors.name().isEmpty()
                && name.matches(".*\\b" + processors.sockets() + "x \\Q" + processors.name() + "\\E\\b.*")
                && whole
                && entry.text("gpu_id").isEmpty();
    }

    private static PowerModel byThreads(Catalog catalog, int threads) {
        CatalogEntry entry = catalog.get(Kind.POWER_CURVE, PER_THREAD);
        return model(entry, threads, "as %d times %s".formatted(threads, entry.name()))
                .orElseThrow();
    }

    private static Optional<PowerModel> model(CatalogEntry entry, int count, String what) {
        Optional<Cited<Range>> idle = entry.range("idle_w", count);
        Optional<Cited<Range>> peak = entry.range("max_w", count);
        if (idle.isEmpty() || peak.isEmpty()) {
            return Optional.empty();
        }
        Range least = idle.get().value();
        Range most = peak.get().value();
        String source = "%s (catalogue %s, %s: %s)"
                .formatted(
                        what,
                        entry.id(),
                        idle.get().quality().word(),
                        entry.source().citation());
        return Optional.of(new PowerModel(least, most, 1, source));
    }
}
