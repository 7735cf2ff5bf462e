package wattle.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import wattle.app.measuring.Configuration;
import wattle.app.measuring.MeterList;
import wattle.app.measuring.Meters;

/// `wattle doctor`.
@Command(
        name = "doctor",
        description = "Says of each meter whether it works, why not, and the exact command that mends it.",
        footer = {"", "Example:", "  wattle doctor"})
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Map<String, String> variables = System.getenv();
        Configuration configuration =
                Configuration.of(variables, Path.of(System.getProperty("user.home")), Path.of(""));
        spec.commandLine().getOut().print(MeterList.doctor(Meters.here(variables, configuration)));
        return Main.DONE;
    }
}
