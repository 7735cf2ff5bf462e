package wattle.app.reproduction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import wattle.document.Documents;
import wattle.document.InputFault;

/// Finds the files of cases: those named, those in named folders, or the built-in ones.
public final class Cases {

    private static final String FOLDER = "/wattle/cases/";
    private static final List<String> BUILT_IN = List.of(
            "savazzi2022_table4_mnist.json",
            "savazzi2022_bounds_and_small_checks.json",
            "yousefpour2023_green_fl.json",
            "guler_yener2021.json",
            "trinci2024_continual.json");

    private final List<PublishedCase> cases = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Cases() {}

    /// Reads every file before anything is computed, so that one wrong file stops all.
    ///
    /// @param files or folders; the built-in cases where there are none
    /// @throws InputFault for a file that cannot be read
    public static Cases of(List<Path> files) {
        Cases found = new Cases();
        if (files.isEmpty()) {
            BUILT_IN.forEach(found::addBuiltIn);
        }
        for (Path file : files) {
            if (Files.isDirectory(file)) {
                found.addFolder(file);
            } else {
                found.add(new CaseFile(file.toString(), Documents.read(file)));
            }
        }
        return found;
    }

    List<PublishedCase> all() {
        return List.copyOf(cases);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    private void addBuiltIn(String name) {
        try (InputStream in = Cases.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the built-in case " + name + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            add(new CaseFile(name, Documents.parse(text, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addFolder(Path folder) {
        List<Path> files = jsonIn(folder);
        if (files.isEmpty()) {
            throw InputFault.inFile(
                    folder.toString(),
                    "this folder has no *.json file.",
                    "Maybe name the folder that holds the cases.");
        }
        for (Path file : files) {
            CaseFile read = new CaseFile(file.toString(), Documents.read(file));
            if (read.hasCases()) {
                add(read);
            } else {
                notes.add(file + ": skipped, as it has no 'cases'");
            }
        }
    }

    private static List<Path> jsonIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json") && !Files.isDirectory(f))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            InputFault fault = InputFault.inFile(
                    folder.toString(), "this folder cannot be read.", "Maybe change its owner or mode.");
            fault.initCause(e);
            throw fault;
        }
    }

    private void add(CaseFile file) {
        List<PublishedCase> read = file.cases();
        if (read.isEmpty()) {
            notes.add(file.name() + ": its list of cases is empty");
        }
        cases.addAll(read);
    }
}
