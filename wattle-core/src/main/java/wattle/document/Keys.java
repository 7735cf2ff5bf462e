package wattle.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import wattle.quantity.Dimension;
import wattle.quantity.Nearest;
import wattle.quantity.Range;

/// A cursor over the keys of one mapping. It remembers what was asked for, and then refuses what nobody asked
/// for.
///
/// ```java
/// try (Keys keys = Keys.of(mapping)) {
///     Range idle = keys.range("idle", Dimension.POWER);
///     Optional<Long> count = keys.optional("count", keys::count);
/// }
/// ```
///
/// Each reading method needs its key, and says where it is missing; [#optional(String, Function)] makes it
/// optional.
public final class Keys implements AutoCloseable {

    private final Node.Mapping mapping;
    private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private Keys(Node.Mapping mapping) {
        this.mapping = mapping;
        mapping.entries().forEach(entry -> entries.put(entry.key(), entry));
    }

    /// Starts to read `mapping`.
    public static Keys of(Node.Mapping mapping) {
        return new Keys(mapping);
    }

    /// The mapping that is read.
    public Node.Mapping node() {
        return mapping;
    }

    /// Whether the key stands here; it then counts as asked for.
    public boolean has(String key) {
        asked.add(key);
        return entries.containsKey(key);
    }

    /// The value of a key that may be absent.
    public Optional<Node> optional(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key)).map(Node.Entry::value);
    }

    /// What `read` makes of a key that may be absent: `keys.optional("count", keys::count)`.
    public <T> Optional<T> optional(String key, Function<String, T> read) {
        return has(key) ? Optional.of(read.apply(key)) : Optional.empty();
    }

    /// The value of a key that must be there.
    public Node required(String key) {
        return required(key, "…");
    }

    private Node required(String key, String example) {
        return optional(key).orElseThrow(() -> missing(key, example));
    }

    private InputFault missing(String key, String example) {
        List<String> unread = new ArrayList<>(entries.keySet());
        unread.removeAll(asked);
        String maybe = Nearest.to(key, unread)
                .map(near -> "Maybe '%s' in line %d should be '%s'."
                        .formatted(near, locationOf(near).line(), key))
                .orElse("Maybe add the line '%s: %s'.".formatted(key, example));
        return InputFault.at(mapping.location(), mapping.pathOf(key), "this key is missing.", maybe);
    }

    public String text(String key) {
        return Values.text(required(key, "some text"));
    }

    /// One word of a closed choice.
    public String word(String key, Collection<String> allowed) {
        return Values.word(required(key, allowed.iterator().next()), allowed);
    }

    /// An amount with its unit, in base units.
    public double amount(String key, Dimension dimension) {
        return Values.amount(required(key, dimension.example()), dimension);
    }

    /// An amount or a range of amounts, in base units; see [Values#range].
    public Range range(String key, Dimension dimension) {
        return Values.range(required(key, dimension.example()), dimension);
    }

    /// A whole number of at least 0.
    public long count(String key) {
        return count(key, 0);
    }

    /// A whole number of at least `least`.
    public long count(String key, long least) {
        return Values.count(required(key, "10"), least);
    }

    /// A part of a whole, between 0 and 1.
    public double share(String key) {
        return Values.share(required(key, "30 %"));
    }

    public boolean flag(String key) {
        return Values.flag(required(key, "yes"));
    }

    public Node.Mapping mapping(String key) {
        return Values.mapping(required(key));
    }

    public List<Node> list(String key) {
        return Values.list(required(key, "[a, b]"));
    }

    /// Every key that stands here, in the order of the file.
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /// Where the value of a key stands; the mapping itself when the key is absent.
    public Location locationOf(String key) {
        Node.Entry entry = entries.get(key);
        return entry == null ? mapping.location() : entry.value().location();
    }

    /// A fault of a key's value that only its reader can see, such as a peak below its idle power.
    public InputFault fault(String key, String what, String maybe) {
        return InputFault.at(locationOf(key), mapping.pathOf(key), what, maybe);
    }

    /// Ends the reading.
    ///
    /// @throws InputFault for the first key that was never asked for
    public void noOthers() {
        for (Node.Entry entry : entries.values()) {
            if (!asked.contains(entry.key())) {
                List<String> known = new ArrayList<>(asked);
                throw InputFault.at(
                        entry.keyLocation(),
                        mapping.pathOf(entry.key()),
                        "this key is not known here.",
                        Nearest.to(entry.key(), known)
                                .map(near -> "Maybe '%s'.".formatted(near))
                                .orElse(known.isEmpty() ? "" : "Maybe one of " + String.join(", ", known) + "."));
            }
        }
    }

    @Override
    public void close() {
        noOthers();
    }
}
