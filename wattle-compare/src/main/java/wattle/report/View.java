package wattle.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import wattle.comparison.Answer;
import wattle.comparison.Outcome;
import wattle.run.Activity;
import wattle.run.Entry;
import wattle.run.Sector;
import wattle.run.Stage;

/// Three ways to cut the same ledger into a few groups; each adds up to the total.
enum View {
    STAGE("stage"),
    PLACE("place"),
    ACTIVITY("activity");

    private final String word;

    View(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /// A group of ledger entries with its colour; the order is the order of the stack.
    enum Group {
        MOVE("Move data", "s-transfer"),
        PREPARE("Gather, store, prepare", "s-prepare"),
        TRAIN("Train", "s-train"),
        AGGREGATE("Aggregate", "s-aggregate"),
        INFER("Infer", "s-infer"),
        CARE("Evaluate, deploy, monitor", "s-monitor"),
        MAKE("Make and retire", "embodied"),
        DEVICES("Devices", "p-device"),
        EDGE("Edge and regional", "p-edge"),
        NETWORK("Network", "p-network"),
        PREMISES("On premises", "p-onprem"),
        CLOUD("Cloud", "p-cloud"),
        COMPUTE("Compute and sense", "a-compute"),
        TRANSMIT("Transmit and receive", "a-transmit"),
        IDLE("Idle, wait, sleep, store", "a-idle"),
        COOL("Cool and convert", "a-cool");

        private final String label;
        private final String colour;

        Group(String label, String colour) {
            this.label = label;
            this.colour = colour;
        }

        String label() {
            return label;
        }

        /// Name of a custom property in the page's style.
        String colour() {
            return colour;
        }

        /// As it stands in the page's data: lower case.
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Typical joules by group, without empty groups, in the order of the stack.
    SequencedMap<Group, Double> of(Outcome outcome) {
        SequencedMap<Group, Double> sums = new LinkedHashMap<>();
        for (Group group : Group.values()) {
            double joules =
                    outcome.ledger().sum(e -> group(e, outcome) == group).joules();
            if (joules > 0) {
                sums.put(group, joules);
            }
        }
        return sums;
    }

    /// The groups that any paradigm uses.
    List<Group> groups(Answer answer) {
        return Arrays.stream(Group.values())
                .filter(g -> answer.outcomes().stream().anyMatch(o -> of(o).containsKey(g)))
                .toList();
    }

    private Group group(Entry entry, Outcome outcome) {
        return switch (this) {
            case STAGE -> stage(entry.stage());
            case PLACE -> place(entry, outcome);
            case ACTIVITY -> activity(entry.activity());
        };
    }

    private static Group stage(Stage stage) {
        return switch (stage) {
            case TRANSFER -> Group.MOVE;
            case GATHER, STORE, PREPARE -> Group.PREPARE;
            case TRAIN -> Group.TRAIN;
            case AGGREGATE -> Group.AGGREGATE;
            case INFER -> Group.INFER;
            case EVALUATE, DEPLOY, MONITOR -> Group.CARE;
            case MANUFACTURE, RETIRE -> Group.MAKE;
        };
    }

    /// A facility's overhead stands where its machines stand, so the place decides and not the entry's sector.
    private static Group place(Entry entry, Outcome outcome) {
        Sector sector = entry.place().sector();
        return switch (sector) {
            case DEVICE -> Group.DEVICES;
            case NETWORK -> Group.NETWORK;
            case IT, FACILITY ->
                machines(entry.place().name() + " " + outcome.paradigm().kind());
        };
    }

    /// Places are named by the scenario; a name that says nothing falls back on the paradigm's kind, then on
    /// the cloud.
    private static Group machines(String names) {
        String words = names.toLowerCase(Locale.ROOT);
        if (words.startsWith("cloud")) {
            return Group.CLOUD;
        }
        if (words.contains("prem")) {
            return Group.PREMISES;
        }
        boolean near = List.of("edge", "aggregat", "regional", "tower", "gateway").stream()
                .anyMatch(words::contains);
        return near ? Group.EDGE : Group.CLOUD;
    }

    private static Group activity(Activity activity) {
        return switch (activity) {
            case COMPUTE, SENSE -> Group.COMPUTE;
            case TRANSMIT, RECEIVE -> Group.TRANSMIT;
            case IDLE, WAIT, SLEEP, STORE -> Group.IDLE;
            case COOL_AND_CONVERT -> Group.COOL;
        };
    }
}
