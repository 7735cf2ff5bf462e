package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import wattle.document.InputFault;
import wattle.document.Values;
import wattle.experiment.Metric;
import wattle.experiment.Plan;
import wattle.experiment.Until;
import wattle.quantity.Dimension;
import wattle.quantity.Nearest;
import wattle.quantity.QuantityText;
import wattle.run.Stage;

/// `wattle measure -- COMMAND`.
@Command(
        name = "measure",
        description = "Runs a command under every power meter this machine has, and says what it cost.",
        footer = {
            "",
            "The command's input, output, signals and exit code are its own. The report goes to standard error, and",
            "everything that was read into DIR, from where it can be worked out again: wattle runs.",
            "With --until, the exit code is 0 when the target was reached and 1 when the command ended before.",
            "A command that cannot be started gives 127.",
            "",
            "Examples:",
            "  wattle measure -- python3 train.py",
            "  wattle measure --baseline 30s --name unet --tag parameters=7.8e6 -- python3 train.py",
            "  wattle measure --metric 'val_dice=([0-9.]+)' --until 'val_dice>=0.85' -- python3 train.py"
        })
final class MeasureCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The command, after --, with its arguments.")
    private List<String> command = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Where runs are kept; wattle-runs by default.")
    private @Nullable Path out;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "A data base that holds the readings instead of DIR: jdbc:postgresql://HOST/BASE?user=NAME.")
    private @Nullable String store;

    @Option(names = "--name", paramLabel = "NAME", description = "What to call the run.")
    private String name = "";

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "To keep with the run; parameters, flops, model_bytes and samples become its costs.")
    private Map<String, String> tags = new LinkedHashMap<>();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            description = "What the command is in a model's life: train (default), prepare, evaluate, infer, …")
    private String stage = "train";

    @Option(
            names = "--baseline",
            paramLabel = "TIME",
            description = "Measure the idle machine so long before and after, to tell net from gross energy.")
    private @Nullable String baseline;

    @Option(names = "--period", paramLabel = "TIME", description = "Time between reads; 100 ms by default.")
    private @Nullable String period;

    @Option(
            names = "--meters",
            paramLabel = "KIND",
            split = ",",
            description = "Read these kinds of meter only; see wattle meters.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--metric",
            paramLabel = "REGEX",
            description = "Find a metric in the command's output: 'val_dice=([0-9.]+)', or 'dice:REGEX' to name it.")
    private List<String> metrics = new ArrayList<>();

    @Option(
            names = "--until",
            paramLabel = "TARGET",
            description = "End the command when a metric gets there: 'val_dice>=0.85'.")
    private @Nullable String until;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            description = "Time the command gets to end by itself at the target, before it is killed; 10 s by default.")
    private @Nullable String grace;

    @Option(names = "--repeat", paramLabel = "N", description = "Measure so many times; a single run proves little.")
    private int repeat = 1;

    @Option(names = "--cooldown", paramLabel = "TIME", description = "Time between repetitions.")
    private @Nullable String cooldown;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> variables = System.getenv();
        Configuration configuration =
                Configuration.of(variables, Path.of(System.getProperty("user.home")), Path.of(""));
        Measure measure = new Measure(Meters.here(variables, configuration), Main.Version.text());
        Measure.Wish wish = wish(configuration, variables);
        PrintWriter err = spec.commandLine().getErr();
        SignalRelay relay = new SignalRelay(err);
        Signals.forwardTo(relay::on);
        if (repeat < 1) {
            throw new ParameterException(spec.commandLine(), "--repeat %d: at least 1.".formatted(repeat));
        }
        double pauseS = cooldown == null ? 0 : seconds("--cooldown", cooldown);
        int code = Main.DONE;
        for (int i = 0; i < repeat; i++) {
            if (i > 0) {
                Thread.sleep(Math.round(pauseS * 1000));
            }
            code = Measured.once(measure, wish, err, relay);
            if (code != Main.DONE && code != Main.ANSWER_IS_NO) {
                return code;
            }
        }
        return code;
    }

    private Measure.Wish wish(Configuration configuration, Map<String, String> variables) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("stage", stage());
        if (!name.isBlank()) {
            facts.put("name", name);
        }
        tags.forEach((key, value) -> facts.put("tag." + key, value));
        Path folder = out != null
                ? out
                : configuration.measure("out", variables).map(Path::of).orElse(Path.of(RunShelf.USUAL));
        return new Measure.Wish(
                command,
                RunShelf.of(folder, Optional.ofNullable(setting(store, "store", configuration, variables))),
                facts,
                new Plan.Rhythm(
                        seconds("period", period, 0.1, configuration, variables),
                        seconds("baseline", baseline, 0, configuration, variables),
                        seconds("grace", grace, 10, configuration, variables)),
                kinds,
                metrics.stream()
                        .map(text -> parsed("--metric", () -> Metric.of(text)))
                        .toList(),
                Optional.ofNullable(until).map(text -> parsed("--until", () -> Until.of(text))));
    }

    private static @Nullable String setting(
            @Nullable String flag, String name, Configuration configuration, Map<String, String> variables) {
        return flag != null ? flag : configuration.measure(name, variables).orElse(null);
    }

    /// A time by its option, or by its setting, whose faults have a place.
    private double seconds(
            String name,
            @Nullable String flag,
            double otherwise,
            Configuration configuration,
            Map<String, String> variables) {
        if (flag != null) {
            return seconds("--" + name, flag);
        }
        return configuration
                .setting(name, variables)
                .map(node -> {
                    double seconds = Values.amount(node, Dimension.TIME);
                    if (seconds < 0) {
                        throw InputFault.at(node, "a time is not negative.", "Maybe without the sign.");
                    }
                    return seconds;
                })
                .orElse(otherwise);
    }

    private double seconds(String option, String text) {
        double seconds = parsed(option, () -> QuantityText.parse(text, Dimension.TIME));
        if (seconds < 0) {
            throw new ParameterException(spec.commandLine(), option + " " + text + ": a time is not negative.");
        }
        return seconds;
    }

    private <T> T parsed(String option, java.util.function.Supplier<T> parse) {
        try {
            return parse.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }

    private String stage() {
        List<String> words = Arrays.stream(Stage.values()).map(Stage::word).toList();
        String word = stage.toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--stage: '%s' is no stage of a model's life. Maybe %s."
                            .formatted(
                                    stage,
                                    Nearest.to(word, words)
                                            .map(near -> "'" + near + "'")
                                            .orElse("one of " + String.join(", ", words))));
        }
        return word;
    }
}
