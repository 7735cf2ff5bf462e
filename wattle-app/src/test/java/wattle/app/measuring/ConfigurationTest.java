package wattle.app.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.document.InputFault;

class ConfigurationTest {

    private static final List<String> KINDS = List.of("rapl", "snmp");

    @TempDir
    private Path folder = Path.of("");

    private Configuration project(String toml) throws IOException {
        Files.writeString(folder.resolve("wattle.toml"), toml);
        return Configuration.of(Map.of(), folder, folder);
    }

    @Test
    void aKeyThatNobodyReadsIsRefusedWithItsPlace() throws IOException {
        Configuration measure = project("[measure]\nperiod = '1 s'\nbaselin = '3 s'\n");
        Configuration kind = project("[meters.snpm]\nhost = 'pdu'\n");
        Configuration part = project("[mesure]\nperiod = '1 s'\n");

        assertThatThrownBy(() -> measure.check(KINDS))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining("wattle.toml:3:1: measure.baselin")
                .hasMessageContaining("Maybe 'baseline'");
        assertThatThrownBy(() -> kind.check(KINDS))
                .hasMessageContaining("wattle.toml:1:")
                .hasMessageContaining("Maybe 'snmp'");
        assertThatThrownBy(() -> part.check(KINDS)).hasMessageContaining("Maybe 'measure'");
    }

    @Test
    void whatIsKnownIsTaken() throws IOException {
        Configuration configuration =
                project("[measure]\nperiod = '1 s'\n[[meters.snmp]]\nhost = 'a'\n[[meters.snmp]]\nhost = 'b'\n");

        assertThatCode(() -> configuration.check(KINDS)).doesNotThrowAnyException();
        assertThat(configuration.measure("period", Map.of())).contains("1 s");
        assertThat(configuration.measure("period", Map.of("WATTLE_PERIOD", "2 s")))
                .contains("2 s");
        assertThat(configuration
                        .setting("period", Map.of())
                        .orElseThrow()
                        .location()
                        .line())
                .isEqualTo(2);
    }
}
