package wattle.app.training;

import java.util.Locale;

/// Where the data is, and who trains.
public enum LearningParadigm {
    /// All data in one place, one model.
    CENTRALISED,
    /// Each client by itself; nothing is exchanged.
    LOCAL,
    /// Clients train, a server averages.
    FEDERATED,
    /// Clients train, edge aggregators average, a server averages these.
    HIERARCHICAL,
    /// Clients train and average with their neighbours; there is no server.
    DECENTRALISED;

    /// The word as it is typed and stored.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
