package wattle.cli;

import java.io.PrintWriter;
import wattle.app.training.Trainer;
import wattle.app.training.WorkloadCard;

/// What can be trained, as a list for people.
final class Workloads {

    private Workloads() {}

    static void print(Trainer trainer, PrintWriter out) {
        for (WorkloadCard card : trainer.workloads()) {
            out.println("%-14s %s".formatted(card.name(), card.what()));
            out.println("%-14s metric %s; sizes %s".formatted("", card.metric(), String.join(", ", card.sizes())));
        }
        out.flush();
    }
}
