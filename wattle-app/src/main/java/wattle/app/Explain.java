package wattle.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import wattle.comparison.Answer;
import wattle.comparison.Basis.Derivation;
import wattle.comparison.Basis.Input;
import wattle.comparison.Basis.Term;
import wattle.document.InputFault;
import wattle.formula.Equation;
import wattle.quantity.Nearest;
import wattle.report.InputText;

/// Walks from any figure of an answer down to its equation, its inputs and their sources.
public final class Explain {

    private final Map<String, Derivation> figures = new LinkedHashMap<>();
    private final Map<String, Input> inputs = new LinkedHashMap<>();

    /// @param answer whose figures are explained
    public Explain(Answer answer) {
        answer.basis().derivations().forEach(d -> figures.put(d.figure(), d));
        answer.basis().inputs().forEach(i -> inputs.put(i.key(), i));
    }

    /// What can be explained: figures by paradigm, then inputs.
    public String overview() {
        StringBuilder text = new StringBuilder(
                "Figures (wattle explain FILE FIGURE; any first part of a name shows all below it):\n");
        figures.values()
                .forEach(d -> text.append(
                        "  %-52s %s%n".formatted(d.figure(), d.value().isEmpty() ? d.label() : d.value())));
        text.append("\nInputs:\n");
        inputs.values().forEach(i -> text.append("  %-52s %s%n".formatted(i.key(), InputText.value(i))));
        return text.toString();
    }

    /// Explains one figure or input, or every figure whose name begins with `name`.
    ///
    /// @param depth levels to unfold; 1 shows the equation and its direct terms
    /// @throws InputFault if nothing is called so
    public String figure(String name, int depth) {
        Input input = inputs.get(name);
        if (input != null) {
            return InputText.line(input, "", "");
        }
        List<Derivation> found = matching(name);
        if (found.isEmpty()) {
            List<String> known = new ArrayList<>(figures.keySet());
            known.addAll(inputs.keySet());
            throw InputFault.of(
                    "no figure or input is called '%s'.".formatted(name),
                    Nearest.to(name, known)
                            .map(near -> "Maybe '%s'.".formatted(near))
                            .orElse("Maybe see all names: wattle explain FILE"));
        }
        StringBuilder text = new StringBuilder();
        Set<String> told = new HashSet<>();
        for (Derivation derivation : found) {
            unfold(derivation, "", depth, told, text);
            text.append('\n');
        }
        return text.toString();
    }

    private List<Derivation> matching(String name) {
        Derivation exact = figures.get(name);
        if (exact != null) {
            return List.of(exact);
        }
        // "federated.train.devices" asks for every activity there; "federated.train" for every place as well.
        return figures.values().stream()
                .filter(d -> d.figure().startsWith(name + "."))
                .toList();
    }

    private void unfold(Derivation derivation, String indent, int depth, Set<String> told, StringBuilder text) {
        text.append(indent)
                .append(derivation.figure())
                .append(derivation.value().isEmpty() ? "" : " = " + derivation.value())
                .append('\n');
        String inner = indent + "    ";
        if (!told.add(derivation.figure())) {
            text.append(inner).append("as above\n");
            return;
        }
        text.append(inner)
                .append(derivation.label())
                .append(equation(derivation))
                .append('\n');
        text.append(inner).append(derivation.formula()).append('\n');
        for (Term term : derivation.terms()) {
            Optional<Input> input = Optional.ofNullable(inputs.get(term.key()));
            Optional<Derivation> figure = Optional.ofNullable(figures.get(term.key()));
            if (input.isPresent()) {
                text.append(InputText.line(input.get(), term.symbol(), inner));
            } else if (figure.isPresent() && depth > 1) {
                unfold(figure.get(), inner, depth - 1, told, text);
            } else {
                text.append("%s%s = %s  (%s)%n".formatted(inner, term.symbol(), term.value(), term.key()));
            }
        }
    }

    private static String equation(Derivation derivation) {
        for (Equation equation : Equation.values()) {
            if (equation.label().equals(derivation.equation())) {
                return "  [%s: %s; docs/method]".formatted(equation.label(), equation.title());
            }
        }
        return "";
    }
}
