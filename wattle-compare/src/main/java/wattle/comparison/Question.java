package wattle.comparison;

/// What was asked.
///
/// @param scenario the scenario's name
/// @param file the scenario's file name, without its folder
/// @param digest first 16 hex digits of the SHA-256 of the scenario and of every catalogue entry it uses
/// @param text the question in one sentence
/// @param functionalUnit "one year of …": what is delivered, the same for all paradigms
/// @param engine how the numbers were made
public record Question(String scenario, String file, String digest, String text, String functionalUnit, Engine engine) {

    /// @param name `closed form` or `events`
    /// @param draws how many sets of inputs were drawn
    /// @param seed the seed they were drawn with
    /// @param level the share of draws inside a printed interval
    public record Engine(String name, int draws, long seed, double level) {}
}
