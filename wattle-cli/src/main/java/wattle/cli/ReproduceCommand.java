package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wattle.app.Reproduce;
import wattle.app.Reproduction;

/// `wattle reproduce`.
@Command(
        name = "reproduce",
        description =
                "Replays published comparisons, cell by cell: published, computed, difference, within tolerance or not.",
        footer = {
            "",
            "Examples:",
            "  wattle reproduce                         the built-in cases, equations as written",
            "  wattle reproduce --as-published          downlink receivers = all devices, as the tables imply",
            "  wattle reproduce --case my-table.json"
        })
final class ReproduceCommand implements Callable<Integer> {

    /// How cells are printed.
    enum Format {
        TABLE,
        JSON,
        CSV,
        MARKDOWN
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--case", paramLabel = "FILE", description = "A file of cases, or a folder of such files.")
    private List<Path> cases = List.of();

    @Option(
            names = "--as-published",
            description =
                    "Count all devices as receivers of the model, which the published tables imply against eq. (9).")
    private boolean asPublished;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (default), json, csv or markdown.")
    private Format format = Format.TABLE;

    @Parameters(hidden = true, arity = "0..*")
    private List<Path> more = List.of();

    @Override
    public Integer call() throws IOException {
        List<Path> files = new java.util.ArrayList<>(cases);
        files.addAll(more);
        Reproduction result = new Reproduce(Setup.catalog()).replay(files, asPublished);
        spec.commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case TABLE -> result.table();
                            case JSON -> result.json();
                            case CSV -> result.csv();
                            case MARKDOWN -> result.markdown();
                        });
        return Main.DONE;
    }
}
