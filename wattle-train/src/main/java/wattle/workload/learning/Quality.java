package wattle.workload.learning;

/// How good a model is.
///
/// @param value of the task's metric, higher is better
/// @param byClass the same of each class; empty where the task has no such thing
@SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
public record Quality(double value, double[] byClass) {}
