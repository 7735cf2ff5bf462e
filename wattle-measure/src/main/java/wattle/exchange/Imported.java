package wattle.exchange;

import java.util.List;
import java.util.Map;

/// What a file held.
///
/// @param tracks its channels
/// @param facts what is true of the whole file: tool, version, columns; names of a word each
/// @param notes what whoever uses the numbers must know, a sentence each
public record Imported(List<Track> tracks, Map<String, String> facts, List<String> notes) {

    /// Copies the collections.
    public Imported {
        tracks = List.copyOf(tracks);
        facts = Map.copyOf(facts);
        notes = List.copyOf(notes);
    }
}
