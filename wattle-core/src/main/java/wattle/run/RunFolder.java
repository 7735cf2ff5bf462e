package wattle.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import wattle.document.CsvRow;

/// Where a run is kept: a folder with `run.json`, which holds everything, and `ledger.csv`, the same ledger for
/// spreadsheets. A folder that has a `run.json` is complete, as that file gets its name last.
///
/// @param folder need not exist before the first writing
public record RunFolder(Path folder) {

    /// The file that holds everything.
    public static final String RUN = "run.json";

    /// The ledger once more, as a table.
    public static final String LEDGER = "ledger.csv";

    private static final List<String> HEAD = List.of(
            "stage",
            "place",
            "place_sector",
            "activity",
            "sector",
            "energy_j",
            "energy_low_j",
            "energy_high_j",
            "origin",
            "note");

    /// Writes a run, and replaces the one that stood here. The same run is the same bytes.
    public void write(Run run) throws IOException {
        Files.createDirectories(folder);
        // Without the old run.json first: a crash in between must not leave an old run beside a new ledger.
        Files.deleteIfExists(folder.resolve(RUN));
        put(LEDGER, csv(run.ledger()));
        put(RUN, RunWriter.text(run));
    }

    /// Reads the run that stands here.
    ///
    /// @throws InputFault at the first value that is missing, unknown, or at odds with the others
    public Run read() {
        return RunReader.read(folder.resolve(RUN));
    }

    private void put(String name, String text) throws IOException {
        Path unfinished = Files.createTempFile(folder, name, ".unfinished");
        try {
            Files.writeString(unfinished, text);
            Files.move(
                    unfinished,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static String csv(Ledger ledger) {
        StringBuilder text = new StringBuilder(CsvRow.of(HEAD));
        for (Entry entry : ledger.entries()) {
            List<String> fields = new ArrayList<>(List.of(
                    entry.stage().word(),
                    entry.place().name(),
                    entry.place().sector().word(),
                    entry.activity().word(),
                    entry.sector().word()));
            fields.add(String.valueOf(entry.energy().typical().joules()));
            fields.add(String.valueOf(entry.energy().low().joules()));
            fields.add(String.valueOf(entry.energy().high().joules()));
            fields.add(entry.origin().word());
            fields.add(entry.note());
            text.append(CsvRow.of(fields));
        }
        return text.toString();
    }
}
