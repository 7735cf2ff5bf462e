package wattle.app.training;

import java.util.Locale;

/// How the models of clients become one.
public enum Aggregation {
    /// Their mean, weighted by samples (McMahan et al. 2017).
    FEDAVG,
    /// The same; clients are held near the model they started from (Li et al. 2020).
    FEDPROX,
    /// Adam on the server, with the mean change as its gradient (Reddi et al. 2021).
    FEDADAM;

    /// The word as it is typed and stored.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
