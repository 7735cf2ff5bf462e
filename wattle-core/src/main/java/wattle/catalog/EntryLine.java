package wattle.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;

/// One value of an entry as a person reads it.
///
/// @param field the name in the file, which is also the name that overrides it
/// @param label the name without its unit: `idle`
/// @param value the value with its range and unit: `50 (46..60) W`
public record EntryLine(String field, String label, String value, Quality quality, Source source, String note) {

    /// Longer lists and maps are counted instead of shown.
    private static final int LONGEST = 12;

    /// One line for each value that is there; empty texts and lists say nothing.
    static List<EntryLine> of(CatalogEntry entry) {
        List<EntryLine> lines = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        entry.fields().keySet().forEach(field -> names.add(FieldUnit.typical(field)));
        for (String field : names) {
            entry.range(field)
                    .ifPresentOrElse(
                            range -> lines.add(line(entry, field, range)), () -> lines.addAll(plain(entry, field)));
        }
        lines.removeIf(line -> line.value().isBlank());
        return lines;
    }

    private static EntryLine line(CatalogEntry entry, String field, Cited<Range> range) {
        String unit = FieldUnit.of(field).map(FieldUnit::text).orElse("");
        String value = entry.fields().containsKey(field)
                ? ValueText.of(range.value(), unit)
                : ValueText.ends(range.value(), unit);
        return new EntryLine(field, FieldUnit.label(field), value, range.quality(), range.source(), range.note());
    }

    private static List<EntryLine> plain(CatalogEntry entry, String base) {
        List<EntryLine> lines = new ArrayList<>();
        for (String field : new String[] {base, base + "_low", base + "_high"}) {
            Object value = entry.fields().get(field);
            if (value != null) {
                String bound = field.equals(base) ? "" : field.endsWith("_low") ? "at least " : "at most ";
                String unit = FieldUnit.of(field).map(FieldUnit::text).orElse("");
                Evidence.OfField why = entry.evidence().of(field);
                lines.add(new EntryLine(
                        field,
                        FieldUnit.label(field),
                        bound + shown(value, unit),
                        why.quality(),
                        why.source(),
                        why.note()));
            }
        }
        return lines;
    }

    private static String shown(Object value, String unit) {
        return switch (value) {
            case Number number -> ValueText.of(Range.exactly(number.doubleValue()), unit);
            case Boolean flag -> flag ? "yes" : "no";
            case List<?> list when isFlat(list) && list.size() <= LONGEST -> joined(list, unit);
            case List<?> list -> list.size() + " rows";
            case Map<?, ?> map when isFlat(map.values()) && map.size() <= LONGEST -> joined(map, unit);
            case Map<?, ?> map -> map.size() + " rows";
            default -> value.toString();
        };
    }

    private static boolean isFlat(Iterable<?> values) {
        for (Object value : values) {
            if (value instanceof List<?> || value instanceof Map<?, ?>) {
                return false;
            }
        }
        return true;
    }

    private static String joined(List<?> list, String unit) {
        return String.join(", ", list.stream().map(item -> shown(item, unit)).toList());
    }

    private static String joined(Map<?, ?> map, String unit) {
        List<String> pairs = new ArrayList<>();
        map.forEach((key, value) -> {
            String own = FieldUnit.of(key.toString()).map(FieldUnit::text).orElse("");
            pairs.add(FieldUnit.label(key.toString()) + ": " + shown(value, unit.isEmpty() ? own : unit));
        });
        return String.join(", ", pairs);
    }
}
