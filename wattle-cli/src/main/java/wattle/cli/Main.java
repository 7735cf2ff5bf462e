package wattle.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/// The `wattle` command.
@Command(
        name = "wattle",
        description = "What machine learning really costs in energy, and which way of learning costs least.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        subcommands = {
            CompareCommand.class,
            SimulateCommand.class,
            MeasureCommand.class,
            TrainCommand.class,
            MetersCommand.class,
            RunsCommand.class,
            ExporterCommand.class,
            ImportCommand.class,
            DoctorCommand.class,
            ExplainCommand.class,
            CatalogCommand.class,
            SchemaCommand.class,
            ReproduceCommand.class
        },
        footer = {
            "",
            "Start here:  wattle compare examples/hospitals.yaml --html answer.html",
            "Exit codes:  0 done, 1 the answer is no, 2 bad usage or input, 3 no permission or missing device,",
            "             4 failure inside, 128+n killed by signal n."
        })
public final class Main {

    static final int DONE = 0;
    static final int ANSWER_IS_NO = 1;
    static final int BAD_INPUT = 2;
    static final int DENIED = 3;
    static final int FAILURE_INSIDE = 4;

    /// 128 + SIGPIPE, as other programs end when their reader has seen enough.
    static final int CLOSED_PIPE = 141;

    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            // The one answer that scripts ask for in a loop: not worth loading a command line parser.
            System.out.println("wattle " + Version.text());
            return;
        }
        StandardOutput standard = new StandardOutput();
        PrintWriter out = new PrintWriter(standard, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(args, out, err);
        boolean lost = out.checkError();
        if (lost && !standard.isPipeClosed()) {
            err.println("wattle: standard output could not be written (%s); the answer is incomplete."
                    .formatted(standard.failure().map(Throwable::getMessage).orElse("unknown")));
        }
        err.flush();
        int lostCode = standard.isPipeClosed() ? CLOSED_PIPE : FAILURE_INSIDE;
        System.exit(lost && code == DONE ? lostCode : code);
    }

    /// Runs one command.
    ///
    /// @return the exit code
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        // The same bytes in every country: numbers in messages follow no locale.
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, _) -> Faults.report(e, command.getErr()))
                .setParameterExceptionHandler(Faults::usage);
        // What follows the measured command's name is its own, with or without "--" before it.
        line.getSubcommands().values().stream()
                .filter(command -> command.getCommand() instanceof MeasureCommand)
                .forEach(command -> command.setStopAtPositional(true));
        if (args.length == 0) {
            line.usage(out);
            return BAD_INPUT;
        }
        return line.execute(args);
    }

    /// Reads the version from the jar.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"wattle " + text()};
        }

        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return version == null ? "0.1.0-SNAPSHOT" : version;
        }
    }
}
