package wattle.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Breaks a scenario text the way people do: lines lost, doubled and swapped, keys misspelt, units mixed up,
/// numbers
/// made negative or absurd, words put where numbers belong, and characters that no keyboard makes.
public final class Mutations {

    private static final List<String> UNITS = List.of(
            "W", "kW", "J", "kWh", "MB", "Mbit", "kbit/J", "Mbit/s", "days", "year", "%", "TFLOP", "TFLOP/s", "g/kWh",
            "kg", "");
    private static final List<String> VALUES = List.of(
            "-1",
            "0",
            "1e308",
            "1e-308",
            "NaN",
            "Infinity",
            "-0",
            "99999999999999999999",
            "null",
            "~",
            "[]",
            "{}",
            "[1, 2",
            "{a: 1",
            "'",
            "\"",
            "&a [*a]",
            "*unknown",
            "!!java.lang.Runtime x",
            "yes",
            "cloud",
            "12..",
            "..3",
            "9..3 W",
            "5 ± W",
            "1,5 W",
            "0x10",
            "1_0_0",
            "|",
            ">",
            "? a",
            "\u0000",
            "\ufeff",
            "𝟙",
            "٣ W",
            "5 W # x");

    private final SplittableRandom random;

    /// @param seed of the mutations
    public Mutations(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// A text with one to four faults.
    public String of(String text) {
        String result = text;
        int faults = 1 + random.nextInt(4);
        for (int i = 0; i < faults; i++) {
            result = once(result);
        }
        return result;
    }

    private String once(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        if (lines.isEmpty()) {
            return VALUES.get(random.nextInt(VALUES.size()));
        }
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(12)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> lines.set(at, lines.set(random.nextInt(lines.size()), line));
            case 3 -> lines.set(at, misspelt(line));
            case 4 -> lines.set(at, withValue(line, VALUES.get(random.nextInt(VALUES.size()))));
            case 5 -> lines.set(at, withUnit(line));
            case 6 -> lines.set(at, line.replaceFirst("(\\d)", "-$1"));
            case 7 -> lines.set(at, " ".repeat(random.nextInt(5)) + line);
            case 8 -> lines.set(at, line.replaceFirst("^ {1,4}", ""));
            case 9 -> lines.set(at, line.replaceFirst("\\d+", String.valueOf(random.nextLong())));
            case 10 -> lines.set(at, spliced(line));
            default -> {
                return text.substring(0, random.nextInt(text.length() + 1));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private String misspelt(String line) {
        int colon = line.indexOf(':');
        if (colon < 2) {
            return line + "x";
        }
        int at = random.nextInt(colon);
        return line.substring(0, at) + line.substring(at + 1);
    }

    private static String withValue(String line, String value) {
        int colon = line.indexOf(':');
        return colon < 0 ? value : line.substring(0, colon + 1) + " " + value;
    }

    private String withUnit(String line) {
        String unit = UNITS.get(random.nextInt(UNITS.size()));
        return line.replaceFirst("(\\d) ?(?:[a-zA-Z/%]+)", "$1 " + unit);
    }

    private String spliced(String line) {
        int at = random.nextInt(line.length() + 1);
        String odd = String.valueOf((char) random.nextInt(0x2fff));
        return line.substring(0, at) + odd + line.substring(at);
    }
}
