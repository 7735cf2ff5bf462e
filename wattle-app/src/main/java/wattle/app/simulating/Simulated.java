package wattle.app.simulating;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import wattle.app.Compare;
import wattle.app.Replications;
import wattle.catalog.Catalog;
import wattle.comparison.Answer;
import wattle.comparison.Outcome;
import wattle.document.InputFault;
import wattle.quantity.Nearest;
import wattle.quantity.Range;
import wattle.scenario.ParadigmKind;
import wattle.scenario.Scenario;
import wattle.scenario.ScenarioReader;
import wattle.simulation.ClosedForm;
import wattle.simulation.Events;
import wattle.simulation.learning.Bill;
import wattle.simulation.learning.Census;

/// A scenario that was simulated, ready to be told.
///
/// @param answer the comparison over all replications
/// @param paradigms each, in the order of the answer
/// @param replications how many ran to their end, the typical one included
/// @param wanted how many were asked for
/// @param complete whether all of them ran, each to its end
public record Simulated(Answer answer, List<Paradigm> paradigms, int replications, int wanted, boolean complete) {

    /// Copies the list.
    public Simulated {
        paradigms = List.copyOf(paradigms);
    }

    /// @param outcome costs over all replications
    /// @param reached replications in which every training reached the target
    /// @param closedFormJ what the closed form says for typical inputs
    /// @param wasted energy of devices whose update never counted, in J
    /// @param never share of the devices that never took part
    /// @param census who took part in the typical replication
    /// @param power what the electricity of the events costs, and what surplus covers of it
    public record Paradigm(
            Outcome outcome, int reached, double closedFormJ, Range wasted, Range never, Census census, Power power) {}

    /// Of the energy that events came to, facility overhead included, and not of the rest of the life cycle.
    ///
    /// @param currency of the cost; empty when no price is given
    /// @param cost in the currency
    /// @param coveredJ the most that renewable surplus can cover, in J, if one is given
    /// @param share of the energy that this is
    public record Power(String currency, Optional<Range> cost, Optional<Range> coveredJ, Optional<Range> share) {}

    /// Reads a file and leaves the paradigms that are asked for.
    ///
    /// @param kinds words of paradigms; empty: all that the file compares
    /// @throws InputFault for anything wrong with the file, or a paradigm it does not compare
    public static Scenario read(Catalog catalog, Path file, List<String> kinds) {
        Scenario scenario = new ScenarioReader(catalog).read(file);
        if (kinds.isEmpty()) {
            return scenario;
        }
        List<String> known =
                scenario.paradigms().stream().map(ParadigmKind::word).toList();
        List<ParadigmKind> wanted = new ArrayList<>();
        for (String kind : kinds) {
            if (!known.contains(kind)) {
                throw InputFault.inFile(
                        file.toString(),
                        "this scenario does not compare a paradigm '%s'; it has %s."
                                .formatted(kind, String.join(", ", known)),
                        Nearest.to(kind, known).map("Maybe '%s'."::formatted).orElse(""));
            }
            wanted.add(ParadigmKind.of(kind));
        }
        return new Scenario(
                scenario.heading(),
                scenario.task(),
                scenario.places(),
                scenario.network(),
                scenario.training(),
                wanted.stream().distinct().toList(),
                scenario.assumptions());
    }

    /// Puts replications beside the closed form.
    ///
    /// @param version of Wattle
    public static Simulated of(Catalog catalog, String version, Replications replications) {
        Answer answer = new Compare(catalog, version).answer(replications);
        Map<String, Double> closed = closed(replications.events().scenario());
        List<Paradigm> paradigms = new ArrayList<>();
        for (Outcome outcome : answer.outcomes()) {
            String id = outcome.paradigm().id();
            List<Events.Played> played = replications.played(id);
            paradigms.add(new Paradigm(
                    outcome,
                    (int) played.stream().filter(Events.Played::reached).count(),
                    Optional.ofNullable(closed.get(id)).orElse(0.0),
                    range(played.stream().map(p -> p.census().wastedJ()).toList()),
                    range(played.stream().map(p -> p.census().neverShare()).toList()),
                    played.getFirst().census(),
                    power(replications.events().scenario(), played)));
        }
        return new Simulated(
                answer, paradigms, replications.draws().count() + 1, replications.wanted(), replications.isComplete());
    }

    private static Power power(Scenario scenario, List<Events.Played> played) {
        return new Power(
                scenario.simulation().surroundings().signals().currency().orElse(""),
                over(played, Bill::cost),
                over(played, Bill::coveredJ),
                over(played, bill -> bill.coveredJ().map(j -> bill.spentJ() == 0 ? 0.0 : j / bill.spentJ())));
    }

    private static Optional<Range> over(List<Events.Played> played, Function<Bill, Optional<Double>> figure) {
        List<Double> values = played.stream()
                .map(p -> figure.apply(p.bill()))
                .flatMap(Optional::stream)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(range(values));
    }

    private static Map<String, Double> closed(Scenario scenario) {
        ClosedForm form = ClosedForm.of(scenario);
        double[] outputs = new double[form.outputCount()];
        form.evaluate(form.typical(), outputs);
        return form.paradigms().stream()
                .collect(java.util.stream.Collectors.toMap(
                        m -> m.id(), m -> outputs[form.position(m.totals().energy())]));
    }

    /// The typical value, with the smallest and largest of all replications.
    private static Range range(List<Double> values) {
        double low = values.stream().mapToDouble(v -> v).min().orElse(0);
        double high = values.stream().mapToDouble(v -> v).max().orElse(0);
        return new Range(low, values.getFirst(), high);
    }
}
