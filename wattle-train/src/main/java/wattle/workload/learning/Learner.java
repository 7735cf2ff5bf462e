package wattle.workload.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import wattle.document.InputFault;
import wattle.workload.engine.Backend;
import wattle.workload.engine.Optimiser;
import wattle.workload.engine.Scope;
import wattle.workload.engine.Tensor;
import wattle.workload.model.Model;

/// A model on an engine, that is trained and tested.
final class Learner {

    private final Backend backend;
    private final Task task;
    private final Model model;
    private final List<Tensor> anchor = new ArrayList<>();

    /// @param seed of the first weights
    Learner(Backend backend, Task task, long seed) {
        this.backend = backend;
        this.task = task;
        this.model = task.model(backend, seed);
    }

    Model model() {
        return model;
    }

    float[] weights() {
        return model.parameters().read(backend);
    }

    void weights(float[] weights) {
        model.parameters().write(backend, weights);
    }

    Optimiser descent() {
        return Optimiser.descent(backend, model.parameters(), task.recipe().clientRate(), 0);
    }

    /// One step on some items.
    ///
    /// @param pull towards the anchor; 0 for none
    /// @return the loss before it
    double step(int[] items, Optimiser optimiser, SplittableRandom random, double pull) {
        Batch batch = task.batch(items, random);
        List<Tensor> parameters = model.parameters().all();
        try (Scope _ = backend.scope()) {
            Tensor loss = task.loss(backend, model.scores(batch.inputs(backend)), batch.labels(backend));
            backend.forget(parameters);
            backend.differentiate(loss);
            if (pull > 0) {
                for (int i = 0; i < parameters.size(); i++) {
                    backend.pull(parameters.get(i), anchor.get(i), pull);
                }
            }
            if (task.recipe().longest() > 0) {
                backend.clip(parameters, task.recipe().longest());
            }
            double value = backend.read(loss)[0];
            if (!Double.isFinite(value)) {
                throw InputFault.of(
                        "Training has gone astray: the loss is %s.".formatted(value),
                        "Maybe another --seed or fewer --local-epochs; what was measured until here is kept.");
            }
            optimiser.step();
            return value;
        }
    }

    /// Passes over items, in the order of a stream of random numbers.
    ///
    /// @param isStopped looked at before each step
    /// @return items trained on
    long passes(int[] items, int epochs, SplittableRandom random, double pull, BooleanSupplier isStopped) {
        if (pull > 0) {
            hold();
        }
        Optimiser optimiser = descent();
        long done = 0;
        int batch = task.recipe().batch();
        for (int epoch = 0; epoch < epochs; epoch++) {
            int[] order = items.clone();
            wattle.workload.data.Split.shuffle(order, random);
            for (int at = 0; at < order.length && !isStopped.getAsBoolean(); at += batch) {
                int[] some = Arrays.copyOfRange(order, at, Math.min(order.length, at + batch));
                step(some, optimiser, random, pull);
                done += some.length;
            }
        }
        return done;
    }

    /// Remembers the weights as they are, to be pulled back to.
    private void hold() {
        List<Tensor> parameters = model.parameters().all();
        for (int i = 0; i < parameters.size(); i++) {
            float[] values = backend.read(parameters.get(i));
            if (anchor.size() <= i) {
                anchor.add(backend.state(values, parameters.get(i).shape()));
            } else {
                backend.write(anchor.get(i), values);
            }
        }
    }

    /// Tests the model.
    Quality quality(int sample, Tally tally) {
        return task.quality(
                batch -> {
                    tally.tested(batch.inputShape()[0]);
                    try (Scope _ = backend.evaluation()) {
                        return backend.best(model.scores(batch.inputs(backend)));
                    }
                },
                sample);
    }

    /// Adds its weights to what is kept, by name.
    void keep(String prefix, Map<String, Checkpoint.Block> blocks) {
        model.parameters()
                .blocks()
                .forEach((name, block) ->
                        blocks.put(prefix + name, new Checkpoint.Block(block.shape(), backend.read(block))));
    }

    /// Takes back what was kept.
    ///
    /// @throws IllegalArgumentException when it is of another model
    void restore(String prefix, Map<String, Checkpoint.Block> blocks) {
        model.parameters().blocks().forEach((name, block) -> write(prefix + name, block, blocks));
    }

    /// Adds what an optimiser remembers to what is kept.
    void keep(Optimiser optimiser, Map<String, Checkpoint.Block> blocks) {
        optimiser
                .memory()
                .forEach((name, block) ->
                        blocks.put("optimiser." + name, new Checkpoint.Block(block.shape(), backend.read(block))));
    }

    /// Takes back what was kept of an optimiser.
    void restore(Optimiser optimiser, Map<String, Checkpoint.Block> blocks) {
        optimiser.memory().forEach((name, block) -> write("optimiser." + name, block, blocks));
    }

    private void write(String name, Tensor block, Map<String, Checkpoint.Block> blocks) {
        Checkpoint.Block kept = blocks.get(name);
        if (kept == null || !Arrays.equals(kept.shape(), block.shape())) {
            throw new IllegalArgumentException(
                    "the checkpoint has no %s of shape %s".formatted(name, Arrays.toString(block.shape())));
        }
        backend.write(block, kept.values());
    }
}
