package wattle.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {

    @TempDir
    Path folder;

    private static InputFault faultOf(String text) {
        return Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> catchThrowableOfType(InputFault.class, () -> Documents.parse(text, "a.yaml")));
    }

    private static InputFault faultOf(Path file) {
        return catchThrowableOfType(InputFault.class, () -> Documents.read(file));
    }

    private static Node at(Node.Mapping mapping, String key) {
        return mapping.entry(key).orElseThrow().value();
    }

    @Test
    void everyValueKnowsWhereItStandsAndWhichKeysLeadThere() {
        Node.Mapping root = Documents.parse("""
                places:
                  cloud:
                    count: 3
                tags: [a, 'b']
                """, "a.yaml");

        Node count = at((Node.Mapping) at((Node.Mapping) at(root, "places"), "cloud"), "count");
        assertThat(count.location()).hasToString("a.yaml:3:12");
        assertThat(count.path()).isEqualTo("places.cloud.count");
        Node second = ((Node.Sequence) at(root, "tags")).items().get(1);
        assertThat(second).isEqualTo(new Node.Scalar(new Location("a.yaml", 4, 11), "tags[1]", "b", true));
    }

    @Test
    void jsonIsReadAsWell() {
        Node.Mapping root =
                Documents.parse("{\n\t\"a\":{\"b\":[1,\"\\u00e9\\/\\ud83d\\ude00\"]},\n\t\"c\":null}", "a.json");

        assertThat(root.entries()).extracting(Node.Entry::key).containsExactly("a", "c");
        Node.Sequence list = (Node.Sequence) at((Node.Mapping) at(root, "a"), "b");
        assertThat(((Node.Scalar) list.items().get(1)).text()).isEqualTo("é/😀");
        assertThat(((Node.Scalar) at(root, "c")).isMissing()).isTrue();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() {
        assertThat(Documents.parse("\uFEFFa: 1", "a.yaml").entry("a")).isPresent();
    }

    @Test
    void aMissingFileNamesItsNearestSibling() throws IOException {
        Files.writeString(folder.resolve("hospitals.yaml"), "a: 1");
        Path typed = folder.resolve("hospital.yaml");

        assertThat(faultOf(typed))
                .hasMessage(typed + ": there is no such file.\nMaybe '%s'.", folder.resolve("hospitals.yaml"));
        assertThat(faultOf(folder.resolve("no/such.yaml"))).hasMessageContaining("Maybe the folder");
    }

    @Test
    void aFolderIsNotAFile() {
        assertThat(faultOf(folder)).hasMessageContaining("this is a folder");
    }

    @Test
    void aHugeFileIsRefusedByItsSizeAlone() throws IOException {
        Path huge = folder.resolve("huge.yaml");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(100_000_000);
        }
        assertThat(faultOf(huge)).hasMessageContaining("this file has 100.0 MB, more than the 5 MB that are read.");
    }

    @Test
    void binaryFilesAreRefused() throws IOException {
        Path zero = Files.write(folder.resolve("zero.yaml"), new byte[] {'a', ':', 0});
        Path latin = Files.write(folder.resolve("latin.yaml"), "a: 1\nb: é".getBytes(StandardCharsets.ISO_8859_1));
        Path cut = Files.write(folder.resolve("cut.yaml"), new byte[] {'a', ':', ' ', (byte) 0xC3});

        assertThat(faultOf(zero)).hasMessageContaining("this is a binary file");
        assertThat(faultOf(latin))
                .hasMessage(latin + ":2:4: the byte 0xE9 here is not UTF-8 text.\nMaybe save the file as UTF-8.");
        assertThat(faultOf(cut)).hasMessageContaining("the byte 0xC3");
    }

    @Test
    void aPipeIsNotWaitedFor() {
        Path zero = Path.of("/dev/zero");
        if (Files.exists(zero)) {
            assertThat(faultOf(zero)).hasMessageContaining("not an ordinary file");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a remark\n", "---\n", "~", "--- \n..."})
    void anEmptyDocumentIsSaidToBeEmpty(String text) {
        assertThat(faultOf(text)).hasMessageStartingWith("a.yaml: this file is empty.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a", "hello", "[1, 2]", "42"})
    void theRootMustHaveKeys(String text) {
        assertThat(faultOf(text)).hasMessageStartingWith("a.yaml:1:1: the document must consist of keys");
    }

    @Test
    void oneDocumentIsRead() {
        assertThat(faultOf("a: 1\n---\nb: 2\n")).hasMessageStartingWith("a.yaml:2:1: a second document begins here");
    }

    @Test
    void aSecondKeyOfTheSameNameNamesTheFirst() {
        assertThat(faultOf("x:\n  a: 1\n  b: 2\n  a: 3\n"))
                .hasMessage("a.yaml:4:3: x.a: this key stands here a second time; the first is in line 2.\n"
                        + "Maybe remove one of the two.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1, 2\nb: 3\n",
                "a: 'open",
                "a: b: c",
                "a: @x",
                "a: \"\\q\"",
                "{a: 1",
                "a: 1\n  b: 2\n c: 3",
                "%",
                "a: &",
                "*",
                "a: |x",
                "? ",
                "a: %x",
                "- a\nb: 1",
                "}",
                "a: 1\n]",
                "!"
            })
    void everySyntaxErrorHasItsPlace(String text) {
        InputFault fault = faultOf(text);

        assertThat(fault).isNotNull();
        assertThat(fault.location()).isPresent();
    }

    @Test
    void anUnknownYamlVersionIsRefused() {
        assertThat(faultOf("%YAML 9.9\n---\na: 1")).hasMessageStartingWith("a.yaml: this is not well-formed YAML");
    }

    @Test
    void aTabThatIndentsIsNamed() {
        assertThat(faultOf("a:\n\tb: 1\n")).hasMessageContaining("a.yaml:2:1: a tab stands here");
    }

    @Test
    void controlCharactersAreRefused() {
        assertThat(faultOf("a: 1\nb: x\u001b[31m")).hasMessageStartingWith("a.yaml:2:5: the control character U+001B");
    }

    @Test
    void messagesDoNotSteerTheTerminal() {
        Node node = at(Documents.parse("a: \"\\e[31m\"", "a.yaml"), "a");

        assertThat(InputFault.at(node, node.noun(), "").getMessage())
                .contains("\\u001b[31m")
                .doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: !!java.net.URL [x]", "a: !x 1", "!!map {a: 1}", "!!str a: 1", "a: !!binary eA=="})
    void tagsAreRefused(String text) {
        assertThat(faultOf(text)).hasMessageContaining("is not read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"? [a]\n: 1", "{[a]: 1}", "{{a: 1}: 1}", "a: &x b\n*x : 1", "'': 1"})
    void keysAreWords(String text) {
        assertThat(faultOf(text)).hasMessageContaining("key");
    }

    @Test
    void mergeKeysAreRefused() {
        assertThat(faultOf("a: &x {b: 1}\nc:\n  <<: *x\n")).hasMessageContaining("merge keys");
    }

    @Test
    void anAliasRepeatsAValueUnderItsOwnPath() {
        Node.Mapping root = Documents.parse("a: &x {b: 1}\nc: *x\n", "a.yaml");

        Node copy = at((Node.Mapping) at(root, "c"), "b");
        assertThat(copy.path()).isEqualTo("c.b");
        assertThat(copy.location()).hasToString("a.yaml:1:11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x [*x]", "a: &x {b: {c: *x}}", "&r\na: *r"})
    void aValueIsNoPartOfItself(String text) {
        assertThat(faultOf(text)).hasMessageContaining("is a part of itself");
    }

    @Test
    void anUnknownAliasIsNamed() {
        assertThat(faultOf("a: *nobody")).hasMessageContaining("there is no '&nobody' before");
    }

    @Test
    void aBillionLaughsAreNotUnfolded() {
        StringBuilder text = new StringBuilder("a0: &a0 [lol,lol,lol,lol,lol,lol,lol,lol,lol,lol]\n");
        for (int i = 1; i < 10; i++) {
            String last = "*a" + (i - 1);
            text.append("a%d: &a%d [%s]%n".formatted(i, i, String.join(",", java.util.Collections.nCopies(10, last))));
        }
        assertThat(faultOf(text.toString())).hasMessageContaining("unfolds to more than 100,000 values");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[{a: "})
    void depthIsBoundedBeforeTheStackIs(String opening) {
        String text = "a:\n " + opening.repeat(Documents.MOST_BYTES / opening.length() / 4);

        assertThat(faultOf(text)).isNotNull();
    }

    @Test
    void manyAliasesAreRefused() {
        assertThat(faultOf("a: &x 1\nb: [" + "*x, ".repeat(2000) + "]")).hasMessageContaining("more than 1000 aliases");
    }

    @Test
    void longKeysAreRefused() {
        assertThat(faultOf("? " + "k".repeat(100_000) + "\n: 1"))
                .hasMessageContaining("this key has 100000 characters");
    }
}
