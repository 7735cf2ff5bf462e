package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.cli.Commands;

/// The page of a real answer in a real browser, without a network: no console error, charts drawn, numbers
/// explained.
class PageTest {

    @TempDir
    private static Path folder = Path.of("");

    private static List<AutoCloseable> open = new ArrayList<>();
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void openThePage() {
        String chromium = System.getProperty("wattle.chromium", "");
        if (chromium.isEmpty()) {
            System.err.println(
                    "SKIPPED, out loud: no browser was given, so the page was not opened. Run ./wattle test.");
        }
        Assumptions.assumeFalse(chromium.isEmpty(), "no browser");
        Path html = folder.resolve("page.html");
        Commands.Result made = Commands.run(
                "compare", Project.root().resolve("examples/hospitals.yaml").toString(), "--html", html.toString());
        assertThat(made.code()).as(made.err()).isZero();
        Playwright playwright = Playwright.create();
        open.add(playwright);
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(Path.of(chromium))
                        .setArgs(List.of(
                                "--no-sandbox", "--disable-background-networking", "--disable-component-update")));
        page = browser.newPage();
        page.context().setOffline(true);
        page.setViewportSize(1280, 900);
        errors.clear();
        page.onConsoleMessage(m -> {
            if (m.type().equals("error") || m.type().equals("warning")) {
                errors.add(m.text());
            }
        });
        page.onPageError(errors::add);
        page.onRequest(r -> requests.add(r.url()));
        page.navigate(html.toUri().toString());
        page.locator("figure svg").nth(3).waitFor();
    }

    private static final List<String> errors = new ArrayList<>();
    private static final List<String> requests = new ArrayList<>();

    @AfterAll
    static void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void hasNoConsoleErrorAndAsksForNothing() {
        assertThat(errors).isEmpty();
        assertThat(requests).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    }

    @Test
    void drawsItsCharts() {
        Object drawn = page.evaluate(
                "[...document.querySelectorAll('figure')].filter(f => f.querySelector('svg') && f.querySelectorAll('svg path, svg circle, svg rect').length > 5).length");
        assertThat(((Number) drawn).intValue()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void explainsANumberOnDemand() {
        page.locator("button.n").first().click();
        assertThat(page.locator("dialog[open]").innerText()).contains("wattle explain", "hospitals.yaml");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog[open]").count()).isZero();
    }

    @Test
    void fitsAPhone() {
        try (Page phone = browser.newPage()) {
            phone.setViewportSize(390, 844);
            phone.navigate(page.url());
            phone.locator("figure svg").nth(3).waitFor();
            Object excess = phone.evaluate("document.documentElement.scrollWidth - window.innerWidth");
            assertThat(((Number) excess).intValue()).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void isReadableWithoutScripts() throws Exception {
        String html = Files.readString(folder.resolve("page.html"));
        assertThat(html.replaceAll("(?s)<script.*?</script>", ""))
                .contains("Federated", "Cloud", "Inputs", "Dice 0.59")
                .doesNotContain("http-equiv=\"refresh\"");
    }
}
