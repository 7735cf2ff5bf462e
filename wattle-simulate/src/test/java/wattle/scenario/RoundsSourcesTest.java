package wattle.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.catalog.Catalog;
import wattle.document.InputFault;
import wattle.formula.Formula;
import wattle.formula.Formula.Input;
import wattle.quantity.Energy;
import wattle.quantity.Interval;
import wattle.quantity.Quality;
import wattle.quantity.Range;
import wattle.run.Cost;
import wattle.run.Ledger;
import wattle.run.Origin;
import wattle.run.Provenance;
import wattle.run.Run;
import wattle.run.RunFolder;

/// Rounds that are not given as a number: from recorded runs, and from a fit of the catalogue's rows.
class RoundsSourcesTest {

    @TempDir
    Path folder;

    private static String scenario(String rounds) {
        return """
                name: Rounds
                task:
                  model: mnist-cnn-mcmahan
                  data: {set: mnist}
                  target: accuracy 0.99
                places:
                  devices: {machine: rpi-5-8gb, count: 20, grid: DEU}
                  cloud: {machine: server-1xa100, grid: DEU}
                paradigms: [cloud, federated, decentralised]
                training:
                  epochs: 5..15
                  rounds: %s
                """.formatted(rounds);
    }

    private Scenario read(String rounds) throws IOException {
        Path file = folder.resolve("s.yaml");
        Files.writeString(file, scenario(rounds));
        return new ScenarioReader(Catalog.builtIn()).read(file);
    }

    private static Input rounds(Scenario scenario) {
        Formula rounds = scenario.training().roundsOf(ParadigmKind.FEDERATED);
        assertThat(rounds).isInstanceOf(Input.class);
        return (Input) rounds;
    }

    private void run(String id, String paradigm, Optional<Boolean> reached, double rounds) throws IOException {
        Run run = new Run(
                new Run.Title(id, id, paradigm),
                Origin.MEASURED,
                new Run.Reached(reached, "measured"),
                Interval.exactly(new Energy(0)),
                rounds > 0 ? Map.of(Cost.ROUNDS, Range.exactly(rounds)) : Map.of(),
                new Ledger(List.of()),
                new Provenance("test", "meters", 0, 1, "", List.of()));
        new RunFolder(folder.resolve("runs").resolve(id)).write(run);
    }

    @Test
    void recordedRunsAreADistribution() throws IOException {
        run("a", "federated", Optional.of(true), 90);
        run("b", "federated", Optional.of(true), 130);
        run("c", "", Optional.of(true), 100);
        run("d", "federated", Optional.of(true), 104);
        run("late", "federated", Optional.of(false), 500);
        run("other", "cloud", Optional.of(true), 7);
        Input rounds = rounds(read("{from-runs: runs}"));
        assertThat(rounds.value().value()).isEqualTo(new Range(90, 102, 130));
        assertThat(rounds.value().quality()).isEqualTo(Quality.MEASURED);
        assertThat(rounds.value().source().citation()).isEqualTo("Recorded runs in runs: a, b, c, d");
        assertThat(rounds.value().note()).contains("4 recorded runs").contains("1 more did not reach the target");
        Input own = rounds(read("{federated: {from-runs: runs}, decentralised: 300}"));
        assertThat(own.value().value()).isEqualTo(rounds.value().value());
    }

    @Test
    void fewRunsAreNoDistribution() throws IOException {
        run("a", "federated", Optional.of(true), 90);
        run("b", "federated", Optional.of(true), 0);
        run("c", "federated", Optional.empty(), 90);
        run("d", "hierarchical", Optional.of(true), 90);
        assertThatThrownBy(() -> read("{from-runs: runs}"))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("s.yaml:12:23: training.rounds.from-runs: 'runs' has 4 runs")
                .hasMessageContaining("of which 2 reached their target")
                .hasMessageContaining("at least 3");
        assertThatThrownBy(() -> read("{from-runs: none}"))
                .hasMessageContaining("training.rounds.from-runs: there is no folder 'none'");
        assertThatThrownBy(() -> new ScenarioReader(Catalog.builtIn()).read(scenario("{from-runs: runs}"), "t.yaml"))
                .hasMessageStartingWith("t.yaml:12:23:")
                .hasMessageContaining("can name no files");
    }

    @Test
    void aBrokenRunIsAFaultOfItsFile() throws IOException {
        run("a", "federated", Optional.of(true), 90);
        Files.writeString(folder.resolve("runs/a/run.json"), "{\"schema\": \"x\"}");
        assertThatThrownBy(() -> read("{from-runs: runs}"))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("run.json:1:");
    }

    @Test
    void aFitOfTheCatalogueAnswersForASetting() throws IOException {
        Input few = rounds(read("{fitted: {clients-per-round: 10, local-epochs: 5, local-batch: 10, iid: no}}"));
        assertThat(few.value().value().low()).isLessThan(229);
        assertThat(few.value().value().high())
                .as("McMahan et al. 2017, Table 2: 229")
                .isGreaterThan(229);
        assertThat(few.value().note()).startsWith("log-linear fit (RO-2) of 37 rows");
        Input all = rounds(read("{fitted: {local-epochs: 5, local-batch: 10, iid: no}}"));
        assertThat(all.value().value().typical())
                .as("all twenty devices take part by default")
                .isLessThan(few.value().value().typical());
    }

    @Test
    void aFitSaysWhatItLacks() {
        assertThatThrownBy(() -> read("{fitted: {local-epochs: 5, iid: no}}"))
                .hasMessageContaining("training.rounds.fitted.local-batch: the items of a local step are not given.");
        assertThatThrownBy(() -> read("{fitted: {local-batch: 10, iid: no, lr: 0.1}}"))
                .hasMessageContaining("training.rounds.fitted.lr: this key is not known here.");
        assertThatThrownBy(() -> read("{fitted: {local-batch: 10, iid: no, local-epochs: 0}}"))
                .hasMessageContaining("must be above 0");
        String other = scenario("{fitted: {local-batch: 10, iid: no}}").replace("accuracy 0.99", "accuracy 0.5");
        assertThatThrownBy(() -> new ScenarioReader(Catalog.builtIn()).read(other, "t.yaml"))
                .hasMessageContaining("has no convergence rows of this model and target");
    }

    @Test
    void anotherNamedFileIsAnotherScenario() throws IOException {
        String text = scenario("50") + "simulation:\n  signals: {carbon: {file: c.csv}}\n";
        Path file = Files.writeString(folder.resolve("s.yaml"), text);
        Files.writeString(folder.resolve("c.csv"), "time_s,value\n0,100\n");
        String first = digest(file);
        assertThat(digest(file)).isEqualTo(first);
        Files.writeString(folder.resolve("c.csv"), "time_s,value\n0,101\n");
        assertThat(digest(file)).as("the digest covers the files it names").isNotEqualTo(first);
    }

    private static String digest(Path file) {
        return new ScenarioReader(Catalog.builtIn()).read(file).heading().digest();
    }
}
