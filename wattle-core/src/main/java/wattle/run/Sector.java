package wattle.run;

import java.util.Locale;

/// The four parts into which every total is split; each ledger entry belongs to exactly one.
public enum Sector {
    /// Servers in a cloud, on premises or at the edge, at their own plugs.
    IT,
    /// What the facility adds to its IT energy: cooling and conversion. `(PUE − 1) · E_IT`.
    FACILITY,
    /// Links and everything on the way.
    NETWORK,
    /// End devices.
    DEVICE;

    /// The word as it stands in files: lower case.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
