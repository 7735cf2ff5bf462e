package wattle.app.export;

import java.util.Map;

/// Text that goes into somebody else's document.
final class Words {

    /// What TeX takes for an order, and how to write it as itself.
    private static final Map<Character, String> TEX = Map.ofEntries(
            Map.entry('\\', "\\textbackslash{}"),
            Map.entry('&', "\\&"),
            Map.entry('%', "\\%"),
            Map.entry('$', "\\$"),
            Map.entry('#', "\\#"),
            Map.entry('_', "\\_"),
            Map.entry('{', "\\{"),
            Map.entry('}', "\\}"),
            Map.entry('~', "\\textasciitilde{}"),
            Map.entry('^', "\\textasciicircum{}"),
            Map.entry('–', "--"));

    private Words() {}

    /// The same with ordinary spaces, and none within numbers: what survives a mail and a copy.
    static String plain(String text) {
        return text.replace("\u202f", "").replace('\u00a0', ' ').replace('\u2212', '-');
    }

    /// The same, for TeX.
    static String tex(String text) {
        StringBuilder tex = new StringBuilder();
        for (char c : plain(text).toCharArray()) {
            tex.append(TEX.getOrDefault(c, Character.isISOControl(c) ? " " : String.valueOf(c)));
        }
        return tex.toString();
    }
}
