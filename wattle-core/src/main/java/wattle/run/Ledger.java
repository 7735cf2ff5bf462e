package wattle.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import wattle.quantity.Energy;

/// The one shape in which energy is written down. Every view is a sum over its entries, so all views add up
/// to the
/// same total.
public record Ledger(List<Entry> entries) {

    /// Copies the entries.
    public Ledger {
        entries = List.copyOf(entries);
    }

    /// The typical total. Quantiles do not add, so a total's interval is kept where the draws were made.
    public Energy total() {
        return sum(entry -> true);
    }

    /// Typical energy of the entries that match.
    public Energy sum(Predicate<Entry> filter) {
        double joules = 0;
        for (Entry entry : entries) {
            if (filter.test(entry)) {
                joules += entry.energy().typical().joules();
            }
        }
        return new Energy(joules);
    }

    /// Typical energy grouped by anything, in order of first appearance.
    public <K> SequencedMap<K, Energy> by(Function<Entry, K> key) {
        SequencedMap<K, Energy> groups = new LinkedHashMap<>();
        for (Entry entry : entries) {
            groups.merge(key.apply(entry), entry.energy().typical(), Energy::plus);
        }
        return groups;
    }
}
