package wattle.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import wattle.quantity.Dimension;

/// The fields that the entries of one kind have, and what stands in them. A user's entry may have these and no
/// others, so that a misspelt field is a fault and not a value that nobody reads.
///
/// @param shapes what stands in each field, by the name of its typical value
record Vocabulary(Map<String, Shape> shapes) {

    enum Shape {
        NUMBER,
        TEXT,
        OTHER
    }

    static Vocabulary of(Kind kind, Catalog catalog) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (CatalogEntry entry : catalog.all(kind)) {
            entry.fields()
                    .forEach((field, value) -> shapes.merge(
                            value instanceof Number ? FieldUnit.typical(field) : field,
                            shape(value),
                            (before, now) -> before == now ? now : Shape.OTHER));
        }
        return new Vocabulary(shapes);
    }

    private static Shape shape(Object value) {
        return switch (value) {
            case Number _ -> Shape.NUMBER;
            case String _ -> Shape.TEXT;
            default -> Shape.OTHER;
        };
    }

    /// The number fields that people call `label`: `idle_w` for `idle`; several when one amount has several
    /// fields.
    List<String> called(String label) {
        return shapes.keySet().stream()
                .filter(field -> shapes.get(field) == Shape.NUMBER)
                .filter(field -> FieldUnit.label(field).replace(' ', '_').equals(label))
                .toList();
    }

    /// The dimension of a field, if Wattle calculates with it.
    static Optional<Dimension> dimension(String field) {
        return FieldUnit.of(field).flatMap(FieldUnit::dimension);
    }

    /// Every name that a user may write, for a hint.
    Iterable<String> names() {
        TreeSet<String> names = new TreeSet<>(shapes.keySet());
        shapes.keySet().forEach(field -> names.add(FieldUnit.label(field).replace(' ', '_')));
        return names;
    }
}
