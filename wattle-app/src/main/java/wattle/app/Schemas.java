package wattle.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import wattle.document.InputFault;
import wattle.quantity.Nearest;

/// The published JSON Schemas.
public final class Schemas {

    private static final Map<String, String> FILES = Map.of(
            "scenario", "/wattle/schema/scenario-1.json",
            "compare", "/wattle/schema/compare-1.json",
            "run", "/wattle/schema/run-1.json");

    private Schemas() {}

    /// The text of a schema.
    ///
    /// @param name `scenario`, `compare` or `run`
    /// @throws InputFault if there is no such schema
    public static String text(String name) {
        String file = FILES.get(name);
        if (file == null) {
            throw InputFault.of(
                    "no schema is called '%s'.".formatted(name),
                    Nearest.to(name, FILES.keySet())
                            .map(near -> "Maybe '%s'.".formatted(near))
                            .orElse("Maybe one of " + String.join(", ", List.of("scenario", "compare", "run")) + "."));
        }
        try (InputStream in = Schemas.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
