package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wattle.app.measuring.Configuration;
import wattle.app.measuring.Measure;
import wattle.app.measuring.Meters;
import wattle.app.measuring.RunShelf;
import wattle.app.training.Aggregation;
import wattle.app.training.LearningParadigm;
import wattle.app.training.NotInstalled;
import wattle.app.training.Trainer;
import wattle.app.training.TrainingWish;
import wattle.experiment.Plan;
import wattle.experiment.Until;
import wattle.quantity.Dimension;
import wattle.quantity.QuantityText;

/// `wattle train WORKLOAD`.
@Command(
        name = "train",
        description = "Trains a reference workload until a target, in any way of learning, under every power meter.",
        footer = {
            "",
            "The training runs in a process of its own, and is measured as by wattle measure: its report goes to",
            "standard error, and everything that was read into DIR. Exit code 0 when the target was reached, 1 when it",
            "was not, 3 when the engine or a data set is not on this machine.",
            "",
            "Examples:",
            "  wattle train --list",
            "  wattle train classifier --until 'accuracy>=0.86'",
            "  wattle train classifier --until 'accuracy>=0.8' --paradigm federated --clients 10 --split dirichlet:0.5",
            "  wattle train segmentation --until 'dice>=0.95' --seed 7 --checkpoint unet.safetensors"
        })
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "WORKLOAD", description = "What to train; see --list.")
    private @Nullable String workload;

    @Option(names = "--list", description = "Say what can be trained, and end.")
    private boolean list;

    @Option(names = "--until", paramLabel = "TARGET", description = "Train until this: 'accuracy>=0.86'.")
    private @Nullable String until;

    @Option(names = "--size", paramLabel = "SIZE", description = "A preset of the model; see --list.")
    private @Nullable String size;

    @Option(
            names = "--paradigm",
            paramLabel = "WORD",
            description = "centralised (default), local, federated, hierarchical, decentralised.")
    private LearningParadigm paradigm = LearningParadigm.CENTRALISED;

    @Option(names = "--clients", paramLabel = "N", description = "Who hold the data; 10, but 1 when centralised.")
    private @Nullable Integer clients;

    @Option(names = "--participation", paramLabel = "SHARE", description = "Of the clients that train in a round; 1.")
    private double participation = 1;

    @Option(names = "--local-epochs", paramLabel = "N", description = "Passes of a client in a round; 1.")
    private int localEpochs = 1;

    @Option(names = "--split", paramLabel = "HOW", description = "How data is divided: iid, shards, dirichlet:A.")
    private String split = "iid";

    @Option(names = "--aggregation", paramLabel = "WORD", description = "fedavg (default), fedprox, fedadam.")
    private Aggregation aggregation = Aggregation.FEDAVG;

    @Option(
            names = {"--edges", "--neighbours"},
            paramLabel = "N",
            description = "Edge aggregators (hierarchical), or neighbours of each client (decentralised); 2.")
    private int edges = 2;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random; 1.")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Of the engine; 1. Same number, same weights.")
    private int threads = 1;

    @Option(names = "--epochs", paramLabel = "N", description = "Give up after so many passes over all the data.")
    private @Nullable Double epochs;

    @Option(names = "--checkpoint", paramLabel = "FILE", description = "Written at each evaluation, and gone on from.")
    private @Nullable Path checkpoint;

    @Option(names = "--out", paramLabel = "DIR", description = "Where runs are kept; wattle-runs by default.")
    private @Nullable Path out;

    @Option(names = "--name", paramLabel = "NAME", description = "What to call the run.")
    private @Nullable String name;

    @Option(names = "--baseline", paramLabel = "TIME", description = "Measure the idle machine before and after.")
    private @Nullable String baseline;

    @Option(names = "--meters", paramLabel = "KIND", split = ",", description = "Read these kinds of meter only.")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--unmeasured", description = "Only train, and measure nothing.")
    private boolean unmeasured;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Trainer trainer = Trainer.find()
                .orElseThrow(() -> new NotInstalled(
                        "The engine that trains (wattle-train) is not on the class path.",
                        "Maybe start it as ./wattle train, which fetches it once."));
        if (list) {
            Workloads.print(trainer, spec.commandLine().getOut());
            return Main.DONE;
        }
        TrainingWish wish = wish();
        try {
            trainer.check(wish);
        } catch (IllegalArgumentException e) {
            throw fault(String.valueOf(e.getMessage()));
        }
        PrintWriter err = spec.commandLine().getErr();
        if (unmeasured) {
            return Unmeasured.train(trainer, wish, spec.commandLine().getOut());
        }
        Map<String, String> variables = System.getenv();
        Configuration configuration =
                Configuration.of(variables, Path.of(System.getProperty("user.home")), Path.of(""));
        SignalRelay relay = new SignalRelay(err);
        Signals.forwardTo(relay::on);
        return Measured.once(
                new Measure(Meters.here(variables, configuration), Main.Version.text()),
                measured(wish, configuration, variables),
                err,
                relay);
    }

    private Measure.Wish measured(TrainingWish wish, Configuration configuration, Map<String, String> variables) {
        Path folder = out != null
                ? out
                : configuration.measure("out", variables).map(Path::of).orElse(Path.of(RunShelf.USUAL));
        return new Measure.Wish(
                Unmeasured.command(wish),
                RunShelf.of(folder, configuration.measure("store", variables)),
                facts(wish),
                new Plan.Rhythm(Plan.Rhythm.USUAL.periodS(), baselineS(), Plan.Rhythm.USUAL.graceS()),
                kinds,
                List.of(),
                Optional.of(wish.until()));
    }

    private Map<String, String> facts(TrainingWish wish) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("stage", "train");
        facts.put("name", name == null ? wish.workload() : name);
        facts.put("paradigm", wish.learning().paradigm().word());
        facts.put("tag.workload", wish.workload());
        wish.size().ifPresent(word -> facts.put("tag.size", word));
        facts.put("tag.seed", String.valueOf(seed));
        facts.put("tag.threads", String.valueOf(threads));
        if (paradigm != LearningParadigm.CENTRALISED) {
            facts.put("tag.clients", String.valueOf(wish.learning().clients()));
            facts.put("tag.participation", String.valueOf(participation));
            facts.put("tag.local-epochs", String.valueOf(localEpochs));
            facts.put("tag.split", split);
            facts.put("tag.aggregation", aggregation.word());
        }
        return facts;
    }

    private double baselineS() {
        try {
            double seconds = baseline == null ? 0 : QuantityText.parse(baseline, Dimension.TIME);
            if (seconds < 0) {
                throw fault("--baseline %s: a time is not negative.".formatted(baseline));
            }
            return seconds;
        } catch (IllegalArgumentException e) {
            throw fault("--baseline: " + e.getMessage());
        }
    }

    private TrainingWish wish() {
        if (workload == null) {
            throw fault("what should be trained? Maybe see: wattle train --list");
        }
        if (until == null) {
            throw fault("until when? Maybe --until 'accuracy>=0.86'");
        }
        int many = clients != null ? clients : paradigm == LearningParadigm.CENTRALISED ? 1 : 10;
        atLeastOne("--clients", many);
        atLeastOne("--local-epochs", localEpochs);
        atLeastOne("--edges", edges);
        atLeastOne("--threads", threads);
        if (!(participation > 0 && participation <= 1)) {
            throw fault("--participation %s: a share above 0, at most 1.".formatted(participation));
        }
        if (epochs != null && !(epochs > 0 && epochs < 1e9)) {
            throw fault("--epochs %s: a number above 0.".formatted(epochs));
        }
        Until target;
        try {
            target = Until.of(until);
        } catch (IllegalArgumentException e) {
            throw fault("--until: " + e.getMessage());
        }
        return new TrainingWish(
                workload,
                Optional.ofNullable(size),
                target,
                new TrainingWish.Learning(paradigm, many, participation, localEpochs, split, aggregation, edges),
                new TrainingWish.Execution(
                        seed, threads, Optional.ofNullable(epochs), Optional.ofNullable(checkpoint)));
    }

    private void atLeastOne(String option, int value) {
        if (value < 1) {
            throw fault("%s %d: at least 1.".formatted(option, value));
        }
    }

    private ParameterException fault(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
