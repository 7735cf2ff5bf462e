package wattle.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import wattle.app.measuring.Measure;
import wattle.experiment.Experiment;
import wattle.experiment.SignalTarget;
import wattle.experiment.Stopped;

/// Runs a command under every meter, for a terminal.
final class Measured {

    private static final int NOT_STARTED = 127;

    private Measured() {}

    /// Measures once, and prints the report.
    ///
    /// @return the exit code
    static int once(Measure measure, Measure.Wish wish, PrintWriter err, SignalTarget control)
            throws IOException, InterruptedException {
        Measure.Done done;
        try (FileOutputStream stdout = new FileOutputStream(FileDescriptor.out);
                LiveView view = LiveView.on(err, wish.until())) {
            // Closing standard output here would close it for good.
            done = measure.run(
                    wish,
                    new Experiment.Output(new Unclosed(stdout, view::clean), new Unclosed(System.err, view::clean)),
                    view,
                    control);
        } catch (Stopped e) {
            return SignalRelay.SIGNALLED + e.signal();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            err.println("wattle: %s".formatted(e.getMessage()));
            return String.valueOf(e.getMessage()).startsWith("Cannot run program") ? NOT_STARTED : Main.FAILURE_INSIDE;
        }
        err.println();
        err.print(done.report());
        err.println("\nKept in %s".formatted(done.run()));
        if (!done.end().left().isEmpty()) {
            err.println("%d processes of the command still run, and are measured no more."
                    .formatted(done.end().left().size()));
        }
        if (done.end().stoppedBy() != 0) {
            err.println("A signal cut the idle time after the command short.");
            return SignalRelay.SIGNALLED + done.end().stoppedBy();
        }
        if (wish.until().isPresent()) {
            int own = done.end().exitCode();
            return done.end().reached() ? Main.DONE : own == 0 ? Main.ANSWER_IS_NO : own;
        }
        return done.end().exitCode();
    }
}
