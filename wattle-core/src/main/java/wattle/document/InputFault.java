package wattle.document;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Something a person wrote cannot be used. The one exception for bad input; its message is meant for that
/// person.
///
/// ```
/// hospitals.yaml:14:12: places.cloud.count: '-3' is below 0.
/// Maybe 3.
/// ```
public final class InputFault extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int LONGEST = 600;

    private final String file;
    private final @Nullable Location location;
    private final String path;
    private final String what;
    private final String maybe;

    private InputFault(String file, @Nullable Location location, String path, String what, String maybe) {
        super(render(location == null ? file : location.toString(), path, clean(what), clean(maybe)));
        this.file = file;
        this.location = location;
        this.path = path;
        this.what = clean(what);
        this.maybe = clean(maybe);
    }

    /// A fault of a value.
    ///
    /// @param what what is wrong, with the value and its unit; a sentence
    /// @param maybe what may help, beginning with "Maybe"; empty when nothing is known
    public static InputFault at(Node node, String what, String maybe) {
        return at(node.location(), node.path(), what, maybe);
    }

    /// A fault at a place.
    public static InputFault at(Location location, String path, String what, String maybe) {
        return new InputFault(location.file(), location, path, what, maybe);
    }

    /// A fault of a whole file.
    public static InputFault inFile(String file, String what, String maybe) {
        return new InputFault(file, null, "", what, maybe);
    }

    /// A fault of something typed outside of any file, such as an id on the command line.
    public static InputFault of(String what, String maybe) {
        return new InputFault("", null, "", what, maybe);
    }

    /// Locates a message of the form "what, newline, Maybe …", which is how quantities complain.
    public static InputFault at(Node node, IllegalArgumentException complaint) {
        String text = String.valueOf(complaint.getMessage());
        int cut = text.lastIndexOf("\nMaybe ");
        String what = cut < 0 ? text : text.substring(0, cut).strip();
        InputFault fault = at(node, what, cut < 0 ? "" : text.substring(cut + 1));
        fault.initCause(complaint);
        return fault;
    }

    /// The file, as the user typed it; empty when the fault is in no file.
    public String file() {
        return file;
    }

    /// The place in the file, if there is one.
    public Optional<Location> location() {
        return Optional.ofNullable(location);
    }

    /// The keys that lead to the value; empty when the fault is not about one.
    public String path() {
        return path;
    }

    /// What is wrong.
    public String what() {
        return what;
    }

    /// What may help, beginning with "Maybe"; empty when nothing is known.
    public String maybe() {
        return maybe;
    }

    private static String render(String place, String path, String what, String maybe) {
        StringBuilder text = new StringBuilder();
        for (String part : new String[] {place, path}) {
            if (!part.isEmpty()) {
                text.append(part).append(": ");
            }
        }
        text.append(what);
        return maybe.isEmpty()
                ? text.toString()
                : text.append('\n').append(maybe).toString();
    }

    /// A message quotes what stood in the file; it must neither flood the terminal nor steer it.
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (!Character.isISOControl(c) || c == '\n') {
                clean.append(c);
            } else if (c != '\r') {
                clean.append("\\u%04x".formatted((int) c));
            }
        }
        return clean.toString();
    }
}
