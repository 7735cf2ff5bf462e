package wattle.document;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// Says a parser's complaint in words for people.
final class SyntaxFault {

    private SyntaxFault() {}

    static InputFault of(MarkedYamlEngineException complaint, String file) {
        String problem = String.valueOf(complaint.getProblem());
        Optional<Location> place =
                locate(complaint.getProblemMark(), file).or(() -> locate(complaint.getContextMark(), file));
        String what;
        String maybe;
        if (problem.contains("TAB") || problem.contains("\\t")) {
            what = "a tab stands here, but only spaces may indent.";
            maybe = "Maybe replace each tab by two spaces.";
        } else {
            String context = complaint.getContext() == null ? "" : complaint.getContext() + ", ";
            what = "this is not well-formed YAML: " + context + problem + ".";
            maybe = hint(problem);
        }
        InputFault fault =
                place.isPresent() ? InputFault.at(place.get(), "", what, maybe) : InputFault.inFile(file, what, maybe);
        fault.initCause(complaint);
        return fault;
    }

    private static String hint(String problem) {
        if (problem.contains("mapping values are not allowed")) {
            return "Maybe the text contains ': ' and must be quoted, or the line is indented too far.";
        }
        if (problem.contains("cannot start any token") || problem.contains("unknown escape")) {
            return "Maybe the text must be quoted with '…'.";
        }
        if (problem.contains("end of stream") || problem.contains("stream end")) {
            return "Maybe a closing quote or bracket is missing.";
        }
        return "Maybe this line is indented differently from its neighbours, or a ':', ',' or quote is missing.";
    }

    /// Marks count from 0, people from 1.
    static Optional<Location> locate(Optional<Mark> mark, String file) {
        return mark.map(found -> new Location(file, found.getLine() + 1, found.getColumn() + 1));
    }
}
