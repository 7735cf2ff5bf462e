package wattle.report;

import wattle.comparison.Basis.Input;

/// An input on paper: value, badge, source, and where it was given.
public final class InputText {

    private InputText() {}

    /// `1.12 (1.07–1.2)`, with its unit.
    public static String value(Input input) {
        String unit = input.unit().isEmpty() ? "" : Digits.SPACE + input.unit();
        return Digits.input(input.value().value()) + unit;
    }

    /// Symbol, value, name, badge and source, on lines of their own.
    public static String line(Input input, String symbol, String indent) {
        StringBuilder text = new StringBuilder(indent);
        if (!symbol.isEmpty()) {
            text.append(symbol).append(" = ");
        }
        text.append(value(input))
                .append("  ")
                .append(input.label())
                .append("  (")
                .append(input.key())
                .append(")\n");
        text.append(indent)
                .append("      ")
                .append(input.value().quality().badge())
                .append(' ')
                .append(input.value().quality().word())
                .append(" · ")
                .append(input.value().source().citation());
        if (!input.value().source().url().isEmpty()) {
            text.append(" · ").append(input.value().source().url());
        }
        if (!input.value().source().citation().contains(input.place())) {
            text.append(" · ").append(input.place());
        }
        text.append('\n');
        if (!input.value().note().isEmpty()) {
            text.append(indent).append("      ").append(input.value().note()).append('\n');
        }
        return text.toString();
    }
}
