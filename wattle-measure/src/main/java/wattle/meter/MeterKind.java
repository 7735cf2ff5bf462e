package wattle.meter;

import java.util.List;

/// One kind of meter, which knows how to find its devices. A `ServiceLoader` service: a jar on the class path that
/// lists an implementation in `META-INF/services/wattle.meter.MeterKind` adds a meter to Wattle.
///
/// ```java
/// public final class BatteryKind implements MeterKind {
///     public String name() { return "battery"; }
///     public List<Probe> probe(Machine machine) { … }
/// }
/// ```
public interface MeterKind {

    /// The first part of its channels' names, and the word for it in `--meters`: `rapl`, `nvml`.
    String name();

    /// Looks for devices. Fast (a second at most, a network meter its timeout), harmless, and never fails: what
    /// cannot be read is a [Probe] that says why and what would mend it. Found by what things call themselves.
    ///
    /// @return empty when there is nothing of this kind and nothing worth saying about it
    List<Probe> probe(Machine machine);
}
