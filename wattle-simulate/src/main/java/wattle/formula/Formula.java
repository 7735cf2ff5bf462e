package wattle.formula;

import java.util.List;
import wattle.quantity.Cited;
import wattle.quantity.Dimension;
import wattle.quantity.Range;

/// One node of a calculation. Building a sum of unlike units throws at once, so that a wrong formula never
/// runs.
///
/// Nodes are shared by identity: a figure that stands in two formulas is computed once.
public sealed interface Formula {

    /// The unit of the value.
    Unit unit();

    /// A number that went in, with everything a sceptic may ask about it.
    ///
    /// @param key stable name: `cloud.pue`
    /// @param symbol as it stands in formulas
    /// @param label as a person says it
    /// @param dimension of the value
    /// @param value in the base unit of its dimension
    /// @param place `file:line:column`, `catalogue` or `default`
    record Input(String key, String symbol, String label, Dimension dimension, Cited<Range> value, String place)
            implements Formula {

        @Override
        public Unit unit() {
            return Unit.of(dimension);
        }
    }

    /// A number that belongs to a law and not to a scenario, such as the 2 in `m (m + 1) / 2`.
    record Constant(double value, Unit unit) implements Formula {}

    /// A number that a simulation comes to: known only after it ran. It may stand in formulas like any other.
    ///
    /// @param symbol as it stands in formulas
    /// @param label as a person says it
    record Simulated(String symbol, String label, Unit unit) implements Formula {}

    /// A sum; an empty one is zero.
    record Sum(List<Formula> terms, Unit unit) implements Formula {
        public Sum {
            terms = List.copyOf(terms);
            for (Formula term : terms) {
                requireSame(unit, term.unit());
            }
        }
    }

    /// Two operands joined by an operator.
    record Binary(Operator operator, Formula left, Formula right, Unit unit) implements Formula {}

    /// The next whole number.
    record Ceiling(Formula of) implements Formula {
        @Override
        public Unit unit() {
            return of.unit();
        }
    }

    /// A figure with a name of its own: what a person can ask `explain` for.
    ///
    /// @param symbol as it stands in formulas
    /// @param label as a person says it
    /// @param equation where `docs/method` derives it
    /// @param body how it is computed
    record Figure(String symbol, String label, Equation equation, Formula body) implements Formula {
        @Override
        public Unit unit() {
            return body.unit();
        }
    }

    /// What joins two operands.
    enum Operator {
        MINUS("−"),
        TIMES("·"),
        OVER("/"),
        LARGER("max"),
        SMALLER("min");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /// `this · other`.
    default Formula times(Formula other) {
        return new Binary(Operator.TIMES, this, other, unit().times(other.unit()));
    }

    /// `this · factor`, for a factor that belongs to the law.
    default Formula times(double factor) {
        return factor == 1 ? this : times(Formula.constant(factor));
    }

    /// `this / other`.
    default Formula over(Formula other) {
        return new Binary(Operator.OVER, this, other, unit().over(other.unit()));
    }

    /// `this + other`.
    default Formula plus(Formula other) {
        return sum(unit(), List.of(this, other));
    }

    /// `this − other`.
    default Formula minus(Formula other) {
        requireSame(unit(), other.unit());
        return new Binary(Operator.MINUS, this, other, unit());
    }

    /// The larger of both.
    default Formula atLeast(Formula other) {
        requireSame(unit(), other.unit());
        return new Binary(Operator.LARGER, this, other, unit());
    }

    /// The smaller of both.
    default Formula atMost(Formula other) {
        requireSame(unit(), other.unit());
        return new Binary(Operator.SMALLER, this, other, unit());
    }

    /// Gives this calculation a name.
    default Figure named(String symbol, String label, Equation equation) {
        return new Figure(symbol, label, equation, this);
    }

    /// A number without a unit.
    static Formula constant(double value) {
        return new Constant(value, Unit.ONE);
    }

    /// Nothing, in a unit.
    static Formula zero(Unit unit) {
        return new Constant(0, unit);
    }

    /// A sum of like terms.
    static Formula sum(Unit unit, List<? extends Formula> terms) {
        return new Sum(List.copyOf(terms), unit);
    }

    private static void requireSame(Unit a, Unit b) {
        if (!a.equals(b)) {
            throw new IllegalArgumentException("a formula adds or compares unlike units: %s and %s".formatted(a, b));
        }
    }
}
