package wattle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wattle.catalog.Catalog;
import wattle.catalog.UserCatalog;
import wattle.report.CatalogReport;

/// `wattle catalog search|show|add`.
@Command(
        name = "catalog",
        description = "The sourced constants: devices, networks, grids, models, convergence, measured runs.",
        subcommands = {CatalogCommand.Search.class, CatalogCommand.Show.class, CatalogCommand.Add.class},
        footer = {
            "",
            "Examples:",
            "  wattle catalog search jetson",
            "  wattle catalog show a100-sxm4-80gb",
            "  wattle catalog add mine.yaml"
        })
final class CatalogCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Main.BAD_INPUT;
    }

    /// How entries are printed.
    enum Format {
        TABLE,
        JSON,
        CSV,
        MARKDOWN
    }

    /// Finds entries by words.
    @Command(name = "search", description = "Finds entries whose id, name, kind or notes contain all the words.")
    static final class Search implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(arity = "1..*", paramLabel = "WORD")
        private List<String> words = List.of();

        @Option(names = "--format", paramLabel = "FORMAT", description = "table (default), json, csv or markdown.")
        private Format format = Format.TABLE;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            var found = Setup.catalog().search(String.join(" ", words));
            out.print(CatalogReport.list(found, CatalogReport.Form.valueOf(format.name())));
            if (found.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("Nothing in the catalogue matches '" + String.join(" ", words) + "'.");
                return Main.ANSWER_IS_NO;
            }
            return Main.DONE;
        }
    }

    /// Shows one entry.
    @Command(name = "show", description = "Shows every value of an entry with range, unit, quality and source.")
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--format", paramLabel = "FORMAT", description = "table (default), json, csv or markdown.")
        private Format format = Format.TABLE;

        @Override
        public Integer call() {
            var found = CatalogReport.find(Setup.catalog(), id);
            spec.commandLine().getOut().print(CatalogReport.show(found, CatalogReport.Form.valueOf(format.name())));
            return Main.DONE;
        }
    }

    /// Adds a user's entries.
    @Command(
            name = "add",
            description =
                    "Checks a file of your own entries and keeps a copy; they extend or override the built-in ones.")
    static final class Add implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "FILE")
        private @Nullable Path file;

        @Override
        public Integer call() {
            Path given = Optional.ofNullable(file).orElse(Path.of(""));
            UserCatalog.Addition addition = Setup.userCatalog().add(given, Catalog.builtIn());
            spec.commandLine().getOut().print(CatalogReport.added(addition));
            return Main.DONE;
        }
    }
}
