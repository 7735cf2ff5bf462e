package wattle.testkit;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The arrows between rooms run downward only, and the rules of the house hold in every room.
class HouseTest {

    private static final JavaClasses CLASSES = classes();

    /// What each room may use of the others, bottom first. A room that is not listed fails the test.
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("quantity", List.of()),
            Map.entry("document", List.of("quantity")),
            Map.entry("run", List.of("quantity", "document")),
            Map.entry("catalog", List.of("quantity", "document")),
            Map.entry("trace", List.of("quantity")),
            Map.entry("mark", List.of()),
            Map.entry("meter", List.of("quantity", "document", "catalog", "trace")),
            Map.entry("recording", List.of("quantity", "document", "run", "trace")),
            Map.entry("experiment", List.of("quantity", "document", "run", "catalog", "trace", "meter", "recording")),
            Map.entry("live", List.of("trace")),
            Map.entry("agreement", List.of("quantity", "run", "trace")),
            Map.entry("exchange", List.of("quantity", "document", "run", "trace", "recording")),
            Map.entry("formula", List.of("quantity")),
            Map.entry("signal", List.of("quantity")),
            Map.entry("profile", List.of("quantity", "catalog")),
            Map.entry("scenario", List.of("quantity", "document", "catalog", "run", "formula", "profile", "signal")),
            Map.entry("simulation", List.of("quantity", "document", "run", "formula", "scenario", "signal")),
            Map.entry("comparison", List.of("quantity", "run")),
            Map.entry("report", List.of("quantity", "document", "run", "catalog", "comparison")),
            Map.entry(
                    "app",
                    List.of(
                            "quantity",
                            "document",
                            "run",
                            "catalog",
                            "trace",
                            "meter",
                            "recording",
                            "experiment",
                            "live",
                            "agreement",
                            "exchange",
                            "formula",
                            "signal",
                            "profile",
                            "scenario",
                            "simulation",
                            "comparison",
                            "report")),
            Map.entry(
                    "cli",
                    List.of("quantity", "document", "run", "catalog", "comparison", "report", "experiment", "app")),
            Map.entry("workload", List.of("quantity", "document", "mark", "experiment", "app")),
            Map.entry("testkit", List.of("cli")),
            Map.entry("benchmarks", List.of("app", "simulation")));

    /// Training is on nobody's class path, so its classes are looked at where they were built.
    private static JavaClasses classes() {
        Set<Location> places = new HashSet<>(Locations.ofPackage("wattle"));
        places.add(Location.of(Project.root().resolve("wattle-train/target/classes")));
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importLocations(places);
    }

    @Test
    void everyRoomUsesOnlyWhatStandsBelowIt() {
        MAY_USE.forEach((room, below) -> {
            String[] others = MAY_USE.keySet().stream()
                    .filter(other -> !other.equals(room) && !below.contains(other))
                    .map(other -> "wattle." + other + "..")
                    .toArray(String[]::new);
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideInAPackage("wattle." + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        });
    }

    /// The engine knows no domain: its two rooms could serve any other simulation.
    @Test
    void theEngineKnowsNothingOfWattle() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("wattle.simulation.kernel..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("wattle.simulation.kernel..", "java..", "org.jspecify..")
                .check(CLASSES);
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("wattle.simulation.flow..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "wattle.simulation.flow..", "wattle.simulation.kernel..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    /// Another engine is one class: nothing but its own room knows the one there is.
    @Test
    void oneRoomSeesTheEngineThatTrains() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("wattle.workload.torch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(CLASSES);
        assertThat(CLASSES.stream().anyMatch(c -> c.getPackageName().equals("wattle.workload.torch")))
                .as("wattle-train is built before this test")
                .isTrue();
    }

    @Test
    void everyRoomIsListed() {
        assertThat(CLASSES.stream()
                        .map(c -> c.getPackageName().split("\\.", -1)[1])
                        .distinct())
                .isSubsetOf(MAY_USE.keySet());
    }

    @Test
    void noRoomsFormACircle() {
        slices().matching("wattle.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheDoorEndsTheProcess() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("wattle.cli..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void noRoomButTheDoorPrints() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("wattle.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    /// Law 9: no hidden clock, random generator or default locale in what computes.
    @Test
    void nothingThatComputesReadsAClockOrDrawsWithoutASeed() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage(
                        "wattle.quantity..",
                        "wattle.formula..",
                        "wattle.signal..",
                        "wattle.profile..",
                        "wattle.scenario..",
                        "wattle.simulation..",
                        "wattle.comparison..",
                        "wattle.report..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(java.util.Random.class)
                .orShould()
                .callConstructor(java.util.SplittableRandom.class)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream()
                        .map(c -> c.getPackage())
                        .distinct()
                        .filter(p -> !p.isAnnotatedWith(org.jspecify.annotations.NullMarked.class))
                        .map(p -> p.getName()))
                .isEmpty();
    }

    @Test
    void noFileHoldsTwoIdeas() throws IOException {
        try (Stream<Path> files = Files.walk(Project.root())) {
            assertThat(files.filter(f -> f.toString().endsWith(".java")
                                    && !f.toString().contains("/target/"))
                            .filter(f -> lines(f) > 500))
                    .isEmpty();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
