package wattle.app.simulating;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import wattle.comparison.Outcome;
import wattle.quantity.Dimension;
import wattle.quantity.Range;
import wattle.report.Amounts;
import wattle.run.Entry;
import wattle.run.Origin;
import wattle.simulation.learning.Census;

/// A simulation for people: as text in a terminal, or as Markdown.
public final class SimulationReport {

    private static final int MOST_LINES = 9;

    private final Simulated simulated;
    private final boolean markdown;
    private final StringBuilder out = new StringBuilder();

    private SimulationReport(Simulated simulated, boolean markdown) {
        this.simulated = simulated;
        this.markdown = markdown;
    }

    /// As text.
    public static String text(Simulated simulated) {
        return new SimulationReport(simulated, false).write();
    }

    /// As Markdown.
    public static String markdown(Simulated simulated) {
        return new SimulationReport(simulated, true).write();
    }

    private String write() {
        var question = simulated.answer().question();
        line(markdown ? "# " + question.scenario() : question.scenario());
        line("");
        line(simulated.answer().sentences().headline());
        line("");
        line("Simulated event by event, %d of %d replications, seed %d; per %s."
                .formatted(
                        simulated.replications(),
                        simulated.wanted(),
                        question.engine().seed(),
                        question.functionalUnit()));
        if (!simulated.complete()) {
            line("STOPPED before the end: what follows is what had been simulated by then.");
        }
        line("");
        costs();
        simulated.paradigms().forEach(this::paradigm);
        return out.toString();
    }

    private void costs() {
        List<List<String>> rows = new ArrayList<>();
        for (Simulated.Paradigm paradigm : simulated.paradigms()) {
            Outcome outcome = paradigm.outcome();
            double joules = outcome.energy().total().typical().joules();
            rows.add(List.of(
                    outcome.paradigm().label(),
                    "%d of %d".formatted(paradigm.reached(), simulated.replications()),
                    Amounts.of(Dimension.SCALAR, outcome.service().rounds()),
                    outcome.service()
                            .timeToTarget()
                            .map(t -> Amounts.of(Dimension.TIME, t.range()))
                            .orElse("not reached"),
                    Amounts.of(Dimension.ENERGY, outcome.energy().total().range()),
                    Amounts.of(Dimension.CARBON, outcome.carbon().operational().range()),
                    beside(joules, paradigm.closedFormJ())));
        }
        table(List.of("Paradigm", "Reached", "Rounds", "Time to target", "Energy", "Carbon", "Closed form is"), rows);
    }

    /// How far the closed form is from the simulation.
    private static String beside(double joules, double closed) {
        if (joules <= 0) {
            return "–";
        }
        double change = closed / joules - 1;
        return Math.abs(change) < 5e-4 ? "the same" : "%+.1f %%".formatted(100 * change);
    }

    private void paradigm(Simulated.Paradigm paradigm) {
        Outcome outcome = paradigm.outcome();
        line("");
        line((markdown ? "## " : "") + outcome.paradigm().label() + ": "
                + outcome.paradigm().description());
        if (markdown) {
            line("");
        }
        double total = outcome.energy().total().typical().joules();
        List<Entry> entries = outcome.ledger().entries().stream()
                .filter(e ->
                        e.origin() != Origin.EXCLUDED && e.energy().typical().joules() > 0)
                .sorted(Comparator.comparingDouble(
                        (Entry e) -> -e.energy().typical().joules()))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        double rest = total;
        for (Entry entry : entries.subList(0, Math.min(MOST_LINES, entries.size()))) {
            rest -= entry.energy().typical().joules();
            rows.add(List.of(
                    entry.key(),
                    Amounts.of(Dimension.ENERGY, entry.energy().range()),
                    share(entry.energy().typical().joules(), total),
                    entry.origin().word()));
        }
        if (entries.size() > MOST_LINES) {
            rows.add(List.of("the other " + (entries.size() - MOST_LINES), energy(rest), share(rest, total), ""));
        }
        table(List.of("Where it goes", "Energy", "Share", "Origin"), rows);
        people(paradigm);
    }

    private void power(Simulated.Power power) {
        power.cost()
                .ifPresent(cost -> line(
                        "  Its electricity costs %s %s, facility overhead included, without the rest of the life cycle."
                                .formatted(Amounts.of(Dimension.SCALAR, cost), power.currency())));
        power.coveredJ()
                .ifPresent(joules -> line("  Renewable surplus covers at most %s of it (%s)."
                        .formatted(
                                Amounts.of(Dimension.ENERGY, joules),
                                Amounts.percent(power.share().orElse(Range.exactly(0))))));
    }

    private void people(Simulated.Paradigm paradigm) {
        power(paradigm.power());
        if (paradigm.wasted().high() > 0) {
            line("  Wasted on updates that never counted: %s (in the lines above)."
                    .formatted(Amounts.of(Dimension.ENERGY, paradigm.wasted())));
        }
        Census census = paradigm.census();
        if (census.meanStaleness() > 0) {
            line("  Updates were %.2f models old on average.".formatted(census.meanStaleness()));
        }
        List<Census.GroupCount> groups = census.groups();
        long late = groups.stream().mapToLong(Census.GroupCount::late).sum();
        long lost = groups.stream().mapToLong(Census.GroupCount::lost).sum();
        if (census.updates() > 0) {
            line("  Updates that counted: %,d; late: %,d; lost: %,d. Devices that never took part: %s."
                    .formatted(census.updates(), late, lost, Amounts.percent(paradigm.never())));
        }
        if (groups.size() > 1 && groups.stream().anyMatch(group -> group.asked() > 0)) {
            for (Census.GroupCount group : groups) {
                line("  %s: %.0f %% of the devices, %.0f %% of the updates; asked %,d times, late %,d, lost %,d."
                        .formatted(
                                group.name(),
                                100 * group.share(),
                                100 * group.shareOfUpdates(),
                                group.asked(),
                                group.late(),
                                group.lost()));
            }
        }
    }

    private static String energy(double joules) {
        return Amounts.of(Dimension.ENERGY, Range.exactly(Math.max(0, joules)));
    }

    private static String share(double part, double total) {
        return total <= 0 ? "–" : "%.1f %%".formatted(100 * part / total);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void table(List<String> head, List<List<String>> rows) {
        if (markdown) {
            line("| " + String.join(" | ", head) + " |");
            line("|" + " --- |".repeat(head.size()));
            rows.forEach(row -> line("| " + String.join(" | ", row) + " |"));
            line("");
            return;
        }
        int[] widths = new int[head.size()];
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(rows);
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : all) {
            StringBuilder text = new StringBuilder("  ");
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String pad = " ".repeat(widths[i] - cell.length());
                text.append(i == 0 ? cell + pad : "  " + pad + cell);
            }
            line(text.toString().stripTrailing());
        }
    }

    /// The same, one row for each paradigm and ledger line, in SI units and with every digit.
    public static String csv(Simulated simulated) {
        StringBuilder text =
                new StringBuilder("paradigm,stage,place,activity,sector,energy_j,energy_low_j,energy_high_j,origin\n");
        for (Simulated.Paradigm paradigm : simulated.paradigms()) {
            for (Entry entry : paradigm.outcome().ledger().entries()) {
                Range energy = entry.energy().range();
                text.append(String.join(
                                ",",
                                paradigm.outcome().paradigm().id(),
                                entry.stage().word(),
                                entry.place().name(),
                                entry.activity().word(),
                                entry.sector().word(),
                                Double.toString(energy.typical()),
                                Double.toString(energy.low()),
                                Double.toString(energy.high()),
                                entry.origin().word().toLowerCase(Locale.ROOT)))
                        .append('\n');
            }
        }
        return text.toString();
    }
}
