package wattle.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an entry of the catalogue describes. Ids are unique within a kind.
public enum Kind {
    /// A GPU or TPU card.
    ACCELERATOR("accelerator", "an accelerator"),
    /// A server, edge module, phone, PC, sensor or storage device.
    DEVICE("device", "a device"),
    /// A network segment, a radio or a base station.
    NETWORK("network", "a network"),
    /// What a facility adds to its IT energy, and the water it uses.
    DATACENTER("datacenter", "a datacenter"),
    /// A country's carbon intensity by generation, with history and mix.
    GRID("grid", "a grid"),
    /// A zone's carbon intensity by consumption; share-alike, in an artifact of its own.
    GRID_ZONE("grid-zone", "a grid zone"),
    /// How a year's mean carbon intensity spreads over months and hours.
    GRID_SHAPE("grid-shape", "a grid shape"),
    /// Carbon intensity of each way to generate.
    SOURCE_FACTOR("source-factor", "a source factor"),
    /// Greenhouse gases of manufacturing a part or a product.
    EMBODIED("embodied", "an embodied footprint"),
    /// A model with its parameters and its work per sample.
    MODEL("model", "a model"),
    /// A data set with its items and bytes.
    DATASET("dataset", "a data set"),
    /// How many rounds, epochs or samples a training took to reach a target.
    CONVERGENCE("convergence", "a convergence record"),
    /// Time and energy of one measured training.
    MEASURED_RUN("measured-run", "a measured run"),
    /// Power against load.
    POWER_CURVE("power-curve", "a power curve"),
    /// Where numbers were read, and under which licence.
    SOURCE("source", "a source");

    private final String word;
    private final String article;

    Kind(String word, String article) {
        this.word = word;
        this.article = article;
    }

    /// The word as it stands in files: `grid-zone`.
    public String word() {
        return word;
    }

    /// How a message names it: "an accelerator".
    public String article() {
        return article;
    }

    /// The kind of a word.
    public static Optional<Kind> of(String word) {
        for (Kind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /// The words of all kinds, in order.
    public static List<String> words() {
        List<String> words = new ArrayList<>();
        for (Kind kind : values()) {
            words.add(kind.word);
        }
        return words;
    }
}
