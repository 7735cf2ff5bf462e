package wattle.exchange;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import wattle.document.InputFault;
import wattle.quantity.Nearest;

/// Every format that can be imported, the most particular first.
public final class Formats {

    /// All of them.
    public static final List<Importer> ALL = List.of(
            new CodeCarbon(),
            new KwollectTable(),
            new KwollectJson(),
            new EnergyScope(),
            new PerfTable(),
            new PowerApi(),
            new NvidiaSmi(),
            new Alumet(),
            new EnergiBridge(),
            new PowerJoular(),
            new Scaphandre(),
            new MlLog(),
            new PtDaemon(),
            new TegraStats(),
            new PerfStat(),
            new CarbonTracker());

    private Formats() {}

    /// The format of a word.
    ///
    /// @throws InputFault when there is none
    public static Importer named(String word) {
        List<String> names = ALL.stream().map(Importer::name).toList();
        return ALL.stream()
                .filter(one -> one.name().equals(word))
                .findFirst()
                .orElseThrow(() -> InputFault.of(
                        "there is no format '%s'; there are %s.".formatted(word, String.join(", ", names)),
                        Nearest.to(word, names)
                                .map(near -> "Maybe '%s'.".formatted(near))
                                .orElse("")));
    }

    /// Reads a file in the format that it seems to have, or in the one that is named.
    ///
    /// @throws InputFault when no format fits
    public static Imported read(ForeignFile file, Optional<Importer> as) {
        Importer importer = as.or(
                        () -> ALL.stream().filter(one -> one.recognises(file)).findFirst())
                .orElseThrow(() -> file.fault(
                        "this is in no format that is known: its first line is '%s'."
                                .formatted(shortened(file.header())),
                        "Maybe say which with --as: "
                                + ALL.stream().map(Importer::name).collect(Collectors.joining(", ")) + "."));
        return importer.read(file);
    }

    private static String shortened(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }
}
