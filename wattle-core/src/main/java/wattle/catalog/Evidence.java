package wattle.catalog;

import java.util.List;
import java.util.Map;
import wattle.quantity.Quality;
import wattle.quantity.Source;

/// Why an entry is believed: one source and quality for most of it, and what deviates by field.
///
/// @param source where the main values were read
/// @param moreSources what else was read
/// @param quality how the main values came to be known
/// @param byField the fields with a source, quality or caveat of their own
public record Evidence(Source source, List<Source> moreSources, Quality quality, Map<String, OfField> byField) {

    public Evidence {
        moreSources = List.copyOf(moreSources);
        byField = Map.copyOf(byField);
    }

    /// Why one field is believed.
    ///
    /// @param note derivation or caveat; empty when there is none
    public record OfField(Quality quality, Source source, String note) {}

    /// Why `field` is believed.
    public OfField of(String field) {
        return byField.getOrDefault(field, new OfField(quality, source, ""));
    }
}
