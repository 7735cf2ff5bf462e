package wattle.exchange;

/// Reads one format of another tool.
public interface Importer {

    /// The word for it on the command line and in channel names: `codecarbon`.
    String name();

    /// What it reads, in one line for people.
    String about();

    /// Whether a file is of this format, told by its name and first lines.
    boolean recognises(ForeignFile file);

    /// Reads it.
    ///
    /// @throws wattle.document.InputFault at the first row that is not as the format has it
    Imported read(ForeignFile file);
}
