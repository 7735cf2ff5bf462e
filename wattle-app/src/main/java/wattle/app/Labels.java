package wattle.app;

import java.util.Map;
import wattle.formula.Formula.Input;

/// What an input is called where several places have one of the same kind: "Power while training, cloud".
final class Labels {

    private static final Map<String, String> PLACES = Map.of(
            "devices", "devices",
            "edge", "edge",
            "on-premises", "on-premises",
            "cloud", "cloud");

    private Labels() {}

    static String of(Input input) {
        String[] parts = input.key().split("\\.", 3);
        if (parts.length < 3) {
            return input.label();
        }
        if (parts[0].equals("places")) {
            return input.label() + ", " + PLACES.getOrDefault(parts[1], parts[1]);
        }
        return parts[0].equals("links") ? input.label() + ", " + parts[1] : input.label();
    }
}
