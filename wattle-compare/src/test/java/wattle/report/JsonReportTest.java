package wattle.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JsonReportTest {

    private static final String TEXT = JsonReport.of(SampleAnswer.hospitals(), "0.1.0-test");
    private static final JsonNode ROOT = JsonReport.MAPPER.readTree(TEXT);

    @Test
    void theShapeIsSealed() throws IOException {
        Golden.assertSame("hospitals.json", TEXT);
    }

    @Test
    void theOutputKeepsToItsPublishedSchema() {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonReport.class.getResourceAsStream("/wattle/schema/compare-1.json"));
        assertThat(schema.validate(ROOT)).isEmpty();
        assertThat(schema.validate(JsonReport.MAPPER.readTree(TEXT.replace("\"wattle\"", "\"wombat\""))))
                .isNotEmpty();
    }

    @Test
    void sameAnswerSameBytes() {
        assertThat(JsonReport.of(SampleAnswer.hospitals(), "0.1.0-test")).isEqualTo(TEXT);
    }

    @Test
    void ledgerAndPartsAddUpToTheTotal() {
        for (JsonNode paradigm : ROOT.get("paradigms")) {
            double total = paradigm.get("energyJ").get("typical").asDouble();
            double ledger = 0;
            for (JsonNode entry : paradigm.get("ledger")) {
                ledger += entry.get("energyJ").get("typical").asDouble();
            }
            double parts = 0;
            for (String part : new String[] {"itEnergyJ", "facilityEnergyJ", "networkEnergyJ", "deviceEnergyJ"}) {
                parts += paradigm.get(part).asDouble();
            }
            assertThat(ledger).isCloseTo(total, within(total * 1e-9));
            assertThat(parts).isCloseTo(total, within(total * 1e-9));
        }
    }

    @Test
    void whatIsMissingIsNullAndWhatIsZeroIsZero() {
        JsonNode edge = paradigm("edge");
        assertThat(edge.get("reachesTarget").isNull()).isTrue();
        assertThat(edge.get("powerEfficiencyFlopPerJ").isNull()).isTrue();
        JsonNode local = paradigm("local");
        assertThat(local.get("reachesTarget").asBoolean(true)).isFalse();
        assertThat(local.get("timeToTargetS").isNull()).isTrue();
        assertThat(local.get("dataMovedBits").get("up").asDouble()).isZero();
    }

    @Test
    void anIncomparablePairHasNoChange() {
        for (JsonNode verdict : ROOT.get("verdicts")) {
            boolean incomparable = verdict.get("verdict").asString().equals("incomparable");
            assertThat(verdict.get("change").isNull()).isEqualTo(incomparable);
        }
    }

    private static JsonNode paradigm(String id) {
        for (JsonNode node : ROOT.get("paradigms")) {
            if (node.get("id").asString().equals(id)) {
                return node;
            }
        }
        throw new IllegalArgumentException(id);
    }
}
