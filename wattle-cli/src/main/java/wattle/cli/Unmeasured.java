package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import wattle.app.training.Trainer;
import wattle.app.training.TrainingResult;
import wattle.app.training.TrainingWatcher;
import wattle.app.training.TrainingWish;

/// Training in this process: what is measured, when somebody measures.
final class Unmeasured {

    private Unmeasured() {}

    /// The command that does, for whoever measures it.
    static List<String> command(TrainingWish wish) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "--unmeasured",
                wish.workload(),
                "--until=" + wish.until(),
                "--paradigm=" + wish.learning().paradigm().word(),
                "--clients=" + wish.learning().clients(),
                "--participation=" + wish.learning().participation(),
                "--local-epochs=" + wish.learning().localEpochs(),
                "--split=" + wish.learning().split(),
                "--aggregation=" + wish.learning().aggregation().word(),
                "--edges=" + wish.learning().edges(),
                "--seed=" + wish.execution().seed(),
                "--threads=" + wish.execution().threads()));
        wish.size().ifPresent(size -> words.add("--size=" + size));
        wish.execution().most().ifPresent(most -> words.add("--epochs=" + most));
        wish.execution().checkpoint().ifPresent(file -> words.add("--checkpoint=" + file));
        return words;
    }

    /// Trains, and prints how it goes.
    ///
    /// @return the exit code
    static int train(Trainer trainer, TrainingWish wish, PrintWriter out) throws IOException, InterruptedException {
        AtomicInteger signal = new AtomicInteger();
        // At the target whoever measures asks to end; the training ends by itself, with its last words said.
        Signals.forwardTo(number -> signal.compareAndSet(0, number));
        TrainingResult result = trainer.train(wish, new TrainingWatcher() {
            @Override
            public void say(String line) {
                out.println(line);
                out.flush();
            }

            @Override
            public boolean isStopped() {
                return signal.get() != 0;
            }
        });
        out.print(result.report());
        out.flush();
        if (result.reached()) {
            return Main.DONE;
        }
        return result.isStopped() ? SignalRelay.SIGNALLED + signal.get() : Main.ANSWER_IS_NO;
    }
}
