package wattle.app.reproduction;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import wattle.document.InputFault;
import wattle.document.Location;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Dimension;

/// What a case gives: its own inputs first, then those of its file. A unit may stand in the value (`"180 kbit"`) or at
/// the end of the name (`bW_bits`, `Tk_ms`).
///
/// @param own inputs of the case
/// @param shared inputs of the file
record Given(Node.Mapping own, Optional<Node.Mapping> shared) {

    private static final Pattern ZERO = Pattern.compile("\\s*[-+]?0*\\.?0+([eE][-+]?[0-9]+)?(\\s.*)?");

    /// A value under the name it has in this file.
    private record Found(String name, Node value) {}

    /// Whether the case itself has one of the names, with a value.
    boolean has(String... names) {
        return found(names).filter(f -> !missing(f.value())).isPresent();
    }

    /// Whether one of the names stands in the case with `null`: the file says that it is not known.
    boolean unknown(String... names) {
        return found(names).filter(f -> missing(f.value())).isPresent();
    }

    /// A word or text; empty when it is missing.
    Optional<String> text(String name) {
        return present(name).map(f -> Values.text(f.value()).strip());
    }

    /// The node under a name, for what only its reader understands.
    Optional<Node> node(String name) {
        return present(name).map(Found::value);
    }

    /// A whole number of at least `least`.
    Optional<Long> count(long least, String... names) {
        return present(names).map(f -> Values.count(f.value(), least));
    }

    /// A plain number that is not negative.
    Optional<Double> number(String... names) {
        return amount(Dimension.SCALAR, "", names);
    }

    /// An amount in base units that is not negative.
    ///
    /// @param unit of a plain number whose name ends in none
    Optional<Double> amount(Dimension dimension, String unit, String... names) {
        return present(names).map(f -> {
            double value = Values.amount(withUnit(f, dimension, unit), dimension);
            if (value < 0) {
                throw InputFault.at(
                        f.value(),
                        "'%s' is negative.".formatted(Values.text(f.value())),
                        "Maybe the sign is a slip: %s.".formatted(dimension.example()));
            }
            return value;
        });
    }

    /// An amount that must be there, and above 0.
    double needed(Dimension dimension, String unit, String... names) {
        return positive(dimension, unit, names).orElseThrow(() -> absent(names[0]));
    }

    /// An amount that must be above 0 where it is given.
    Optional<Double> positive(Dimension dimension, String unit, String... names) {
        // Before any unit is applied: 0 bit/J would be an infinite energy of a bit.
        if (present(names)
                .filter(f -> ZERO.matcher(Values.text(f.value())).matches())
                .isPresent()) {
            throw InputFault.at(at(names), path(names), "this must be above 0.", "Maybe " + dimension.example() + ".");
        }
        return amount(dimension, unit, names);
    }

    /// The fault of a name that does not stand here.
    InputFault absent(String name) {
        Optional<String> near = wattle.quantity.Nearest.to(
                name, own.entries().stream().map(Node.Entry::key).toList());
        return InputFault.at(
                own.location(),
                own.pathOf(name),
                "this key is missing.",
                near.map(n -> "Maybe '%s' should be '%s'.".formatted(n, name))
                        .orElse("Maybe add \"%s\" to the inputs.".formatted(name)));
    }

    /// Where a value stands; the inputs themselves when it is absent.
    Location at(String... names) {
        return present(names).map(f -> f.value().location()).orElse(own.location());
    }

    /// The keys that lead to a value.
    String path(String... names) {
        return present(names).map(f -> f.value().path()).orElse(own.path());
    }

    private Optional<Found> present(String... names) {
        return found(names).filter(f -> !missing(f.value()));
    }

    private Optional<Found> found(String... names) {
        Optional<Found> mine = in(own, names);
        return mine.isPresent() ? mine : shared.flatMap(s -> in(s, names));
    }

    private static Optional<Found> in(Node.Mapping mapping, String... names) {
        for (String name : names) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.key().equals(name) || isUnitOf(entry.key(), name)) {
                    return Optional.of(new Found(entry.key(), entry.value()));
                }
            }
        }
        return Optional.empty();
    }

    /// Whether `key` is `name` with a unit behind it: `bW_Mbit`.
    private static boolean isUnitOf(String key, String name) {
        return key.startsWith(name + "_")
                && dimensionOf(key.substring(name.length() + 1)).isPresent();
    }

    private static Optional<Dimension> dimensionOf(String unit) {
        return Dimension.ofUnit(singular(unit));
    }

    private static String singular(String unit) {
        return unit.endsWith("bits") ? unit.substring(0, unit.length() - 1) : unit;
    }

    private static Node withUnit(Found found, Dimension dimension, String unit) {
        if (!(found.value() instanceof Node.Scalar scalar) || !Numbers.isNumber(scalar.text())) {
            return found.value();
        }
        String end = singular(found.name().substring(found.name().lastIndexOf('_') + 1));
        boolean known = found.name().contains("_") && dimension.toBase(1, end).isPresent();
        return new Node.Scalar(
                scalar.location(), scalar.path(), (scalar.text().strip() + " " + (known ? end : unit)).strip(), true);
    }

    private static boolean missing(Node node) {
        return node instanceof Node.Scalar scalar && scalar.isMissing();
    }

    /// The names that stand in the case itself.
    List<String> names() {
        return own.entries().stream().map(Node.Entry::key).toList();
    }
}
