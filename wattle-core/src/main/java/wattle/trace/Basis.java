package wattle.trace;

import java.util.Locale;

/// What a channel's numbers rest on. A total says how much of it rests on which.
public enum Basis {
    /// An instrument: a shunt, a current clamp, a meter.
    MEASURED,
    /// A counter that the vendor's firmware computes or calibrates: RAPL on many processors.
    VENDOR_MODEL,
    /// Wattle's own model: idle power and utilisation. Never added to a measured value of the same part.
    OUR_MODEL;

    /// As it stands in files: `vendor-model`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
