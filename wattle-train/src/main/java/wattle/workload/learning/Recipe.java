package wattle.workload.learning;

/// How a preset is trained.
///
/// @param batch items in a step
/// @param rate of AdamW, in one place
/// @param clientRate of plain gradient descent, on clients
/// @param longest length of gradients; 0 for any
/// @param between samples from one evaluation to the next
/// @param most passes over the data before it is given up
/// @param sample test items that are looked at when there is a model for each client; all of them for one model
public record Recipe(int batch, double rate, double clientRate, double longest, int between, double most, int sample) {}
