package wattle.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// Runs a command inside another program, which then gets what the terminal would have shown.
public final class Commands {

    private Commands() {}

    /// @param code exit code
    /// @param out what would have gone to standard output
    /// @param err what would have gone to standard error
    public record Result(int code, String out, String err) {}

    /// Runs `wattle ARGS` without ending the process.
    public static Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
        return new Result(code, out.toString(), err.toString());
    }
}
