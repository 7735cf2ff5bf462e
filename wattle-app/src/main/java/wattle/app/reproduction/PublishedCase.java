package wattle.app.reproduction;

import java.util.List;
import java.util.Optional;
import wattle.document.Node;

/// One case of a file: what was given, and what was published for it.
///
/// @param file as the user typed it
/// @param id of the case, or its number in the file
/// @param source of the file: a citation
/// @param equation or formula that the file names; empty when it names none
/// @param given inputs
/// @param expected published values
/// @param tolerance as the file states it
record PublishedCase(
        String file,
        String id,
        String source,
        String equation,
        Given given,
        List<Expected> expected,
        Optional<Node> tolerance) {

    /// Copies the list.
    PublishedCase {
        expected = List.copyOf(expected);
    }

    /// @param node where it stands
    record Expected(Quantity quantity, Cell.Value published, Node node) {}
}
