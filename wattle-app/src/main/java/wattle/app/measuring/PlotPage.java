package wattle.app.measuring;

/// A page of text and pictures that needs nothing beside itself: no script, no font, no network.
final class PlotPage {

    private static final String STYLE = """
            :root { --paper: #fff; --ink: #1b1f24; --faint: #d8dee4; --soft: #57606a; --one: #0969da; --two: #bc4c00;
              --line: #8250df; color-scheme: light dark; }
            @media (prefers-color-scheme: dark) { :root { --paper: #0d1117; --ink: #e6edf3; --faint: #30363d;
              --soft: #9198a1; --one: #4493f8; --two: #f0883e; --line: #ab7df8; } }
            body { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif;
              max-width: 820px; margin: 2em auto; padding: 0 1em; }
            h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; } h3 { font-size: 1em; margin-bottom: 0; }
            table { border-collapse: collapse; font-size: .9em; } td, th { padding: .2em .8em .2em 0; text-align: right; }
            td:first-child, th:first-child { text-align: left; } th { color: var(--soft); font-weight: 500; }
            svg { width: 100%; height: auto; } .grid { stroke: var(--faint); } .tick { font-size: 11px; fill: var(--soft); }
            .axis { font-size: 12px; fill: var(--soft); } polyline { fill: none; stroke-width: 1.4; }
            polyline.one { stroke: var(--one); } polyline.two { stroke: var(--two); }
            polyline.fit, line.fit { stroke: var(--line); stroke-width: 1.6; } line.limit { stroke: var(--two);
              stroke-dasharray: 5 4; } circle.one { fill: var(--one); opacity: .55; }
            .key.one { color: var(--one); } .key.two { color: var(--two); } .key.fit { color: var(--line); }
            .key { font-weight: 600; } .soft, .none { color: var(--soft); }
            """;

    private final StringBuilder body = new StringBuilder();
    private final String title;

    PlotPage(String title) {
        this.title = title;
    }

    PlotPage head(int level, String text) {
        body.append("<h%d>%s</h%d>\n".formatted(level, PlotChart.escaped(text), level));
        return this;
    }

    PlotPage text(String text) {
        body.append("<p>").append(PlotChart.escaped(text)).append("</p>\n");
        return this;
    }

    /// A line that says which colour is what: class and word in turns.
    PlotPage key(String... classesAndWords) {
        body.append("<p class=\"soft\">");
        for (int i = 0; i + 1 < classesAndWords.length; i += 2) {
            body.append(i > 0 ? " · " : "")
                    .append("<span class=\"key %s\">%s</span>"
                            .formatted(classesAndWords[i], PlotChart.escaped(classesAndWords[i + 1])));
        }
        body.append("</p>\n");
        return this;
    }

    /// Something that is HTML already.
    PlotPage raw(String html) {
        body.append(html);
        return this;
    }

    PlotPage table(java.util.List<java.util.List<String>> rows) {
        body.append("<table>\n");
        for (int i = 0; i < rows.size(); i++) {
            String tag = i == 0 ? "th" : "td";
            body.append("<tr>");
            rows.get(i).forEach(cell -> body.append("<%s>%s</%s>".formatted(tag, PlotChart.escaped(cell), tag)));
            body.append("</tr>\n");
        }
        body.append("</table>\n");
        return this;
    }

    String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
                + PlotChart.escaped(title) + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n" + body
                + "</body>\n</html>\n";
    }
}
