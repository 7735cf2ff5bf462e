package wattle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wattle.app.Schemas;

/// `wattle schema`.
@Command(
        name = "schema",
        description = "Prints the JSON Schema of a file format, for editors and checkers.",
        footer = {
            "",
            "Examples:",
            "  wattle schema > scenario.schema.json        the scenario file",
            "  wattle schema compare                       the output of compare --format json",
            "  wattle schema run                           run.json in a run folder",
            "",
            "In an editor with YAML support, put this line on top of a scenario:",
            "  # yaml-language-server: $schema=./scenario.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "scenario (default), compare or run.")
    private String name = "scenario";

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(Schemas.text(name));
        return Main.DONE;
    }
}
