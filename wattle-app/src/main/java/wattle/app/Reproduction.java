package wattle.app;

import java.util.List;
import wattle.app.reproduction.Cell;
import wattle.app.reproduction.CsvReplay;
import wattle.app.reproduction.JsonReplay;
import wattle.app.reproduction.MarkdownReplay;
import wattle.app.reproduction.Replay;
import wattle.app.reproduction.TableReplay;
import wattle.app.reproduction.Tally;

/// What became of published values.
///
/// @param replay every cell, and the mode
public record Reproduction(Replay replay) {

    /// One per published value.
    public List<Cell> cells() {
        return replay.cells();
    }

    /// Counts over all cells.
    public Tally summary() {
        return Tally.of(replay.cells());
    }

    /// For the terminal.
    public String table() {
        return TableReplay.of(replay);
    }

    /// For programs: every digit; what is missing is `null`.
    public String json() {
        return JsonReplay.of(replay);
    }

    /// For spreadsheets: RFC 4180.
    public String csv() {
        return CsvReplay.of(replay);
    }

    /// For pages.
    public String markdown() {
        return MarkdownReplay.of(replay);
    }
}
