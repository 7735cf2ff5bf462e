package wattle.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;

/// One thing with its sourced values.
///
/// @param id short and stable; unique within its kind
/// @param fields the values by name, in the order of the file: numbers, texts, flags, lists and maps of these
/// @param notes derivations and caveats; empty when there are none
/// @param origin the built-in file, or the user's file and line
public record CatalogEntry(
        Kind kind, String id, String name, Map<String, Object> fields, Evidence evidence, String notes, String origin) {

    private static final String MIDDLE = "No typical value is published; this is the middle of the ends.";

    public CatalogEntry {
        fields = Trees.frozen(fields);
    }

    public Source source() {
        return evidence.source();
    }

    public Quality quality() {
        return evidence.quality();
    }

    /// The fields that were written down from memory.
    public Set<String> unverified() {
        Set<String> names = new TreeSet<>();
        fields.keySet().stream()
                .filter(field -> evidence.of(field).quality() == Quality.UNVERIFIED)
                .forEach(names::add);
        return names;
    }

    /// A number, as it stands in the file and in the unit of its field name.
    public Optional<Double> number(String field) {
        return fields.get(field) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    public Optional<String> text(String field) {
        return fields.get(field) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /// A list; empty when there is none.
    public List<?> list(String field) {
        return fields.get(field) instanceof List<?> list ? list : List.of();
    }

    /// A map, such as values by year; empty when there is none.
    public Map<String, Object> map(String field) {
        return fields.get(field) instanceof Map<?, ?> map ? Trees.frozen(map) : Map.of();
    }

    /// The value of `field` with the ends `field_low` and `field_high`, in the unit of its field name.
    ///
    /// An end that is not published is the typical value; a typical value that is not published is the middle
    /// of
    /// both ends, and the note says so. One end alone is no range.
    public Optional<Cited<Range>> range(String field) {
        Optional<Double> low = number(field + "_low");
        Optional<Double> high = number(field + "_high");
        Optional<Double> typical = number(field);
        if (typical.isEmpty() && (low.isEmpty() || high.isEmpty())) {
            return Optional.empty();
        }
        double middle = typical.orElseGet(() -> (low.orElseThrow() + high.orElseThrow()) / 2);
        return Optional.of(cited(field, new Range(low.orElse(middle), middle, high.orElse(middle))));
    }

    /// The range in another unit.
    ///
    /// @param factor how many of that unit one unit of the field is; above 0
    public Optional<Cited<Range>> range(String field, double factor) {
        return range(field).map(found -> withValue(found, found.value().times(factor)));
    }

    /// The range in the base unit of its dimension: `mem_bytes` in bits, `lifetime_years` in seconds.
    ///
    /// @throws IllegalStateException when Wattle does not calculate in the unit of the field
    public Optional<Cited<Range>> baseRange(String field) {
        FieldUnit unit = FieldUnit.of(field).orElseThrow(() -> new IllegalStateException("no unit for " + field));
        return range(field).map(found -> withValue(found, unit.toBase(found.value())));
    }

    /// What a person should see of this entry, one line for each value.
    public List<EntryLine> lines() {
        return EntryLine.of(this);
    }

    private static Cited<Range> withValue(Cited<Range> found, Range value) {
        return new Cited<>(value, found.quality(), found.source(), found.note());
    }

    private Cited<Range> cited(String field, Range range) {
        Evidence.OfField why = evidence.of(fields.containsKey(field) ? field : field + "_low");
        List<String> notes = new ArrayList<>();
        if (!why.note().isEmpty()) {
            notes.add(why.note());
        }
        if (!fields.containsKey(field)) {
            notes.add(MIDDLE);
        }
        Quality quality = why.quality();
        boolean unsureEnds = unverifiedIfThere(field + "_low") || unverifiedIfThere(field + "_high");
        if (unsureEnds && quality != Quality.UNVERIFIED) {
            notes.add("The ends of the range are from memory; the typical value is of quality " + quality.word() + ".");
            quality = Quality.UNVERIFIED;
        }
        return new Cited<>(range, quality, why.source(), String.join(" ", notes));
    }

    private boolean unverifiedIfThere(String field) {
        return fields.containsKey(field) && evidence.of(field).quality() == Quality.UNVERIFIED;
    }
}
