package wattle.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wattle.app.Compare;
import wattle.app.Explain;
import wattle.comparison.Answer;

/// `wattle explain FILE FIGURE`.
@Command(
        name = "explain",
        description = "Walks from a figure of an answer to its equation, its inputs and their sources.",
        footer = {
            "",
            "Examples:",
            "  wattle explain examples/hospitals.yaml                          what can be explained",
            "  wattle explain examples/hospitals.yaml federated.energy",
            "  wattle explain examples/hospitals.yaml federated.train.devices",
            "  wattle explain examples/hospitals.yaml places.cloud.pue"
        })
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "The scenario.")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FIGURE",
            description =
                    "paradigm.metric, paradigm.stage.place.activity or any first part of it, or the key of an input.")
    private @Nullable String figure;

    @Option(names = "--depth", paramLabel = "N", description = "How many levels to unfold (default: all).")
    private int depth = Integer.MAX_VALUE;

    @Override
    public Integer call() {
        Answer answer = new Compare(Setup.catalog(), Main.Version.text()).answer(file);
        Explain explain = new Explain(answer);
        spec.commandLine().getOut().print(figure == null ? explain.overview() : explain.figure(figure, depth));
        return Main.DONE;
    }
}
