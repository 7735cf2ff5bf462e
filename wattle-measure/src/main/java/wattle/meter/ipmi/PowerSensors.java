package wattle.meter.ipmi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sensors of a controller that tell the power of the machine: the inputs of its power supplies, whose
/// sum is what the wall gives, or else one sensor of the whole system.
///
/// @param inputs whether they are inputs of power supplies
record PowerSensors(List<String> names, boolean inputs) {

    /// What prints all sensors with name, number, state, entity and value.
    static final String LIST = "sdr elist full";

    private static final Pattern ROW = Pattern.compile("([^|]+)\\|[^|]*\\|[^|]*\\|[^|]*\\|\\s*([\\d.]+) Watts\\s*");
    private static final Pattern VALUE = Pattern.compile("([^|]+)\\|\\s*([\\d.]+)\\s*");
    private static final Pattern INPUT = Pattern.compile("(?i)PSU?\\s*\\d.*\\b(in|input|pin)\\b.*");

    /// Names by Dell, HPE, Supermicro, Lenovo, Intel and Fujitsu boards.
    private static final Pattern SYSTEM =
            Pattern.compile("(?i).*(pwr consumption|system level|sys(tem)?[ _]?power|total[ _]?power|power meter).*");

    /// @param lines what [#LIST] printed
    static Optional<PowerSensors> of(List<String> lines) {
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                all.add(row.group(1).strip());
            }
        }
        List<String> inputs =
                all.stream().filter(name -> INPUT.matcher(name).matches()).toList();
        if (!inputs.isEmpty()) {
            return Optional.of(new PowerSensors(inputs, true));
        }
        return all.stream()
                .filter(name -> SYSTEM.matcher(name).matches())
                .findFirst()
                .map(name -> new PowerSensors(List.of(name), false));
    }

    /// What prints their values.
    String command() {
        return "sensor reading "
                + String.join(
                        " ", names.stream().map(name -> "\"" + name + "\"").toList());
    }

    /// Their sum, in W; empty when one of them says nothing, because a part is not the whole.
    OptionalDouble sum(List<String> lines) {
        double sum = 0;
        int found = 0;
        for (String line : lines) {
            Matcher value = VALUE.matcher(line);
            if (value.matches() && names.contains(value.group(1).strip())) {
                sum += Double.parseDouble(value.group(2));
                found++;
            }
        }
        return found == names.size() ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }
}
