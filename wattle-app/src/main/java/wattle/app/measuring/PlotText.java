package wattle.app.measuring;

/// Texts and numbers as JSON has them.
final class PlotText {

    private PlotText() {}

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    /// A number, or `null` where there is none.
    static String number(String text) {
        return text.isEmpty() ? "null" : text;
    }
}
