package wattle.document;

import java.util.List;
import java.util.Optional;

/// One value of a document, with the place where it stands and the keys that lead to it.
///
/// A value that is used through an alias (`*name`) has the location of its definition, which is the text to
/// change,
/// and the path of its use.
public sealed interface Node {

    /// Where the value begins.
    Location location();

    /// The keys that lead here: `places.cloud.count`, `tags[2]` (the third item); empty at the root.
    String path();

    /// What stands here, as a message names it.
    default String noun() {
        return switch (this) {
            case Mapping _ -> "a group of keys";
            case Sequence _ -> "a list";
            case Scalar scalar -> scalar.isMissing() ? "nothing" : "'" + scalar.text() + "'";
        };
    }

    /// Keys with values, in the order of the file; no key stands twice.
    record Mapping(Location location, String path, List<Entry> entries) implements Node {

        public Mapping {
            entries = List.copyOf(entries);
        }

        /// The entry of `key`.
        public Optional<Entry> entry(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        /// The path of `key` in this mapping, whether it stands there or not.
        public String pathOf(String key) {
            String shown = key.chars().anyMatch(c -> c == '.' || c == '[' || c == ' ') ? "'" + key + "'" : key;
            return path.isEmpty() ? shown : path + "." + shown;
        }
    }

    /// One key with its value.
    record Entry(String key, Location keyLocation, Node value) {}

    /// Values in order.
    record Sequence(Location location, String path, List<Node> items) implements Node {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// One piece of text; what it means is decided by whoever asks.
    ///
    /// @param quoted whether it stood in quotes or in a text block, so that `""` is a text and not a missing
    ///     value
    record Scalar(Location location, String path, String text, boolean quoted) implements Node {

        /// Whether nothing was written: `key:`, `key: ~` or `key: null`.
        public boolean isMissing() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }
}
