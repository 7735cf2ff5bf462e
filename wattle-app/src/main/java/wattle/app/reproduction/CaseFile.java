package wattle.app.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wattle.app.reproduction.PublishedCase.Expected;
import wattle.document.InputFault;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Nearest;

/// A file of published cases: `cases[].inputs` lead to `cases[].expected`, each within its `tolerance`.
final class CaseFile {

    private static final String VALUE = "value";

    private final String name;
    private final Node.Mapping root;

    CaseFile(String name, Node.Mapping root) {
        this.name = name;
        this.root = root;
    }

    String name() {
        return name;
    }

    boolean hasCases() {
        return root.entry("cases").isPresent();
    }

    /// @throws InputFault if the file has none, or if one of them cannot be read
    List<PublishedCase> cases() {
        Node list = value(root, "cases").orElseThrow(this::noCases);
        Optional<Node.Mapping> shared = value(root, "inputs").map(Values::mapping);
        String source = text(root, "source");
        List<PublishedCase> cases = new ArrayList<>();
        for (Node item : Values.list(list)) {
            cases.add(read(Values.mapping(item), cases.size() + 1, source, shared));
        }
        return cases;
    }

    private InputFault noCases() {
        Optional<String> near =
                Nearest.to("cases", root.entries().stream().map(Node.Entry::key).toList());
        return InputFault.at(
                root.location(),
                "cases",
                "this key is missing: published cases stand under it.",
                near.map(n -> "Maybe '%s' should be 'cases'.".formatted(n))
                        .orElse("Maybe {\"cases\": [{\"id\": …, \"inputs\": {…}, \"expected\": {…}}]}."));
    }

    private PublishedCase read(Node.Mapping node, int number, String source, Optional<Node.Mapping> shared) {
        Node inputs = value(node, "inputs")
                .orElseThrow(() -> InputFault.at(
                        node.location(),
                        node.pathOf("inputs"),
                        "this key is missing: nothing can be computed without inputs.",
                        "Maybe add \"inputs\": {…}."));
        String id = text(node, "id");
        String equation = text(node, "equation");
        return new PublishedCase(
                name,
                id.isEmpty() ? "case " + number : id,
                source,
                equation.isEmpty() ? text(node, "formula") : equation,
                new Given(Values.mapping(inputs), shared),
                expected(node),
                value(node, "tolerance"));
    }

    /// `expected: 2.0`, `expected: {comm_energy_kJ: 9.1}` or `expected_kWh: 2.8`.
    private static List<Expected> expected(Node.Mapping node) {
        List<Expected> expected = new ArrayList<>();
        for (Node.Entry entry : node.entries()) {
            if (entry.key().equals("expected") && entry.value() instanceof Node.Mapping mapping) {
                mapping.entries().forEach(e -> expected.add(expected(e.key(), e.value())));
            } else if (entry.key().equals("expected")) {
                expected.add(expected(VALUE, entry.value()));
            } else if (entry.key().startsWith("expected_")) {
                expected.add(expected(VALUE + entry.key().substring("expected".length()), entry.value()));
            }
        }
        if (expected.isEmpty()) {
            expected.add(new Expected(Quantity.of(VALUE), Cell.Value.NONE, node));
        }
        return expected;
    }

    private static Expected expected(String key, Node node) {
        boolean missing = node instanceof Node.Scalar scalar && scalar.isMissing();
        Cell.Value value = missing ? Cell.Value.NONE : Cell.Value.printed(Values.text(node));
        Quantity quantity = Quantity.of(key);
        if (quantity.isEnergy() && value.number().orElse(0.0) < 0) {
            throw InputFault.at(
                    node, "an energy of '%s' is negative.".formatted(value.text()), "Maybe remove the sign.");
        }
        return new Expected(quantity, value, node);
    }

    private static Optional<Node> value(Node.Mapping mapping, String key) {
        return mapping.entry(key)
                .map(Node.Entry::value)
                .filter(n -> !(n instanceof Node.Scalar scalar && scalar.isMissing()));
    }

    private static String text(Node.Mapping mapping, String key) {
        return value(mapping, key).map(Values::text).orElse("");
    }
}
