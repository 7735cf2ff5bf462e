package wattle.run;

/// A named site, device group or network segment where energy is spent.
///
/// @param name as it stands in the scenario: `devices`, `cloud`, `network`
/// @param sector the part of the total it belongs to, facility overhead apart
public record Place(String name, Sector sector) {}
