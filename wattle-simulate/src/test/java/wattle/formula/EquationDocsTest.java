package wattle.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every equation of the code stands in `docs/method`, and every equation there stands in the code.
class EquationDocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern HEADING = Pattern.compile("### ([A-Z]{2}-[0-9]+) · (.+)");
    private static final Pattern MEASURED = Pattern.compile("Equation (M[EC]-[0-9]+)");
    private static final Pattern CLASS = Pattern.compile("`(wattle(?:\\.[a-z]+)+\\.[A-Z][A-Za-z]*)`");

    @Test
    void theLabelsOfCodeAndDocsAreTheSame() throws IOException {
        List<String> written = new ArrayList<>(
                Stream.of(Equation.values()).map(Equation::label).toList());
        written.addAll(measuring());
        assertThat(headings()).as("each label once").doesNotHaveDuplicates();
        assertThat(sections().keySet()).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void everySectionBeginsWithItsTitleAndAFormula() throws IOException {
        Map<String, List<String>> sections = sections();
        for (Equation equation : Equation.values()) {
            List<String> lines = sections.getOrDefault(equation.label(), List.of());
            assertThat(lines.getFirst()).isEqualTo("### " + equation.label() + " · " + equation.title());
            assertThat(lines).as(equation.label()).anyMatch(line -> line.startsWith("`"));
        }
    }

    @Test
    void everySectionSaysWhereItComesFromWhereItHoldsAndWhichClassHoldsIt() throws IOException {
        sections().forEach((label, lines) -> {
            for (String part : List.of("- Symbols: ", "- Source: ", "- Validity: ", "- Code: ", "- Test: ")) {
                assertThat(lines).as(label + " " + part).anyMatch(line -> line.startsWith(part));
            }
        });
    }

    @Test
    void everyClassNamedAsCodeExists() throws IOException {
        sections().forEach((label, lines) -> {
            List<String> names = lines.stream()
                    .filter(line -> line.startsWith("- Code: "))
                    .flatMap(line -> CLASS.matcher(line).results().map(result -> result.group(1)))
                    .toList();
            assertThat(names).as(label).isNotEmpty();
            assertThat(names).as(label).allMatch(EquationDocsTest::exists);
        });
    }

    /// Labels of what is worked out of readings; there each class names its own.
    private static List<String> measuring() throws IOException {
        List<String> labels = new ArrayList<>();
        for (String module : List.of("wattle-core", "wattle-measure")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    MEASURED.matcher(Files.readString(file)).results().forEach(m -> labels.add(m.group(1)));
                }
            }
        }
        return labels;
    }

    private static boolean exists(String name) {
        String file = name.replace('.', '/') + ".java";
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.anyMatch(module ->
                    Files.isRegularFile(module.resolve("src/main/java").resolve(file)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> headings() throws IOException {
        return lines().stream()
                .map(HEADING::matcher)
                .filter(Matcher::matches)
                .map(m -> m.group(1))
                .toList();
    }

    /// The lines of each section, its heading first.
    private static Map<String, List<String>> sections() throws IOException {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> open = new ArrayList<>();
        for (String line : lines()) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                open = new ArrayList<>();
                sections.put(heading.group(1), open);
            } else if (line.startsWith("#")) {
                open = new ArrayList<>();
            }
            open.add(line);
        }
        return sections;
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/method"))) {
            for (Path file : files.sorted().toList()) {
                lines.add("# " + file.getFileName());
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
