package wattle.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wattle.document.InputFault;
import wattle.document.Node;
import wattle.document.Values;
import wattle.formula.Formula.Input;
import wattle.quantity.Cited;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.quantity.Source;
import wattle.run.Cost;
import wattle.run.Origin;
import wattle.run.Run;
import wattle.run.RunFolder;

/// Rounds to target as recorded runs needed them: `{from-runs: DIR}`, a folder of run folders. Runs that did not
/// reach their target say only that it may take longer; how many they were stands in the note.
final class RecordedRounds {

    private static final int LEAST = 3;
    private static final int MOST = 10_000;
    private static final int MOST_NAMED = 10;

    private final Beside files;

    RecordedRounds(Beside files) {
        this.files = files;
    }

    /// @param kinds whose runs count; a run of no paradigm counts for all
    Input read(Node node, Wanted wanted, List<ParadigmKind> kinds) {
        List<Run> ofKind = runs(node).stream()
                .filter(run -> run.title().paradigm().isEmpty()
                        || kinds.stream()
                                .anyMatch(k -> k.word().equals(run.title().paradigm())))
                .toList();
        List<Run> reached = ofKind.stream()
                .filter(run -> run.reached().answer().orElse(false))
                .filter(run -> run.cost(Cost.ROUNDS).filter(r -> r.low() > 0).isPresent())
                .toList();
        if (reached.size() < LEAST) {
            throw InputFault.at(
                    node,
                    "'%s' has %d runs of %s, of which %d reached their target and say after how many rounds; a distribution needs at least %d."
                            .formatted(
                                    Values.text(node),
                                    ofKind.size(),
                                    kinds.stream().map(ParadigmKind::word).collect(Collectors.joining(", ")),
                                    reached.size(),
                                    LEAST),
                    "Maybe record more runs, or give a range: 80..120.");
        }
        double[] sorted = reached.stream()
                .mapToDouble(run -> run.cost(Cost.ROUNDS).orElseThrow().typical())
                .sorted()
                .toArray();
        Range range = new Range(sorted[0], median(sorted), sorted[sorted.length - 1]);
        wanted.check(node, range);
        boolean measured = reached.stream().allMatch(run -> run.origin() == Origin.MEASURED);
        return new Input(
                node.path(),
                wanted.symbol(),
                wanted.label(),
                wanted.dimension(),
                new Cited<>(
                        range,
                        measured ? Quality.MEASURED : Quality.ESTIMATE,
                        new Source("runs", "Recorded runs in %s: %s".formatted(Values.text(node), names(reached)), ""),
                        note(reached.size(), ofKind.size() - reached.size())),
                node.location().toString());
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String note(int reached, int others) {
        return "lowest, median and highest of %d recorded runs%s"
                .formatted(
                        reached,
                        others == 0
                                ? ""
                                : "; %d more did not reach the target, or do not say after how many rounds"
                                        .formatted(others));
    }

    private static String names(List<Run> runs) {
        String names =
                runs.stream().limit(MOST_NAMED).map(run -> run.title().id()).collect(Collectors.joining(", "));
        return runs.size() > MOST_NAMED ? names + " and %d more".formatted(runs.size() - MOST_NAMED) : names;
    }

    private List<Run> runs(Node node) {
        Path folder = files.folder(node);
        List<Run> runs = new ArrayList<>();
        try (Stream<Path> below = Files.list(folder)) {
            for (Path run : below.sorted().limit(MOST).toList()) {
                if (Files.isRegularFile(run.resolve(RunFolder.RUN))) {
                    runs.add(new RunFolder(run).read());
                }
            }
        } catch (IOException | UncheckedIOException e) {
            InputFault fault = InputFault.at(
                    node, "the folder '%s' cannot be read: %s.".formatted(Values.text(node), e.getMessage()), "");
            fault.initCause(e);
            throw fault;
        }
        return runs;
    }
}
