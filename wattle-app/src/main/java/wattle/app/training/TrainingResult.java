package wattle.app.training;

/// What a training came to.
///
/// @param reached whether the target was reached
/// @param isStopped whether somebody stopped it before the target
/// @param quality the last value of the metric; NaN when it was never evaluated
/// @param report for people, ends with a line end
public record TrainingResult(boolean reached, boolean isStopped, double quality, String report) {}
