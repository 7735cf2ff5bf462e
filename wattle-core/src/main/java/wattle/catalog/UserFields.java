package wattle.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import wattle.document.InputFault;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Dimension;
import wattle.quantity.Nearest;
import wattle.quantity.Range;

/// Reads the values of a user's entry into the fields that built-in entries have.
final class UserFields {

    /// A number or a range without a unit, which then counts in the unit of the field's name.
    private static final Pattern UNITLESS = Pattern.compile("[-+0-9._eE()±\\s]+");

    private UserFields() {}

    static Map<String, Object> read(Keys keys, List<String> reserved, Vocabulary vocabulary) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String key : keys.names()) {
            if (!reserved.contains(key)) {
                fields.putAll(values(keys, key, vocabulary));
            }
        }
        return fields;
    }

    private static Map<String, Object> values(Keys keys, String key, Vocabulary vocabulary) {
        Node node = keys.required(key);
        Vocabulary.Shape shape = vocabulary.shapes().get(FieldUnit.typical(key));
        if (shape == Vocabulary.Shape.NUMBER) {
            return number(node, key);
        }
        if (vocabulary.shapes().containsKey(key)) {
            return Map.of(key, shape == Vocabulary.Shape.TEXT ? Values.text(node) : tree(node));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String field : measuredLike(node, vocabulary.called(key))) {
            fields.putAll(withEnds(field, inUnit(node, field)));
        }
        if (fields.isEmpty()) {
            String maybe = Nearest.to(key, vocabulary.names())
                    .map(near -> "Maybe '%s'.".formatted(near))
                    .orElse("Maybe see the fields of a built-in entry with 'wattle catalog show'.");
            throw keys.fault(key, "no entry of this kind has such a field.", maybe);
        }
        return fields;
    }

    /// Fields of one label may differ in dimension (`embodied_kgco2e`, `embodied_percent`): the unit decides.
    private static List<String> measuredLike(Node node, List<String> candidates) {
        List<String> measured = candidates.stream()
                .filter(field -> Vocabulary.dimension(field).isPresent())
                .toList();
        List<String> fitting = new ArrayList<>();
        for (String field : measured) {
            try {
                inUnit(node, field);
                fitting.add(field);
            } catch (InputFault e) {
                if (measured.size() == 1) {
                    throw e;
                }
            }
        }
        if (fitting.isEmpty() && !measured.isEmpty()) {
            inUnit(node, measured.getFirst());
        }
        return fitting;
    }

    private static Range inUnit(Node node, String field) {
        FieldUnit unit = FieldUnit.of(field).orElseThrow();
        return unit.fromBase(Values.range(node, unit.dimension().orElseThrow()));
    }

    private static Map<String, Object> number(Node node, String key) {
        Optional<FieldUnit> unit = FieldUnit.of(key);
        boolean unitless = node instanceof Node.Scalar scalar
                && UNITLESS.matcher(scalar.text()).matches();
        Range range = unitless || unit.flatMap(FieldUnit::dimension).isEmpty()
                ? Values.range(node, Dimension.SCALAR)
                : inUnit(node, key);
        if (FieldUnit.typical(key).equals(key)) {
            return withEnds(key, range);
        }
        if (!range.isExact()) {
            throw InputFault.at(
                    node,
                    "this is one end of a range, but a range stands here.",
                    "Maybe write it as '%s'.".formatted(FieldUnit.typical(key)));
        }
        return Map.of(key, range.typical());
    }

    private static Map<String, Object> withEnds(String field, Range range) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (!range.isExact()) {
            fields.put(field + "_low", range.low());
        }
        fields.put(field, range.typical());
        if (!range.isExact()) {
            fields.put(field + "_high", range.high());
        }
        return fields;
    }

    private static Object tree(Node node) {
        return switch (node) {
            case Node.Mapping mapping -> {
                Map<String, Object> map = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> map.put(entry.key(), tree(entry.value())));
                yield map;
            }
            case Node.Sequence sequence ->
                sequence.items().stream().map(UserFields::tree).toList();
            case Node.Scalar scalar -> plain(scalar);
        };
    }

    private static Object plain(Node.Scalar scalar) {
        String text = Values.text(scalar);
        if (!scalar.quoted() && (text.equals("true") || text.equals("false"))) {
            return text.equals("true");
        }
        if (!scalar.quoted() && UNITLESS.matcher(text).matches()) {
            return Values.amount(scalar, Dimension.SCALAR);
        }
        return text;
    }

    /// Whether the child says something that makes the parent's `field` stale: the same field, an end of its
    /// range,
    /// or the same amount in another unit.
    static boolean replaces(CatalogEntry child, String field) {
        String base = FieldUnit.typical(field);
        for (String own : child.fields().keySet()) {
            String ownBase = FieldUnit.typical(own);
            boolean samePart =
                    own.equals(field) || (ownBase.equals(base) && child.fields().containsKey(base));
            boolean sameAmount = !ownBase.equals(base)
                    && FieldUnit.label(own).equals(FieldUnit.label(field))
                    && Vocabulary.dimension(own).isPresent()
                    && Vocabulary.dimension(own).equals(Vocabulary.dimension(field));
            if (samePart || sameAmount) {
                return true;
            }
        }
        return false;
    }

    /// @throws InputFault at the field whose ends do not enclose its typical value
    static void requireOrder(Keys keys, CatalogEntry entry) {
        for (String field : entry.fields().keySet()) {
            Optional<Double> low = entry.number(field + "_low");
            Optional<Double> typical = entry.number(field);
            Optional<Double> high = entry.number(field + "_high");
            double middle = typical.orElse(low.orElse(Double.NEGATIVE_INFINITY));
            if (low.orElse(middle) > middle || middle > high.orElse(middle)) {
                throw keys.fault(
                        keys.has(field) ? field : field + "_low",
                        "%s: low, typical and high must stand in this order.".formatted(entry.id()),
                        "Maybe two of them are swapped.");
            }
        }
    }
}
