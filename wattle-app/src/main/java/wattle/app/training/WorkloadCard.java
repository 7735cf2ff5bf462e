package wattle.app.training;

import java.util.List;

/// What a workload is, before anything is loaded.
///
/// @param name as typed: `classifier`
/// @param what it learns, from which data; one line
/// @param metric its quality, higher is better: `accuracy`
/// @param sizes its presets, smallest first
public record WorkloadCard(String name, String what, String metric, List<String> sizes) {

    /// Copies the list.
    public WorkloadCard {
        sizes = List.copyOf(sizes);
    }
}
