package wattle.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Builds the located tree of one document from parser events.
///
/// Events rather than the engine's own node tree, because depth, size and cycles are then refused while they
/// unfold,
/// before they cost memory or stack. Aliases are copied: each use has its own path, and counts against the
/// limit.
final class Composition {

    private static final int DEEPEST = 50;
    private static final int MOST_NODES = 100_000;
    private static final int MOST_ALIASES = 1_000;
    private static final int LONGEST_KEY = 200;

    /// Paths are repeated in every node below them, so they have a budget of their own.
    private static final long MOST_PATH_CHARACTERS = 20_000_000;

    private final String file;
    private final Iterator<Event> events;
    private final Map<String, Node> anchors = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private int nodes;
    private int aliases;
    private long pathCharacters;

    Composition(String text, String file) {
        this.file = file;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    Node.Mapping root() {
        try {
            next();
            if (next() instanceof StreamEndEvent) {
                throw empty();
            }
            Node root = node("", next(), 1);
            if (!(next() instanceof DocumentEndEvent)) {
                throw new IllegalStateException("the parser left the document open");
            }
            Event after = next();
            if (!(after instanceof StreamEndEvent)) {
                throw InputFault.at(
                        at(after), "", "a second document begins here, but one is read.", "Maybe remove the '---'.");
            }
            return switch (root) {
                case Node.Mapping mapping -> mapping;
                case Node.Scalar scalar when scalar.isMissing() -> throw empty();
                case Node.Scalar _, Node.Sequence _ ->
                    throw InputFault.at(
                            root,
                            "the document must consist of keys with values, but %s stands here.".formatted(root.noun()),
                            "Maybe begin with a line such as 'task: segmentation'.");
            };
        } catch (MarkedYamlEngineException e) {
            throw SyntaxFault.of(e, file);
        } catch (YamlEngineException e) {
            InputFault fault = InputFault.inFile(file, "this is not well-formed YAML: " + e.getMessage(), "");
            fault.initCause(e);
            throw fault;
        }
    }

    private InputFault empty() {
        return InputFault.inFile(file, "this file is empty.", "Maybe it was not saved.");
    }

    private Event next() {
        return events.next();
    }

    private Node node(String path, Event event, int depth) {
        if (event instanceof AliasEvent alias) {
            return copy(target(alias, path), path, depth);
        }
        count(path, at(event), depth);
        refuseTag(path, event);
        Optional<String> anchor = ((NodeEvent) event).getAnchor().map(Anchor::getValue);
        anchor.ifPresent(open::add);
        Node node = switch (event) {
            case ScalarEvent scalar -> new Node.Scalar(at(event), path, scalar.getValue(), !scalar.isPlain());
            case SequenceStartEvent start -> sequence(path, start, depth);
            case MappingStartEvent start -> mapping(path, start, depth);
            default -> throw new IllegalStateException("no value in " + event);
        };
        anchor.ifPresent(name -> {
            open.remove(name);
            anchors.put(name, node);
        });
        return node;
    }

    private Node.Sequence sequence(String path, Event start, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
            items.add(node(path + "[" + items.size() + "]", event, depth + 1));
        }
        return new Node.Sequence(at(start), path, items);
    }

    private Node.Mapping mapping(String path, Event start, int depth) {
        Node.Mapping parent = new Node.Mapping(at(start), path, List.of());
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
            Location place = at(event);
            String key = key(path, event);
            Node.Entry first = entries.get(key);
            if (first != null) {
                throw InputFault.at(
                        place,
                        parent.pathOf(key),
                        "this key stands here a second time; the first is in line %d."
                                .formatted(first.keyLocation().line()),
                        "Maybe remove one of the two.");
            }
            entries.put(key, new Node.Entry(key, place, node(parent.pathOf(key), next(), depth + 1)));
        }
        return new Node.Mapping(at(start), path, List.copyOf(entries.values()));
    }

    private String key(String path, Event event) {
        if (!(event instanceof ScalarEvent scalar)) {
            throw InputFault.at(
                    at(event), path, "a key must be a word, not a list, a group or an alias.", "Maybe quote the key.");
        }
        refuseTag(path, event);
        String key = scalar.getValue();
        if (scalar.isPlain() && key.equals("<<")) {
            throw InputFault.at(at(event), path, "merge keys ('<<') are not read.", "Maybe write the keys out.");
        }
        if (key.isBlank()) {
            throw InputFault.at(at(event), path, "a key is missing before this ':'.", "Maybe quote the text.");
        }
        if (key.length() > LONGEST_KEY) {
            throw InputFault.at(
                    at(event),
                    path,
                    "this key has %d characters, more than the %d that are read.".formatted(key.length(), LONGEST_KEY),
                    "Maybe a quote or a line break is missing.");
        }
        return key;
    }

    private void refuseTag(String path, Event event) {
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent start -> start.getTag();
            default -> Optional.empty();
        };
        if (tag.isPresent()) {
            throw InputFault.at(at(event), path, "the tag '%s' is not read.".formatted(tag.get()), "Maybe remove it.");
        }
    }

    private Node target(AliasEvent alias, String path) {
        String name = alias.getAlias().getValue();
        aliases++;
        if (aliases > MOST_ALIASES) {
            throw InputFault.at(
                    at(alias), path, "more than %d aliases are used.".formatted(MOST_ALIASES), "Maybe write it out.");
        }
        Node target = anchors.get(name);
        if (open.contains(name)) {
            throw InputFault.at(at(alias), path, "'*%s' is a part of itself.".formatted(name), "Maybe write it out.");
        }
        if (target == null) {
            throw InputFault.at(
                    at(alias), path, "there is no '&%s' before this '*%s'.".formatted(name, name), "Maybe quote it.");
        }
        return target;
    }

    private Node copy(Node node, String path, int depth) {
        count(path, node.location(), depth);
        return switch (node) {
            case Node.Scalar scalar -> new Node.Scalar(scalar.location(), path, scalar.text(), scalar.quoted());
            case Node.Sequence sequence -> {
                List<Node> items = new ArrayList<>();
                for (Node item : sequence.items()) {
                    items.add(copy(item, path + "[" + items.size() + "]", depth + 1));
                }
                yield new Node.Sequence(sequence.location(), path, items);
            }
            case Node.Mapping mapping -> {
                Node.Mapping parent = new Node.Mapping(mapping.location(), path, List.of());
                List<Node.Entry> entries = new ArrayList<>();
                for (Node.Entry entry : mapping.entries()) {
                    Node value = copy(entry.value(), parent.pathOf(entry.key()), depth + 1);
                    entries.add(new Node.Entry(entry.key(), entry.keyLocation(), value));
                }
                yield new Node.Mapping(mapping.location(), path, entries);
            }
        };
    }

    private void count(String path, Location place, int depth) {
        nodes++;
        pathCharacters += path.length();
        if (depth > DEEPEST) {
            throw InputFault.at(
                    place,
                    "",
                    "values are nested more than %d levels deep here.".formatted(DEEPEST),
                    "Maybe flatten them.");
        }
        if (nodes > MOST_NODES || pathCharacters > MOST_PATH_CHARACTERS) {
            throw InputFault.at(
                    place,
                    "",
                    "the document unfolds to more than %,d values.".formatted(MOST_NODES),
                    "Maybe an alias repeats a large part of it.");
        }
    }

    private Location at(Event event) {
        return SyntaxFault.locate(event.getStartMark(), file).orElse(new Location(file, 1, 1));
    }
}
