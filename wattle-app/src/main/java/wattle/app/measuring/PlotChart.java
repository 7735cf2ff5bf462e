package wattle.app.measuring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A small picture of points and lines over two axes, as inline SVG. Colours are classes of the page's style, so that
/// it is right in the light and in the dark.
final class PlotChart {

    private static final int WIDTH = 760;
    private static final int LEFT = 70;
    private static final int RIGHT = 16;
    private static final int TOP = 14;
    private static final int BOTTOM = 46;

    /// More than this nobody sees in a picture of this width.
    private static final int MOST_POINTS = 3000;

    private static final int TICKS = 6;

    private final int height;
    private final boolean log;
    private final String xLabel;
    private final String yLabel;
    private final List<Layer> layers = new ArrayList<>();
    private double left = Double.POSITIVE_INFINITY;
    private double right = Double.NEGATIVE_INFINITY;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    /// @param log whether both axes are logarithmic; values must be positive then
    PlotChart(int height, boolean log, String xLabel, String yLabel) {
        this.height = height;
        this.log = log;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /// One value of a series.
    record Point(double x, double y) {}

    private record Layer(String kind, String style, List<Point> points, String label) {}

    /// A line through points, of the class `style`.
    PlotChart line(String style, List<Point> points) {
        return add(new Layer("line", style, thinned(points), ""));
    }

    /// Dots, of the class `style`.
    PlotChart dots(String style, List<Point> points) {
        return add(new Layer("dots", style, thinned(points), ""));
    }

    /// A level across the picture, with a word at its end.
    PlotChart level(String style, double y, String label) {
        if (!layers.isEmpty()) {
            add(new Layer("level", style, List.of(new Point(left, y)), label));
        }
        return this;
    }

    /// The picture.
    ///
    /// @param title what is read out where it is not seen
    String svg(String title) {
        if (layers.isEmpty() || !(right >= left)) {
            return "<p class=\"none\">Nothing to draw.</p>\n";
        }
        pad();
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                .formatted(WIDTH, height, escaped(title)));
        axes(svg);
        for (Layer layer : layers) {
            switch (layer.kind()) {
                case "line" -> polyline(svg, layer);
                case "dots" ->
                    layer.points()
                            .forEach(point -> svg.append("<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"2\"/>\n"
                                    .formatted(layer.style(), number(x(point.x())), number(y(point.y())))));
                default -> level(svg, layer);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private PlotChart add(Layer layer) {
        for (Point point : layer.points()) {
            left = Math.min(left, scaled(point.x()));
            right = Math.max(right, scaled(point.x()));
            low = Math.min(low, scaled(point.y()));
            high = Math.max(high, scaled(point.y()));
        }
        layers.add(layer);
        return this;
    }

    private static List<Point> thinned(List<Point> points) {
        int every = Math.max(1, points.size() / MOST_POINTS);
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i += every) {
            kept.add(points.get(i));
        }
        return kept;
    }

    private void pad() {
        double wide = right > left ? 0.03 * (right - left) : 1;
        double tall = high > low ? 0.06 * (high - low) : 1;
        left -= wide;
        right += wide;
        low -= tall;
        high += tall;
    }

    private void axes(StringBuilder svg) {
        for (double tick : ticks(left, right)) {
            double x = place(tick, left, right, LEFT, WIDTH - RIGHT);
            svg.append("<line class=\"grid\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>\n"
                    .formatted(number(x), TOP, number(x), height - BOTTOM));
            svg.append("<text class=\"tick\" x=\"%s\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
                    .formatted(number(x), height - BOTTOM + 16, label(tick)));
        }
        for (double tick : ticks(low, high)) {
            double y = place(tick, low, high, height - BOTTOM, TOP);
            svg.append("<line class=\"grid\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/>\n"
                    .formatted(LEFT, number(y), WIDTH - RIGHT, number(y)));
            svg.append("<text class=\"tick\" x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>\n"
                    .formatted(LEFT - 6, number(y + 4), label(tick)));
        }
        svg.append("<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>\n"
                .formatted((LEFT + WIDTH - RIGHT) / 2, height - 8, escaped(xLabel)));
        svg.append(
                "<text class=\"axis\" x=\"14\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 14 %d)\">%s</text>\n"
                        .formatted((TOP + height - BOTTOM) / 2, (TOP + height - BOTTOM) / 2, escaped(yLabel)));
    }

    private void polyline(StringBuilder svg, Layer layer) {
        svg.append("<polyline class=\"").append(layer.style()).append("\" points=\"");
        layer.points()
                .forEach(point -> svg.append(number(x(point.x())))
                        .append(',')
                        .append(number(y(point.y())))
                        .append(' '));
        svg.append("\"/>\n");
    }

    private void level(StringBuilder svg, Layer layer) {
        double y = y(layer.points().getFirst().y());
        svg.append("<line class=\"%s\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/>\n"
                .formatted(layer.style(), LEFT, number(y), WIDTH - RIGHT, number(y)));
        svg.append("<text class=\"tick\" x=\"%d\" y=\"%s\" text-anchor=\"end\">%s</text>\n"
                .formatted(WIDTH - RIGHT - 4, number(y - 4), escaped(layer.label())));
    }

    /// Round numbers.
    private List<Double> ticks(double from, double to) {
        if (log) {
            return decades(from, to);
        }
        double raw = (to - from) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double share = raw / power;
        double step = (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10) * power;
        List<Double> ticks = new ArrayList<>();
        for (double tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
            ticks.add(Math.abs(tick) < step * 1e-9 ? 0 : tick);
        }
        return ticks;
    }

    /// Powers of ten, and 2 and 5 times them where these are few.
    private static List<Double> decades(double from, double to) {
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(from); power <= to; power++) {
            for (int digit : to - from > 2.5 ? new int[] {1} : new int[] {1, 2, 5}) {
                double tick = power + Math.log10(digit);
                if (tick >= from && tick <= to) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    private String label(double tick) {
        double value = log ? Math.pow(10, tick) : tick;
        String text = Math.abs(value) >= 1e5 || (value != 0 && Math.abs(value) < 1e-3)
                ? String.format(Locale.ROOT, "%.2g", value)
                : String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
        return text.isEmpty() || text.equals("-") ? "0" : text;
    }

    private double scaled(double value) {
        return log ? Math.log10(value) : value;
    }

    private double x(double value) {
        return place(scaled(value), left, right, LEFT, WIDTH - RIGHT);
    }

    private double y(double value) {
        return place(scaled(value), low, high, height - BOTTOM, TOP);
    }

    private static double place(double value, double from, double to, double begin, double end) {
        return begin + (value - from) / (to - from) * (end - begin);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
