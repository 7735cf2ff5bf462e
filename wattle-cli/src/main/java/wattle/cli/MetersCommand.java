package wattle.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import wattle.app.measuring.Configuration;
import wattle.app.measuring.MeterList;
import wattle.app.measuring.Meters;

/// `wattle meters`.
@Command(
        name = "meters",
        description = "Shows every power meter that can be read here, and how to get at the others.",
        footer = {"", "Examples:", "  wattle meters", "  wattle meters --meters rapl,nvml"})
final class MetersCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--meters", paramLabel = "KIND", split = ",", description = "Look for these kinds only.")
    private List<String> kinds = new ArrayList<>();

    @Override
    public Integer call() {
        Map<String, String> variables = System.getenv();
        Configuration configuration =
                Configuration.of(variables, Path.of(System.getProperty("user.home")), Path.of(""));
        spec.commandLine().getOut().print(MeterList.table(Meters.here(variables, configuration), kinds));
        return Main.DONE;
    }
}
