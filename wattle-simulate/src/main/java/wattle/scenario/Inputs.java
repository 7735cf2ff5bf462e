package wattle.scenario;

import java.util.List;
import java.util.Optional;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;
import wattle.formula.Formula.Input;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;

/// Makes inputs that know who says so: the scenario, the catalogue, or a named default.
final class Inputs {

    private static final List<String> QUALITIES = List.of("measured", "vendor", "literature", "estimate");

    private Inputs() {}

    /// A value given in the file: an amount or a range, or `{value: …, quality: …, source: …, note: …}`.
    static Input given(Node node, Wanted wanted) {
        Cited<Range> cited = cited(node, wanted);
        return new Input(
                node.path(),
                wanted.symbol(),
                wanted.label(),
                wanted.dimension(),
                cited,
                node.location().toString());
    }

    private static Cited<Range> cited(Node node, Wanted wanted) {
        if (node instanceof Node.Mapping mapping && mapping.entry("value").isPresent()) {
            try (Keys keys = Keys.of(mapping)) {
                Node value = keys.required("value");
                Range range = range(value, wanted);
                Quality quality = keys.optional(
                                "quality",
                                k -> Quality.valueOf(keys.word(k, QUALITIES).toUpperCase(java.util.Locale.ROOT)))
                        .orElse(Quality.ESTIMATE);
                Source source = keys.optional("source", keys::text)
                        .map(text -> new Source("scenario", text, text.startsWith("http") ? text : ""))
                        .orElseGet(() -> scenario(node));
                return new Cited<>(
                        range,
                        quality,
                        source,
                        keys.optional("note", keys::text).orElse(""));
            }
        }
        return new Cited<>(range(node, wanted), Quality.ESTIMATE, scenario(node), "");
    }

    private static Range range(Node node, Wanted wanted) {
        Range range = Values.range(node, wanted.dimension());
        wanted.check(node, range);
        return range;
    }

    private static Source scenario(Node node) {
        return new Source("scenario", "Given in the scenario, " + node.location(), "");
    }

    /// A value given in the file, if it is there.
    static Optional<Input> given(Keys keys, String key, Wanted wanted) {
        return keys.optional(key).map(node -> given(node, wanted));
    }

    /// A value from the catalogue.
    static Input catalogue(String path, Wanted wanted, Cited<Range> value) {
        return new Input(path, wanted.symbol(), wanted.label(), wanted.dimension(), value, "catalogue");
    }

    /// A value nobody gave; it is listed with the answer as what it is.
    static Input byDefault(String path, Wanted wanted, Range value, String why) {
        return new Input(
                path,
                wanted.symbol(),
                wanted.label(),
                wanted.dimension(),
                new Cited<>(value, Quality.ESTIMATE, new Source("default", "Default of Wattle", ""), why),
                "default");
    }

    /// A default that somebody else's document supports.
    static Input byDefault(String path, Wanted wanted, Cited<Range> value) {
        return new Input(path, wanted.symbol(), wanted.label(), wanted.dimension(), value, "default");
    }
}
