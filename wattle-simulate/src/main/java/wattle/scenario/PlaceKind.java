package wattle.scenario;

import wattle.run.Place;
import wattle.run.Sector;

/// The kinds of place a scenario may name.
public enum PlaceKind {
    DEVICES("devices", Sector.DEVICE),
    EDGE("edge", Sector.IT),
    ON_PREMISES("on-premises", Sector.IT),
    CLOUD("cloud", Sector.IT);

    private final String word;
    private final Sector sector;

    PlaceKind(String word, Sector sector) {
        this.word = word;
        this.sector = sector;
    }

    /// As it stands in files.
    public String word() {
        return word;
    }

    /// The place in a ledger.
    public Place place() {
        return new Place(word, sector);
    }
}
