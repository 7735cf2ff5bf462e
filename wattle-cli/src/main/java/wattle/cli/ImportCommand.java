package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wattle.app.measuring.Import;
import wattle.app.measuring.RunShelf;

/// `wattle import FILE...`.
@Command(
        name = "import",
        description = "Makes one run of files that other energy tools wrote; see docs/reference/import.md.",
        footer = {
            "",
            "Examples:",
            "  wattle import emissions.csv",
            "  wattle import kwollect.csv energyscope.csv --name compare-meters",
            "  wattle import gpu.csv --zone Europe/Paris",
            "  wattle import log.txt --as tegrastats"
        })
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of one time on one machine.")
    private List<Path> files = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "Where runs are kept; wattle-runs by default.")
    private Path out = Path.of(RunShelf.USUAL);

    @Option(names = "--name", paramLabel = "NAME", description = "Of the run; the first file's by default.")
    private String name = "";

    @Option(names = "--as", paramLabel = "FORMAT", description = "The format of all files, where it is not seen.")
    private String format = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Where times without an offset were written: Europe/Paris, +02:00; UTC by default.")
    private String zone = "UTC";

    @Override
    public Integer call() throws IOException {
        Import.Done done = Import.run(new Import.Wish(files, out, name, format, zone()), Main.Version.text());
        spec.commandLine().getOut().print(done.text());
        return Main.DONE;
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), "'%s' is not a time zone. Maybe Europe/Paris or +02:00.".formatted(zone), e);
        }
    }
}
