package wattle.meter.slurm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import wattle.meter.Archive;
import wattle.meter.Machine;
import wattle.meter.MeterKind;
import wattle.meter.Probe;

/// The energy that SLURM accounts for the job in which Wattle runs (`SLURM_JOB_ID`), by `sacct` from the
/// path or from `WATTLE_SACCT`.
public final class SlurmKind implements MeterKind, Archive.Kind {

    @Override
    public String name() {
        return "slurm";
    }

    /// Says only when the program is missing: there is nothing to read before the end.
    @Override
    public List<Probe> probe(Machine machine) {
        return machine.variable("SLURM_JOB_ID").isPresent() && program(machine).isEmpty()
                ? List.of(new Probe.Absent("SLURM accounting", "the program sacct is not on the PATH"))
                : List.of();
    }

    @Override
    public List<Archive> archives(Machine machine) {
        Optional<String> job = machine.variable("SLURM_JOB_ID").filter(id -> id.matches("\\d+"));
        Optional<Path> program = program(machine);
        return job.isPresent() && program.isPresent() ? List.of(new SlurmArchive(program.get(), job.get())) : List.of();
    }

    private static Optional<Path> program(Machine machine) {
        Optional<Path> named = machine.variable("WATTLE_SACCT").map(Path::of);
        return named.isPresent()
                ? named.filter(Files::isExecutable)
                : machine.variable("PATH").stream()
                        .flatMap(path -> Arrays.stream(path.split(":", -1)))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, "sacct"))
                        .filter(Files::isExecutable)
                        .findFirst();
    }
}
