package wattle.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wattle.quantity.Quality;
import wattle.quantity.Source;

/// Separates the values of a built-in entry from what is said about them.
///
/// `source`, `quality` and `from_memory_fields` speak of the whole entry; `idle_quality`, `idle_source_key` and
/// `idle_notes` speak of the fields whose name begins with `idle_`.
final class BuiltInEvidence {

    private static final Set<String> OF_ENTRY =
            Set.of("id", "name", "source", "more_sources", "quality", "from_memory", "from_memory_fields", "notes");
    private static final String QUALITY = "_quality";
    private static final String SOURCE_KEY = "_source_key";
    private static final String NOTES = "_notes";
    private static final String EVERYTHING = "all values";

    private final Map<String, Object> all;

    BuiltInEvidence(Map<String, Object> all) {
        this.all = all;
    }

    /// The values alone.
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>(all);
        fields.keySet()
                .removeIf(field -> OF_ENTRY.contains(field)
                        || field.endsWith(QUALITY)
                        || field.endsWith(SOURCE_KEY)
                        || field.endsWith(NOTES));
        return fields;
    }

    Evidence read() {
        Source source = source(all.get("source"));
        Quality quality = quality(Trees.text(all.get("quality")));
        List<Source> more = all.get("more_sources") instanceof List<?> list
                ? list.stream().map(BuiltInEvidence::source).toList()
                : List.of();
        Map<String, Evidence.OfField> byField = new TreeMap<>();
        for (String field : fields().keySet()) {
            Quality ofField = isFromMemory(field) ? Quality.UNVERIFIED : ofGroup(field, QUALITY, quality);
            Source read = ofGroup(field, source);
            String note = group(field, NOTES) instanceof String text ? text : "";
            if (ofField != quality || !read.equals(source) || !note.isEmpty()) {
                byField.put(field, new Evidence.OfField(ofField, read, note));
            }
        }
        return new Evidence(source, more, quality, byField);
    }

    /// The notes, and what `from_memory_fields` says in words instead of naming a field.
    String notes() {
        String notes = Trees.text(all.get("notes"));
        List<String> words = Trees.texts(all.get("from_memory_fields")).stream()
                .filter(name -> !name.equals(EVERYTHING) && !name.endsWith("*") && !all.containsKey(name))
                .toList();
        String memory = words.isEmpty() ? "" : "Not read, from memory: " + String.join(", ", words) + ".";
        return (notes + " " + memory).strip();
    }

    private boolean isFromMemory(String field) {
        for (String name : Trees.texts(all.get("from_memory_fields"))) {
            boolean named = name.endsWith("*")
                    ? field.startsWith(name.substring(0, name.length() - 1))
                    : field.equals(name) || name.equals(EVERYTHING);
            if (named) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Object group(String field, String suffix) {
        for (Map.Entry<String, Object> entry : all.entrySet()) {
            String name = entry.getKey();
            if (name.endsWith(suffix)) {
                String group = name.substring(0, name.length() - suffix.length());
                if (field.equals(group) || field.startsWith(group + "_")) {
                    return entry.getValue();
                }
            }
        }
        return null;
    }

    private Quality ofGroup(String field, String suffix, Quality otherwise) {
        return group(field, suffix) instanceof String word ? quality(word) : otherwise;
    }

    private Source ofGroup(String field, Source otherwise) {
        return group(field, SOURCE_KEY) instanceof String key ? registered(key) : otherwise;
    }

    private static Quality quality(String word) {
        return Quality.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Source registered(String key) {
        return BuiltIn.source(key).orElseThrow(() -> new IllegalStateException("no source '" + key + "'"));
    }

    private static Source source(@Nullable Object tree) {
        if (!(tree instanceof Map<?, ?> source)) {
            throw new IllegalStateException("an entry has no source");
        }
        String key = Trees.text(source.get("key"));
        if (!source.containsKey("citation")) {
            return registered(key);
        }
        String citation = Trees.text(source.get("citation"));
        String detail = Trees.text(source.get("detail"));
        String document = Trees.text(source.get("document_url"));
        return new Source(
                key,
                detail.isEmpty() ? citation : citation + ": " + detail,
                document.isEmpty() ? Trees.text(source.get("url")) : document);
    }
}
