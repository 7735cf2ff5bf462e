package wattle.meter;

/// What came of looking for a meter.
public sealed interface Probe {

    /// The device in a person's words: `RAPL package-0 (powercap)`.
    String device();

    /// It can be read. Whoever takes the meter closes it.
    record Ready(String device, Meter meter) implements Probe {}

    /// It is there, but not for this user.
    ///
    /// @param reason what was refused: `/sys/…/energy_uj: mode 0400, owner root`
    /// @param remedy the exact command that grants it
    /// @param loss what cannot be known without it
    record Denied(String device, String reason, String remedy, String loss) implements Probe {}

    /// It is there and readable, but does not work: a wrong driver, a frozen counter, an answer without sense.
    ///
    /// @param remedy what to try; may be empty
    record Broken(String device, String reason, String remedy) implements Probe {}

    /// It is not there. Said only of what a user would expect: the main interfaces of this processor, or what the
    /// configuration names.
    record Absent(String device, String reason) implements Probe {}
}
