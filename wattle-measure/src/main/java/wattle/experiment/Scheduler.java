package wattle.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a cluster's scheduler says of the place of this process, by its environment variables.
///
/// @param name `slurm` or `oar`
/// @param job identifies the job, its step and array task included: `4711.0`
/// @param node rank of this machine in the job
/// @param localRank rank of this process on its machine; only 0 reads the meters
/// @param facts what to keep with the run
public record Scheduler(String name, String job, int node, int localRank, Map<String, String> facts) {

    /// Copies the facts.
    public Scheduler {
        facts = Map.copyOf(facts);
    }

    /// Reads the variables of SLURM (`sbatch(1)`, output environment variables) and of OAR.
    ///
    /// @return empty outside of a job
    public static Optional<Scheduler> of(Map<String, String> variables) {
        if (variables.containsKey("SLURM_JOB_ID")) {
            return Optional.of(slurm(variables));
        }
        if (variables.containsKey("OAR_JOB_ID")) {
            return Optional.of(new Scheduler(
                    "oar",
                    variables.getOrDefault("OAR_JOB_ID", ""),
                    0,
                    0,
                    kept(variables, "oar.", "OAR_JOB_ID", "OAR_JOB_NAME", "OAR_PROJECT_NAME")));
        }
        return Optional.empty();
    }

    private static Scheduler slurm(Map<String, String> variables) {
        String step = variables.get("SLURM_STEP_ID");
        String job = variables.getOrDefault("SLURM_JOB_ID", "") + (step == null ? "" : "." + step);
        return new Scheduler(
                "slurm",
                job,
                number(variables, "SLURM_NODEID"),
                number(variables, "SLURM_LOCALID"),
                kept(
                        variables,
                        "slurm.",
                        "SLURM_JOB_ID",
                        "SLURM_JOB_NAME",
                        "SLURM_JOB_ACCOUNT",
                        "SLURM_JOB_PARTITION",
                        "SLURM_JOB_NODELIST",
                        "SLURM_ARRAY_JOB_ID",
                        "SLURM_ARRAY_TASK_ID",
                        "SLURM_STEP_ID",
                        "SLURM_NODEID",
                        "SLURM_PROCID",
                        "SLURM_LOCALID",
                        "SLURM_NTASKS_PER_NODE",
                        "CUDA_VISIBLE_DEVICES"));
    }

    private static Map<String, String> kept(Map<String, String> variables, String prefix, String... names) {
        Map<String, String> facts = new LinkedHashMap<>();
        for (String name : names) {
            String value = variables.get(name);
            if (value != null && !value.isBlank()) {
                facts.put(prefix + name, value);
            }
        }
        return facts;
    }

    private static int number(Map<String, String> variables, String name) {
        try {
            return Integer.parseInt(variables.getOrDefault(name, "0").strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
