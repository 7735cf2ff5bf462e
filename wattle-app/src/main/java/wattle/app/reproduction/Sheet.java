package wattle.app.reproduction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a person sees of cells: the same columns in every text form.
final class Sheet {

    static final List<String> HEADER =
            List.of("id", "quantity", "published", "computed", "difference", "tolerance", "within", "exception");

    private static final String MISSING = "–";
    private static final double DUST = 1e-12;

    private Sheet() {}

    /// Cells by file, in order.
    static Map<String, List<Cell>> byFile(Replay replay) {
        Map<String, List<Cell>> files = new LinkedHashMap<>();
        for (Cell cell : replay.cells()) {
            files.computeIfAbsent(cell.file(), _ -> new java.util.ArrayList<>()).add(cell);
        }
        return files;
    }

    static List<String> row(Cell cell) {
        return List.of(
                cell.id(),
                cell.quantity().key(),
                shown(cell.published()),
                shown(cell.computed()),
                difference(cell),
                cell.judgement().tolerance().map(t -> Numbers.shown(t.value())).orElse(MISSING),
                cell.judgement().within().map(w -> w ? "yes" : "no").orElse(MISSING),
                cell.judgement().exception().orElse(""));
    }

    /// The last bits of a binary fraction are no difference.
    private static String difference(Cell cell) {
        double size = cell.published().number().map(Math::abs).orElse(0.0);
        return cell.difference()
                .map(d -> Math.abs(d) < DUST * size ? "0" : Numbers.shown(d))
                .orElse(MISSING);
    }

    private static String shown(Cell.Value value) {
        return value.text().isEmpty() ? MISSING : value.text();
    }

    /// What a number of this page is worth.
    static final String CAUTION = "A score of regression, not a rate of reproduction: "
            + "rules and some constants were chosen after the tables were seen.";
}
