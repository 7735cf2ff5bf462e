package wattle.app.export;

import java.time.ZoneOffset;
import java.util.Optional;
import wattle.quantity.Dimension;
import wattle.quantity.Energy;
import wattle.quantity.Range;
import wattle.report.Amounts;
import wattle.report.Digits;
import wattle.trace.EnergyEstimate;

/// A run as a paper tells it: a paragraph of the methods, a row of a table, and what to cite.
final class Citation {

    /// As in `CITATION.cff`.
    static final String TITLE =
            "Wattle: what machine learning really costs in energy, and which way of learning costs least";

    /// As in `CITATION.cff`.
    static final String AUTHORS = "The Wattle authors";

    private final Exported run;

    Citation(Exported run) {
        this.run = run;
    }

    /// One paragraph: total, interval, measured share, boundary, meters, period, version.
    String paragraph() {
        String time = Amounts.typical(Dimension.TIME, Range.exactly(run.wallS()));
        Optional<EnergyEstimate> total = run.total();
        if (total.isEmpty()) {
            return "No meter gave enough readings in the %s of the run '%s': its energy is unknown (Wattle %s).\n"
                    .formatted(Words.plain(time), run.name(), run.version());
        }
        Range energy = Exported.range(total.get());
        StringBuilder text = new StringBuilder();
        text.append("The run '%s' used %s of electricity (99 %% interval %s) in %s, %s, worked out with Wattle %s. "
                .formatted(
                        run.name(),
                        Amounts.typical(Dimension.ENERGY, energy),
                        ends(energy),
                        time,
                        run.how(),
                        run.version()));
        text.append(share());
        text.append("The boundary is %s; facility overhead is not included. ".formatted(run.boundary()));
        text.append("Meters: %s%s.".formatted(run.meters(), period()));
        run.zone()
                .ifPresent(grid -> text.append(" At %s, this is %s of CO2e (operational)."
                        .formatted(
                                grid.words(),
                                Amounts.of(
                                        Dimension.CARBON,
                                        energy.times(grid.carbon(1).kilograms())))));
        return Words.plain(text.append('\n').toString());
    }

    private String share() {
        Optional<Integer> measured = run.measuredPercent();
        if (measured.isEmpty()) {
            return "How much of it was measured, its file does not say. ";
        }
        if (measured.get() == 0) {
            return "Nothing of it was measured: it was modelled from utilisation. ";
        }
        long vendor = run.vendorPercent();
        return "Of this energy, 100 %% was measured%s and 0 %% modelled. "
                .formatted(vendor > 0 ? " (%d %% by counters of the hardware's vendor)".formatted(vendor) : "");
    }

    private String period() {
        return run.fact("period_s")
                .map(seconds -> ", read every %s s".formatted(seconds))
                .orElse("");
    }

    /// A row of `name & energy & low & high & unit & time in s & measured in % & meters`, under a comment that says so.
    /// Plain numbers, with no more digits than the interval allows.
    String latex() {
        String head = "% run & energy & low (99 %) & high (99 %) & unit & time (s) & measured (%) & meters\n";
        Optional<EnergyEstimate> total = run.total();
        if (total.isEmpty()) {
            return head
                    + "%s & -- & -- & -- & -- & %s & 0 & -- \\\\\n"
                            .formatted(Words.tex(run.name()), Plain.amount(run.wallS()));
        }
        Range joules = Exported.range(total.get());
        Amounts.Shown unit = Amounts.unitFor(Dimension.ENERGY, joules.typical());
        Range shown = joules.times(1 / unit.size());
        String[] ends = shown.isExact()
                ? new String[] {Digits.typical(shown), Digits.typical(shown)}
                : Digits.ends(shown).split("–", -1);
        return head
                + "%s & %s & %s & %s & %s & %s & %s & %s \\\\\n"
                        .formatted(
                                Words.tex(run.name()),
                                Words.plain(Digits.typical(shown)),
                                Words.plain(ends[0]),
                                Words.plain(ends[1]),
                                unit.unit().replace("µ", "\\textmu{}"),
                                Plain.amount(run.wallS()),
                                run.measuredPercent().map(String::valueOf).orElse("--"),
                                Words.tex(run.meters()));
    }

    /// Two entries: the run, and the software that measured it.
    String bibtex() {
        int year = run.began().atZone(ZoneOffset.UTC).getYear();
        String energy = run.total()
                .map(total -> Amounts.of(Dimension.ENERGY, Exported.range(total)) + ", 99 % interval")
                .orElse("energy unknown");
        String author = run.fact("tag.author")
                .map(name -> "  author = {%s},\n".formatted(Words.tex(name)))
                .orElse("");
        return """
                @misc{%s,
                %s  title = {Energy of the run %s: %s},
                  year = {%d},
                  howpublished = {%s, worked out with Wattle %s; run %s, begun %s},
                  note = {Boundary: %s. Meters: %s}
                }

                @misc{wattle,
                  author = {{%s}},
                  title = {%s},
                  note = {Version %s, Apache License 2.0}
                }
                """.formatted(
                        key(),
                        author,
                        Words.tex(run.name()),
                        Words.tex(energy),
                        year,
                        Words.tex(run.how()),
                        Words.tex(run.version()),
                        Words.tex(run.id()),
                        run.began(),
                        Words.tex(run.boundary()),
                        Words.tex(run.meters()),
                        AUTHORS,
                        TITLE,
                        Words.tex(run.version()));
    }

    private String key() {
        return "wattle-" + run.id().replaceAll("[^A-Za-z0-9-]+", "-");
    }

    private static String ends(Range joules) {
        Amounts.Shown unit = Amounts.unitFor(Dimension.ENERGY, new Energy(joules.typical()).joules());
        Range shown = joules.times(1 / unit.size());
        return (shown.isExact() ? Digits.typical(shown) : Digits.ends(shown)) + " " + unit.unit();
    }
}
