package wattle.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wattle.trace.Part;

/// Which part a tool's word means. A tool's sum over several parts gets a name that says what it covers: `cpu` is
/// all packages, `dram` all memory, `cpu+dram` both, `gpu-all` every accelerator.
final class Parts {

    private Parts() {}

    /// All packages together.
    static final Part CPU = Part.PLATFORM.inner("cpu");

    /// The memory of all packages together.
    static final Part DRAM = Part.PLATFORM.inner("dram");

    /// All packages and all memory.
    static final Part CPU_AND_DRAM = Part.PLATFORM.inner("cpu+dram");

    /// Every accelerator of the machine together.
    static final Part GPUS = Part.NODE.inner("gpu-all");

    /// Packages and accelerators.
    static final Part CPU_AND_GPU = Part.NODE.inner("cpu+gpu");

    /// Packages, memory and accelerators: what carbon trackers call the machine.
    static final Part COMPONENTS = Part.NODE.inner("cpu+dram+gpu");

    /// A module of processor and accelerator.
    static final Part MODULE = Part.NODE.inner("module-0");

    static Part cpu(String number) {
        return Part.PLATFORM.inner("cpu-" + number);
    }

    static Part dram(String number) {
        return Part.PLATFORM.inner("dram-" + number);
    }

    static Part gpu(String id) {
        return Part.NODE.inner("gpu-" + id.replace('/', '-'));
    }

    /// Puts a part inside of the sums of the same run that cover it, so that nothing is counted with its own sum:
    /// beside a channel of `cpu+dram`, package 0 is `…/cpu+dram/cpu-0`.
    static Part nested(Part part, Set<Part> ofRun) {
        if (!Part.NODE.contains(part) || part.equals(Part.NODE) || part.equals(Part.PLATFORM)) {
            return part;
        }
        int depth = Part.PLATFORM.contains(part) ? 3 : 2;
        String own = part.names().get(depth);
        List<Part> sums = ofRun.stream()
                .filter(sum -> isSum(sum.name()) && sum.names().size() <= 4 && covers(sum.name(), own))
                .sorted(Comparator.comparingInt((Part sum) -> -kinds(sum.name()).size())
                        .thenComparing(Part::toString))
                .toList();
        List<String> path = new ArrayList<>();
        for (Part sum : sums) {
            if (path.isEmpty() || kinds(path.getLast()).containsAll(kinds(sum.name()))) {
                path.add(sum.name());
            }
        }
        if (path.isEmpty()) {
            return part;
        }
        boolean platform = Part.PLATFORM.contains(sums.getFirst());
        List<String> names = new ArrayList<>((platform ? Part.PLATFORM : Part.NODE).names());
        names.addAll(path);
        names.addAll(part.names().subList(depth, part.names().size()));
        return new Part(names);
    }

    private static boolean isSum(String name) {
        return name.indexOf('-') < 0 || name.endsWith("-all");
    }

    private static boolean covers(String sum, String name) {
        Set<String> mine = kinds(sum);
        Set<String> theirs = kinds(name);
        return !sum.equals(name) && mine.containsAll(theirs) && (mine.size() > theirs.size() || !isSum(name));
    }

    private static Set<String> kinds(String name) {
        int index = name.indexOf('-');
        return new HashSet<>(Arrays.asList((index < 0 ? name : name.substring(0, index)).split("\\+", -1)));
    }
}
