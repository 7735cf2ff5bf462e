package wattle.scenario;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import wattle.document.CsvTable;
import wattle.document.InputFault;
import wattle.document.Node;
import wattle.document.Values;

/// Finds the files and folders that a scenario names. Their names are relative to the folder of its file.
///
/// @param folder of the scenario's file; empty when it was read from text, which can name no files
record Beside(Optional<Path> folder) {

    /// Opens a table; its faults name it as the scenario does.
    ///
    /// @throws InputFault at `node` when there is no such file, else in the file
    CsvTable table(Node node) {
        Path file = path(node, "'usage.csv'");
        if (!Files.exists(file)) {
            throw InputFault.at(
                    node,
                    "there is no file '%s' in the scenario's folder.".formatted(Values.text(node)),
                    "Maybe it stands elsewhere: names are relative to %s.".formatted(home(node)));
        }
        return CsvTable.open(file, Values.text(node));
    }

    /// A folder that must exist.
    Path folder(Node node) {
        Path found = path(node, "'runs'");
        if (!Files.isDirectory(found)) {
            throw InputFault.at(
                    node,
                    Files.exists(found)
                            ? "'%s' is not a folder.".formatted(Values.text(node))
                            : "there is no folder '%s' in the scenario's folder.".formatted(Values.text(node)),
                    "Maybe it stands elsewhere: names are relative to %s.".formatted(home(node)));
        }
        return found;
    }

    private Path path(Node node, String example) {
        String text = Values.text(node).strip();
        try {
            if (text.isEmpty()) {
                throw InputFault.at(node, "a name is missing here.", "Maybe %s.".formatted(example));
            }
            return home(node).resolve(text);
        } catch (InvalidPathException e) {
            InputFault fault = InputFault.at(node, "'%s' cannot be the name of a file.".formatted(text), "");
            fault.initCause(e);
            throw fault;
        }
    }

    private Path home(Node node) {
        return folder.orElseThrow(() -> InputFault.at(
                node,
                "a scenario that is not a file can name no files.",
                "Maybe save it as a file, and the others beside it."));
    }
}
