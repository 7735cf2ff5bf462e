package wattle.app.training;

/// Looks on while a model is trained, and may end it.
public interface TrainingWatcher {

    /// One line about how far it is, for people.
    void say(String line);

    /// Whether somebody asked to stop; looked at after each step.
    boolean isStopped();
}
