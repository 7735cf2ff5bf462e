package wattle.app.reproduction;

import java.util.ArrayList;
import java.util.List;
import wattle.catalog.Catalog;

/// What became of every cell.
///
/// @param cells in the order of the files
/// @param notes about files that gave none
/// @param asPublished whether FA-D sends the model to all devices
public record Replay(List<Cell> cells, List<String> notes, boolean asPublished) {

    /// Copies the lists.
    public Replay {
        cells = List.copyOf(cells);
        notes = List.copyOf(notes);
    }

    /// Computes every cell of the cases.
    public static Replay of(Cases cases, Catalog catalog, boolean asPublished) {
        EnergyReplay energy = new EnergyReplay(catalog, asPublished);
        List<Cell> cells = new ArrayList<>();
        for (PublishedCase published : cases.all()) {
            cells.addAll(EnergyReplay.takes(published) ? energy.cells(published) : CheckReplay.cells(published));
        }
        return new Replay(cells, cases.notes(), asPublished);
    }

    /// As files and options name it.
    public String mode() {
        return asPublished ? "as-published" : "as-written";
    }

    /// The rules in force, and how to get the others.
    String rules() {
        return asPublished
                ? "As published: FA-D sends the model to all K devices, as the tables imply. "
                        + "Without --as-published the equations are replayed as written."
                : "Equations as written: FA-D sends the model to the K_a active devices, eq. (9). "
                        + "With --as-published it is sent to all K, as the tables imply.";
    }
}
