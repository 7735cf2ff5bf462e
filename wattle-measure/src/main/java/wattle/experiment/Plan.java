package wattle.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is to be measured, and how.
///
/// @param command and its arguments
/// @param facts to keep with the run: name, tags, who and where
/// @param rhythm times
/// @param metrics found in the output by regular expressions
/// @param until the target at which the job is ended
public record Plan(
        List<String> command, Map<String, String> facts, Rhythm rhythm, List<Metric> metrics, Optional<Until> until) {

    /// Copies the lists.
    public Plan {
        command = List.copyOf(command);
        facts = new TreeMap<>(facts);
        metrics = List.copyOf(metrics);
    }

    /// @param periodS time between reads, in s
    /// @param baselineS length of each idle baseline, in s; 0 for none
    /// @param graceS time a job gets to end by itself when its target is reached, in s
    public record Rhythm(double periodS, double baselineS, double graceS) {

        /// Ten reads a second, no baseline, ten seconds of grace.
        public static final Rhythm USUAL = new Rhythm(0.1, 0, 10);
    }
}
