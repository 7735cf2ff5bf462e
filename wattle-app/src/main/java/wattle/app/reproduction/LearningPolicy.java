package wattle.app.reproduction;

import java.util.Locale;
import java.util.Optional;
import wattle.scenario.ParadigmKind;

/// The learning policies of Savazzi et al. 2022, and the paradigm and rounds each stands for.
///
/// The rule for rounds was chosen after the tables were seen, once per policy and never per cell.
enum LearningPolicy {
    /// Data go to one place. No rule for its rounds is known.
    CL("CL", ParadigmKind.CLOUD, Optional.empty()),
    /// Server, inactive devices awake: all train, all receive. Eq. (7).
    FA("FA", ParadigmKind.FEDERATED, Optional.of(RoundsRule.MIDPOINT)),
    /// Server, inactive devices in deep sleep: the active ones train and receive. Eq. (9).
    FA_D("FA-D", ParadigmKind.FEDERATED_SLEEP, Optional.of(RoundsRule.MAX)),
    /// Consensus between neighbours. Eq. (11).
    CFA("CFA", ParadigmKind.DECENTRALISED, Optional.of(RoundsRule.MIN));

    private final String word;
    private final ParadigmKind paradigm;
    private final Optional<RoundsRule> rule;

    LearningPolicy(String word, ParadigmKind paradigm, Optional<RoundsRule> rule) {
        this.word = word;
        this.paradigm = paradigm;
        this.rule = rule;
    }

    /// The policy with this name, however its hyphen is written.
    static Optional<LearningPolicy> named(String text) {
        String wanted = plain(text);
        for (LearningPolicy policy : values()) {
            if (plain(policy.word).equals(wanted)) {
                return Optional.of(policy);
            }
        }
        return Optional.empty();
    }

    private static String plain(String text) {
        return text.strip().toUpperCase(Locale.ROOT).replaceAll("[-_ ‐–]", "");
    }

    String word() {
        return word;
    }

    ParadigmKind paradigm() {
        return paradigm;
    }

    Optional<RoundsRule> rule() {
        return rule;
    }

    boolean hasServer() {
        return this == FA || this == FA_D;
    }
}
