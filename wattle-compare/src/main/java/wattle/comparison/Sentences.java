package wattle.comparison;

import java.util.List;

/// The answer in words, computed from the numbers.
///
/// @param headline the verdict in one sentence: winner, amount, change, interval; or that we cannot tell
/// @param details runners-up, carbon if it disagrees, who is excluded and why; one sentence each
/// @param citation a paragraph to copy into a paper, with method, boundary and version
public record Sentences(String headline, List<String> details, String citation) {

    /// Copies the list.
    public Sentences {
        details = List.copyOf(details);
    }
}
