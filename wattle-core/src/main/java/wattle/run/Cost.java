package wattle.run;

import java.util.Optional;

/// The costs that are reported beside energy. A run has the ones it knows; the others are missing, never 0.
public enum Cost {
    PARAMETERS("parameters", "", "Trainable parameters of the model"),
    MODEL_SIZE("modelSizeBit", "bit", "Size of the model as it travels"),
    FLOPS("usefulFlop", "FLOP", "Model operations, forward and backward; a multiply-add counts as two"),
    SAMPLES("samples", "", "Items that were trained on, repetitions included"),
    ROUNDS("rounds", "", "Passes over the data, or server rounds, of the first training"),
    WALL_TIME("timeToTargetS", "s", "Time from the first byte sent to the first model at the target"),
    DEVICE_TIME("deviceTimeS", "s", "Time of all machines together; 3600 s are one device-hour"),
    PEAK_MEMORY("peakMemoryBit", "bit", "Largest memory in use on one machine"),
    DATA_UP("dataUpBit", "bit", "Data moved from devices towards servers"),
    DATA_DOWN("dataDownBit", "bit", "Data moved from servers towards devices"),
    DATA_SIDE("dataSideBit", "bit", "Data moved between devices"),
    LATENCY("inferenceLatencyS", "s", "Time of one request, network and computing"),
    QUALITY("quality", "", "The quality reached, in the target's metric"),
    ENERGY_PER_QUALITY("energyPerQualityPointJ", "J", "Energy per point of the quality metric"),
    ENERGY_DELAY("energyDelayJs", "J·s", "Energy times time to target"),
    POWER_EFFICIENCY("powerEfficiencyFlopPerJ", "FLOP/J", "Useful operations per joule over the whole boundary"),
    COMPUTATION_EFFICIENCY("computationEfficiency", "", "Achieved over peak rate while training, waiting included"),
    CARBON_OPERATIONAL("carbonOperationalKg", "kg", "Energy times the intensity of the grid where it was spent"),
    CARBON_EMBODIED("carbonEmbodiedKg", "kg", "The task's share of making the machines");

    private final String key;
    private final String unit;
    private final String meaning;

    Cost(String key, String unit, String meaning) {
        this.key = key;
        this.unit = unit;
        this.meaning = meaning;
    }

    /// The name in a run's file, unit included: `dataUpBit`.
    public String key() {
        return key;
    }

    /// The unit of its values; empty for a plain number.
    public String unit() {
        return unit;
    }

    /// What it is, in one line.
    public String meaning() {
        return meaning;
    }

    /// The cost of a key.
    public static Optional<Cost> of(String key) {
        for (Cost cost : values()) {
            if (cost.key.equals(key)) {
                return Optional.of(cost);
            }
        }
        return Optional.empty();
    }
}
