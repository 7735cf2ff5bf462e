package wattle.mark;

/// Says what the program is doing to the Wattle that measures it.
///
/// ```java
/// Marks.begin("evaluate");
/// double dice = evaluate(model);
/// Marks.end("evaluate");
/// Marks.metric("val_dice", dice);
/// ```
///
/// Goes to the Unix socket that `WATTLE_SOCKET` names, or is appended to the file that `WATTLE_MARKS` names; where
/// neither can be reached nothing happens, so that the same program runs unmeasured as well. Never throws, and never
/// waits for anybody who reads. Can be called from any thread.
public final class Marks {

    private static final MarkLine LINE = MarkLine.of(System.getenv());

    private Marks() {}

    /// A phase begins: `train`, `epoch 3`. Phases may nest, and may come again. One that is called as a stage of a
    /// model's life (`prepare`, `train`, `evaluate`, `infer`) is counted as that stage.
    public static void begin(String phase) {
        LINE.say("begin " + oneLine(phase));
    }

    /// The last phase of this name that began ends.
    public static void end(String phase) {
        LINE.say("end " + oneLine(phase));
    }

    /// A metric was evaluated.
    ///
    /// @param name letters, digits and `_ . / -`, beginning with a letter; anything else becomes `_`
    /// @param value in whatever unit the metric has; not a number says nothing
    public static void metric(String name, double value) {
        if (!Double.isNaN(value)) {
            LINE.say(metricName(name) + "=" + value);
        }
    }

    /// Anything else worth keeping with the run.
    public static void note(String text) {
        LINE.say("note " + oneLine(text));
    }

    static String metricName(String name) {
        String safe = String.valueOf(name).replaceAll("[^A-Za-z0-9_./-]", "_");
        return safe.matches("[A-Za-z_].*") ? safe : "_" + safe;
    }

    static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
