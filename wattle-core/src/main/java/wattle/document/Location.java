package wattle.document;

import java.io.Serializable;

/// A place in a document.
///
/// @param file the file as the user typed it
/// @param line counted from 1
/// @param column counted from 1, in characters
public record Location(String file, int line, int column) implements Serializable {

    /// The form that editors and terminals turn into a link: `hospitals.yaml:14:12`.
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
