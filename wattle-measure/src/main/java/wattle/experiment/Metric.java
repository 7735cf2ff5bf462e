package wattle.experiment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A metric that is found in a program's output by a regular expression with one group: `val_dice=([0-9.]+)`.
///
/// @param name the words before the group, without what joins them: `val_dice`
/// @param pattern has a group that is a number
public record Metric(String name, Pattern pattern) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

    /// `NAME:REGEX`. What goes on with a blank or with the value itself is a line's own colon, `val_acc: ([0-9.]+)`:
    /// as a name it would take the first number of any line.
    private static final Pattern NAMED = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]*):(?![/\\s(]|\\\\s|\\[ )(.*\\(.*)");

    /// Reads `REGEX` or `NAME:REGEX`.
    ///
    /// @throws IllegalArgumentException with a message for people
    public static Metric of(String text) {
        Matcher named = NAMED.matcher(text);
        String regex = named.matches() ? named.group(2) : text;
        Pattern pattern;
        try {
            pattern = Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'%s' is not a regular expression: %s.".formatted(regex, e.getDescription()), e);
        }
        if (pattern.matcher("").groupCount() != 1) {
            throw new IllegalArgumentException(
                    "'%s' has %d groups, but the metric's value is the one group in parentheses. Maybe 'val_dice=([0-9.]+)'."
                            .formatted(regex, pattern.matcher("").groupCount()));
        }
        if (named.matches()) {
            return new Metric(named.group(1), pattern);
        }
        Matcher name = NAME.matcher(regex.substring(0, regex.indexOf('(')).replaceAll("\\\\.", " "));
        if (!name.find()) {
            throw new IllegalArgumentException(
                    "'%s' does not say how its metric is called. Maybe 'val_dice:%s'.".formatted(regex, regex));
        }
        return new Metric(name.group(), pattern);
    }

    /// The value in a line, if it has one.
    Optional<Double> in(String line) {
        Matcher matcher = pattern.matcher(line);
        try {
            if (!matcher.find()) {
                return Optional.empty();
            }
        } catch (StackOverflowError e) {
            // Some patterns recurse for each letter; a line too long for one has no value of this metric.
            return Optional.empty();
        }
        try {
            return Optional.of(Double.parseDouble(matcher.group(1)));
        } catch (NumberFormatException | NullPointerException e) {
            // The group matched something that is not a number: not a value of this metric.
            return Optional.empty();
        }
    }
}
