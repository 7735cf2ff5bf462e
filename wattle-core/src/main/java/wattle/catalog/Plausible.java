package wattle.catalog;

import java.util.Map;
import java.util.Optional;
import wattle.document.InputFault;
import wattle.document.Node;

/// Refuses entries of users that no machine, network or model can have.
final class Plausible {

    private Plausible() {}

    static void require(Node.Mapping mapping, CatalogEntry entry) {
        for (Map.Entry<String, Object> field : entry.fields().entrySet()) {
            if (field.getValue() instanceof Number number && number.doubleValue() < 0) {
                throw fault(
                        mapping, field.getKey(), "%s of '%s' is negative.".formatted(field.getKey(), entry.id()), "");
            }
        }
        for (String field : new String[] {"lifetime_years", "count", "gpu_count"}) {
            if (entry.number(field).orElse(1.0) == 0) {
                throw fault(mapping, field, "%s of '%s' is zero.".formatted(field, entry.id()), "");
            }
        }
        Optional<Double> idle = entry.number("idle_w");
        Optional<Double> most = entry.number("max_w");
        if (idle.isPresent() && most.isPresent() && idle.get() > most.get()) {
            throw fault(
                    mapping,
                    "idle_w",
                    "the idle power of '%s' (%s W) is above its maximum (%s W)."
                            .formatted(entry.id(), idle.get(), most.get()),
                    "Maybe the two are swapped.");
        }
        if (entry.number("pue").orElse(1.0) < 1) {
            throw fault(mapping, "pue", "the PUE of '%s' is below 1.".formatted(entry.id()), "Maybe 1.2.");
        }
    }

    /// Located at the field as it is written, `idle` or `idle_w`; at the entry when it is inherited.
    private static InputFault fault(Node.Mapping mapping, String field, String what, String maybe) {
        String written = mapping.entries().stream()
                .map(Node.Entry::key)
                .filter(key -> key.equals(field) || field.startsWith(key.replace('-', '_') + "_"))
                .findFirst()
                .orElse("");
        return mapping.entry(written)
                .map(e -> InputFault.at(e.value(), what, maybe))
                .orElseGet(() -> InputFault.at(mapping, what, maybe));
    }
}
