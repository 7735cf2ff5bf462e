package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import wattle.report.Timeline.Lane;
import wattle.report.Timeline.Power;
import wattle.report.Timeline.Series;
import wattle.report.Timeline.Span;
import wattle.report.Timeline.State;

class TimelinePageTest {

    private static Timeline sample(int lanes) {
        List<Lane> drawn = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            drawn.add(new Lane(
                    "device " + i,
                    List.of(
                            new Span(0, 2, State.RECEIVE),
                            new Span(2, 40 + i, State.TRAIN),
                            new Span(40 + i, 45 + i, State.SEND),
                            new Span(45 + i, 120, State.WAIT))));
        }
        return new Timeline(
                "Federated <script>alert(1)</script>",
                120,
                drawn,
                lanes,
                new Power(
                        List.of(0.0, 60.0, 120.0),
                        List.of(
                                new Series("Training on the devices", State.TRAIN, 900, List.of(600.0, 300.0)),
                                new Series("Waiting", State.WAIT, 300, List.of(0.0, 300.0)))),
                List.of(60.0, 120.0));
    }

    private static String page(Timeline timeline) {
        return TimelinePage.of(List.of(timeline), "A \"scenario\" & more", "test");
    }

    @Test
    void isOneFileThatAsksForNothing() {
        String page = page(sample(5));
        assertThat(page)
                .doesNotContain("http:", "https:", "@import", "url(", "<script", "<link rel=\"style", " style=");
        assertThat(page).contains("default-src 'none'", "style-src 'sha256-", "prefers-color-scheme:dark", "viewport");
        assertThat(page).contains("&lt;script&gt;", "A &quot;scenario&quot; &amp; more");
    }

    @Test
    void totalsAreThoseOfTheLedger() {
        assertThat(page(sample(5)))
                .contains(
                        "<td>900</td><td>75</td>", "<td>300</td><td>25</td>", "All</th><td>1\u202f200</td><td>100</td>")
                .contains("1.2\u00a0kJ in 2\u00a0min");
    }

    /// The area under each curve is its energy: read back from the picture.
    @Test
    void theAreaIsTheEnergy() {
        String page = page(sample(1));
        assertThat(page).contains("<span>20\u00a0W</span>".replace("20", "10"));
        assertThat(area(page, "train") * scale()).isCloseTo(900, org.assertj.core.api.Assertions.within(1.0));
        assertThat(area(page, "wait") * scale()).isCloseTo(300, org.assertj.core.api.Assertions.within(1.0));
    }

    /// J for each square of the drawing: 120 s by 10 W on 1000 by 400.
    private static double scale() {
        return 120.0 * 10 / (1000 * 400);
    }

    private static double area(String page, String state) {
        Matcher path =
                Pattern.compile("<path class=\"" + state + "\" d=\"([^\"]+)\"").matcher(page);
        assertThat(path.find()).isTrue();
        List<double[]> points = new ArrayList<>();
        Matcher step = Pattern.compile("([MLH])([0-9.]+)(?: ([0-9.]+))?").matcher(path.group(1));
        while (step.find()) {
            double y = step.group(3) == null ? points.getLast()[1] : Double.parseDouble(step.group(3));
            points.add(new double[] {Double.parseDouble(step.group(2)), y});
        }
        double twice = 0;
        for (int i = 0; i < points.size(); i++) {
            double[] a = points.get(i);
            double[] b = points.get((i + 1) % points.size());
            twice += a[0] * b[1] - b[0] * a[1];
        }
        return Math.abs(twice) / 2;
    }

    @Test
    void everyLaneAndRoundIsThereUpToALimit() {
        assertThat(page(sample(60))).contains("device 59").doesNotContain("lanes are drawn");
        assertThat(page(sample(80)))
                .contains("60 of 80 lanes are drawn", "device 59")
                .doesNotContain("device 60");
        Timeline sample = sample(1);
        Timeline many =
                new Timeline("t", 120, sample.lanes(), 1_000_000, sample.power(), Collections.nCopies(1001, 1.0));
        assertThat(page(many)).contains("every 6th of 1001 rounds", "1 of 1\u202f000\u202f000 lanes");
    }

    @Test
    void aMillionSpansDoNotMakeAMillionShapes() {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            spans.add(new Span(i * 1e-3, (i + 1) * 1e-3, i % 2 == 0 ? State.TRAIN : State.SEND));
        }
        Timeline sample = sample(1);
        Timeline dense = new Timeline("t", 120, List.of(new Lane("a", spans)), 1, sample.power(), List.of());
        assertThat(page(dense).length()).isLessThan(200_000);
    }

    @Test
    void whatDoesNotAddUpIsRefused() {
        assertThatThrownBy(() -> new Series("x", State.TRAIN, 10, List.of(4.0, 5.0)))
                .hasMessageContaining("9.0 J of 10.0 J");
        assertThatThrownBy(() -> new Power(List.of(0.0, 1.0), List.of(new Series("x", State.TRAIN, 0, List.of()))))
                .hasMessageContaining("bins");
        assertThatThrownBy(() -> new Timeline("t", 0, List.of(), 0, sample(1).power(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingAtAllIsAPageToo() {
        Timeline nothing = new Timeline("t", 1, List.of(), 0, new Power(List.of(0.0, 1.0), List.of()), List.of());
        assertThat(page(nothing)).contains("0\u00a0J in 1\u00a0s");
    }
}
