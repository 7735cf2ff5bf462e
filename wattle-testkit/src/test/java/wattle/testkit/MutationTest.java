package wattle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.app.Compare;
import wattle.catalog.Catalog;
import wattle.document.InputFault;
import wattle.scenario.Scenario;
import wattle.scenario.ScenarioReader;
import wattle.simulation.ClosedForm;

/// Two thousand broken scenarios: each ends in a result, or in a fault that says where and what.
class MutationTest {

    private static final int COUNT = 2000;

    @Test
    void everyMutatedScenarioEndsInAResultOrALocatedFault() throws IOException {
        List<Path> examples = Project.examples();
        Catalog catalog = Catalog.builtIn();
        int results = 0;
        int faults = 0;
        for (int seed = 0; seed < COUNT; seed++) {
            Path example = examples.get(seed % examples.size());
            String text = new Mutations(seed).of(Files.readString(example));
            try {
                Scenario scenario = new ScenarioReader(catalog).read(text, "mutated.yaml");
                ClosedForm form = ClosedForm.of(scenario);
                double[] outputs = new double[form.tape().outputCount()];
                form.tape().evaluate(form.tape().typical(), form.tape().workspace(), outputs);
                if (results % 20 == 0) {
                    // The whole way to the sentences, for some of them: statistics on odd ranges must not
                    // fail either.
                    assertThat(new Compare(catalog, "test")
                                    .answer(scenario)
                                    .sentences()
                                    .headline())
                            .isNotBlank();
                }
                results++;
            } catch (InputFault fault) {
                faults++;
                assertThat(fault.getMessage()).as("seed " + seed).startsWith("mutated.yaml");
                assertThat(fault.what()).as("seed " + seed).isNotBlank();
            } catch (RuntimeException e) {
                fail("seed %d of %s ends in %s%n%s".formatted(seed, example.getFileName(), e, text), e);
            }
        }
        assertThat(results).as("the mutations are not all fatal").isGreaterThan(COUNT / 20);
        assertThat(faults).as("the mutations are not all harmless").isGreaterThan(COUNT / 4);
    }
}
