package wattle.run;

import java.util.Locale;

/// The stages of a model's life, in the order they are lived.
public enum Stage {
    MANUFACTURE,
    GATHER,
    TRANSFER,
    STORE,
    PREPARE,
    TRAIN,
    AGGREGATE,
    EVALUATE,
    DEPLOY,
    INFER,
    MONITOR,
    RETIRE;

    /// The word as it stands in files and messages: lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
