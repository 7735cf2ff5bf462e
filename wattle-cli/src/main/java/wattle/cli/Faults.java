package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import wattle.app.training.NotInstalled;
import wattle.document.InputFault;

/// Turns what went wrong into one message and an exit code. A stack trace is never shown for bad input; for a
/// failure
/// inside it is, because whoever reads it is asked to report it.
final class Faults {

    private Faults() {}

    static int report(Exception fault, PrintWriter err) {
        return switch (fault) {
            case InputFault input -> {
                err.println(input.getMessage());
                yield Main.BAD_INPUT;
            }
            case NotInstalled missing -> {
                err.println("wattle: " + missing.getMessage());
                yield Main.DENIED;
            }
            case AccessDeniedException denied -> {
                err.println("wattle: no permission for " + denied.getFile() + ".");
                err.println("Maybe choose another folder, or ask for access to this one.");
                yield Main.DENIED;
            }
            case FileSystemException file -> {
                err.println("wattle: cannot write or read " + file.getFile() + ": "
                        + (file.getReason() == null ? file.getClass().getSimpleName() : file.getReason()) + ".");
                err.println("Maybe the folder does not exist, or the disk is full.");
                yield Main.BAD_INPUT;
            }
            case IOException io -> {
                err.println("wattle: reading or writing failed: " + io.getMessage());
                yield Main.FAILURE_INSIDE;
            }
            default -> {
                err.println("wattle: this is a fault of Wattle, not of your input. Please report it with these lines:");
                fault.printStackTrace(err);
                yield Main.FAILURE_INSIDE;
            }
        };
    }

    static int usage(ParameterException fault, String[] args) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("wattle: " + fault.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(fault, err)) {
            err.println("Maybe see: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return Main.BAD_INPUT;
    }
}
