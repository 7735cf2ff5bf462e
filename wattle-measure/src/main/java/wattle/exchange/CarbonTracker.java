package wattle.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.trace.Basis;
import wattle.trace.Part;

/// carbontracker's logs. Its standard log gives the mean power of each component in each epoch; its output log one
/// total in kWh, **with the PUE already in it**, so that it is facility energy and never IT energy.
final class CarbonTracker implements Importer {

    private static final Pattern LINE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)(?:,\\d+)? - (.*)");
    private static final Pattern DURATION = Pattern.compile("Duration: (\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)");
    private static final Pattern POWER =
            Pattern.compile("Average power usage \\(W\\) for (\\w+): \\[?\\s*([^\\]]*?)\\s*\\]?");
    private static final Pattern PUE = Pattern.compile("PUE\\D*(\\d+(?:\\.\\d+)?)");
    private static final Pattern ACTUAL = Pattern.compile("(?i)actual consumption for (\\d+) epoch.*");
    private static final Pattern TIME = Pattern.compile("\\s*Time:\\s*(\\d+):(\\d\\d):(\\d\\d(?:\\.\\d+)?)");
    private static final Pattern ENERGY = Pattern.compile("\\s*Energy:\\s*(\\S+)\\s+kWh");

    /// The one that carbontracker multiplies with when none is given: the mean of 2022, Uptime Institute.
    private static final double USUAL_PUE = 1.59;

    @Override
    public String name() {
        return "carbontracker";
    }

    @Override
    public String about() {
        return "carbontracker logs, standard and output (W of each epoch; kWh with PUE inside)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        String head = file.head();
        return file.base().contains("carbontracker")
                || head.contains("carbontracker")
                || (head.contains("actual consumption for") && head.contains("kwh"));
    }

    @Override
    public Imported read(ForeignFile file) {
        Tracks tracks = new Tracks(name(), file);
        OptionalDouble pue = pue(file);
        double end = 0;
        double seconds = 0;
        boolean actual = false;
        for (int i = 0; i < file.lines().size(); i++) {
            String line = file.lines().get(i);
            Matcher timed = LINE.matcher(line);
            String text = timed.matches() ? timed.group(2) : line;
            if (timed.matches()) {
                OptionalLong at = Stamps.micros(timed.group(1), file.zone());
                if (at.isEmpty()) {
                    throw file.fault(i, 1, "'%s' is not a time.".formatted(timed.group(1)), "");
                }
                end = at.getAsLong();
                tracks.zoned(timed.group(1));
            }
            Matcher duration = DURATION.matcher(text);
            Matcher power = POWER.matcher(text);
            Matcher time = TIME.matcher(line);
            Matcher energy = ENERGY.matcher(line);
            if (duration.matches()) {
                seconds = seconds(duration);
            } else if (power.matches() && !power.group(2).equals("None")) {
                double watts = watts(file, i, power);
                between(component(power.group(1), tracks), end, seconds, watts * seconds);
            } else if (ACTUAL.matcher(text).find()) {
                actual = true;
            } else if (text.toLowerCase(Locale.ROOT).contains("predicted consumption")) {
                actual = false;
            } else if (actual && time.matches()) {
                seconds = seconds(time);
            } else if (actual && energy.matches()) {
                total(tracks, end, seconds, number(file, i, energy.group(1)) * 3.6e6, pue);
                actual = false;
            }
        }
        return tracks.done();
    }

    /// The total is divided by the PUE where the log says which it was; where it does not, it cannot become IT
    /// energy, and the usual one would be a guess.
    private static void total(Tracks tracks, double end, double seconds, double joules, OptionalDouble pue) {
        tracks.fact("facility_energy_j", String.valueOf(joules));
        if (pue.isEmpty()) {
            tracks.note(
                    ("the tool's energy of %.0f J has a PUE inside, which the log does not name (%s since 2023): it "
                                    + "is facility energy, divided here by that")
                            .formatted(joules, USUAL_PUE));
        } else {
            tracks.note("the tool's energy of %.0f J has a PUE of %s inside; divided by it here"
                    .formatted(joules, pue.getAsDouble()));
        }
        double divisor = pue.orElse(USUAL_PUE);
        Tracks.One one = tracks.energy(
                "total", Parts.COMPONENTS, Basis.OUR_MODEL, 0, "facility energy divided by a PUE of " + divisor);
        between(one, end, seconds, joules / divisor);
    }

    private static OptionalDouble pue(ForeignFile file) {
        return file.lines().stream()
                .map(PUE::matcher)
                .filter(Matcher::find)
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .filter(value -> value >= 1)
                .findFirst();
    }

    private static Tracks.One component(String word, Tracks tracks) {
        String name = word.toLowerCase(Locale.ROOT);
        Part part = name.equals("gpu") ? Parts.GPUS : Parts.CPU;
        Basis basis = name.equals("gpu") ? Basis.MEASURED : Basis.VENDOR_MODEL;
        return tracks.energy(name, part, basis, 0, "mean power of each epoch times its duration, without PUE");
    }

    private static void between(Tracks.One one, double endMicros, double seconds, double joules) {
        long end = Math.round(endMicros);
        one.between(end - Math.round(seconds * 1e6), end, joules);
    }

    private static double watts(ForeignFile file, int line, Matcher power) {
        List<Double> devices = new ArrayList<>();
        for (String text : power.group(2).strip().split("[\\s,]+", -1)) {
            devices.add(number(file, line, text));
        }
        return devices.stream().mapToDouble(w -> w).sum();
    }

    private static double seconds(Matcher found) {
        return Double.parseDouble(found.group(1)) * 3600
                + Double.parseDouble(found.group(2)) * 60
                + Double.parseDouble(found.group(3));
    }

    private static double number(ForeignFile file, int line, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw file.fault(line, 1, "'%s' is not a number.".formatted(text), "Maybe the log was cut off.");
        }
    }
}
