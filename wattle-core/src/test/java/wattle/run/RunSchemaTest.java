package wattle.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wattle.document.Documents;
import wattle.document.Keys;
import wattle.document.Node;
import wattle.document.Values;

/// The published schema names what the code writes, and nothing else.
class RunSchemaTest {

    @Test
    void theSchemaKnowsEveryCost() throws IOException {
        Node.Mapping costs = in(schema(), "properties", "costs", "properties");
        assertThat(Keys.of(costs).names())
                .containsExactlyElementsOf(
                        Stream.of(Cost.values()).map(Cost::key).toList());
    }

    @Test
    void theSchemaKnowsEveryWord() throws IOException {
        Node.Mapping entry = in(schema(), "$defs", "entry", "properties");
        assertThat(words(in(entry, "stage")))
                .isEqualTo(Stream.of(Stage.values()).map(Stage::word).toList());
        assertThat(words(in(entry, "activity")))
                .isEqualTo(Stream.of(Activity.values()).map(Activity::word).toList());
        assertThat(words(in(schema(), "$defs", "origin")))
                .isEqualTo(Stream.of(Origin.values()).map(Origin::word).toList());
        assertThat(words(in(schema(), "$defs", "sector")))
                .isEqualTo(Stream.of(Sector.values()).map(Sector::word).toList());
    }

    @Test
    void theSchemaKnowsEveryKeyOfAFile() throws IOException {
        Node.Mapping written = Documents.parse(RunWriter.text(RandomRuns.run(3)), "run.json");
        assertThat(Keys.of(in(schema(), "properties")).names())
                .containsExactlyElementsOf(Keys.of(written).names());
    }

    private static List<String> words(Node.Mapping node) {
        return Keys.of(node).list("enum").stream().map(Values::text).toList();
    }

    private static Node.Mapping in(Node.Mapping from, String... path) {
        Node.Mapping at = from;
        for (String key : path) {
            at = Keys.of(at).mapping(key);
        }
        return at;
    }

    private static Node.Mapping schema() throws IOException {
        try (InputStream in = RunSchemaTest.class.getResourceAsStream("/wattle/schema/run-1.json")) {
            return Documents.parse(
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8), "run-1.json");
        }
    }
}
