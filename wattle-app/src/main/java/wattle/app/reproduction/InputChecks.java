package wattle.app.reproduction;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import wattle.app.reproduction.Check.Result;
import wattle.document.Node;
import wattle.document.Values;
import wattle.quantity.Dimension;

/// Checks of files that name no equation: they are known by the inputs they give.
final class InputChecks {

    static final List<Check> ALL = List.of(
            new Check(Check.gives("tasks", "samples_per_task", "buffer"), List.of(), InputChecks::rehearsal),
            new Check(
                    Check.gives("tasks", "samples_per_task"), List.of(), g -> Result.of((number(g, "tasks") + 1) / 2)),
            new Check(
                    Check.gives("P", "PUE", "servers"),
                    List.of(),
                    g -> Result.of(number(g, "P") * number(g, "PUE") * number(g, "servers"))),
            new Check(Check.gives("P", "t"), List.of(), InputChecks::meanPower),
            new Check(Check.gives("N", "cycles"), List.of(), g -> Result.of(participants(g))),
            new Check(
                    called("client_rounds", "benchmark2"),
                    List.of("N", "global_rounds", "energy_renewal_cycles_by_group"),
                    g -> Result.of(number(g, "N") * number(g, "global_rounds") / slowest(g))),
            new Check(
                    called("client_rounds", "alg1"),
                    List.of("N", "global_rounds", "energy_renewal_cycles_by_group"),
                    g -> Result.of(participants(g) * number(g, "global_rounds"))));

    private InputChecks() {}

    /// Cases that give nothing of their own are told apart by what they are called.
    private static Predicate<PublishedCase> called(String... parts) {
        return published -> published.equation().isEmpty()
                && published.given().names().isEmpty()
                && List.of(parts).stream().allMatch(published.id().toLowerCase(Locale.ROOT)::contains);
    }

    /// A buffer is trained on again in every task after the first, Trinci et al. 2024.
    private static Result rehearsal(Given given) {
        double tasks = number(given, "tasks");
        double fresh = tasks * number(given, "samples_per_task");
        return Result.of((fresh + (tasks - 1) * number(given, "buffer")) / fresh);
    }

    private static Result meanPower(Given given) {
        double joules = given.needed(Dimension.POWER, "W", "P") * given.needed(Dimension.TIME, "s", "t");
        return new Result(joules, Dimension.ENERGY, java.util.Optional.empty(), true);
    }

    /// `Σ_g N/G · 1/E_g`: each of G equal groups takes part once in its cycle, Güler and Yener 2021.
    private static double participants(Given given) {
        List<Double> cycles = cycles(given);
        return number(given, "N") * cycles.stream().mapToDouble(c -> 1 / c).sum() / cycles.size();
    }

    private static double slowest(Given given) {
        return cycles(given).stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static List<Double> cycles(Given given) {
        Node node = given.node("cycles")
                .or(() -> given.node("energy_renewal_cycles_by_group"))
                .orElseThrow(() -> given.absent("cycles"));
        List<Node> items = node instanceof Node.Mapping mapping
                ? mapping.entries().stream().map(Node.Entry::value).toList()
                : Values.list(node);
        if (items.isEmpty()) {
            throw wattle.document.InputFault.at(node, "there are no cycles here.", "Maybe [1, 5, 10, 20].");
        }
        return items.stream().map(i -> (double) Values.count(i, 1)).toList();
    }

    private static double number(Given given, String name) {
        return given.needed(Dimension.SCALAR, "", name);
    }
}
