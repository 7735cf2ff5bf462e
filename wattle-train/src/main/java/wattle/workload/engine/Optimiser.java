package wattle.workload.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns gradients into steps, and remembers what it needs for the next one.
public sealed interface Optimiser {

    /// One step of every parameter.
    void step();

    /// What it remembers, by name, to be kept with a checkpoint.
    Map<String, Tensor> memory();

    /// Steps taken.
    long steps();

    /// Goes on from a number of steps; the memory is written by whoever kept it.
    void resume(long steps);

    /// Stochastic gradient descent with momentum.
    static Optimiser descent(Backend backend, Parameters parameters, double rate, double momentum) {
        return new Descent(backend, parameters, rate, momentum);
    }

    /// AdamW.
    static Optimiser adamw(Backend backend, Parameters parameters, AdamW settings) {
        return new Adaptive(backend, parameters, settings);
    }

    private static List<Tensor> zeros(Backend backend, Parameters parameters) {
        List<Tensor> zeros = new ArrayList<>();
        for (Tensor block : parameters.all()) {
            zeros.add(backend.state(new float[Math.toIntExact(block.elements())], block.shape()));
        }
        return zeros;
    }

    private static Map<String, Tensor> named(String prefix, Parameters parameters, List<Tensor> blocks) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        int i = 0;
        for (String name : parameters.blocks().keySet()) {
            named.put(prefix + name, blocks.get(i++));
        }
        return named;
    }

    /// The one of [#descent].
    final class Descent implements Optimiser {

        private final Backend backend;
        private final Parameters parameters;
        private final double rate;
        private final double momentum;
        private final List<Tensor> velocities;
        private long steps;

        private Descent(Backend backend, Parameters parameters, double rate, double momentum) {
            this.backend = backend;
            this.parameters = parameters;
            this.rate = rate;
            this.momentum = momentum;
            this.velocities = zeros(backend, parameters);
        }

        @Override
        public void step() {
            steps++;
            List<Tensor> all = parameters.all();
            for (int i = 0; i < all.size(); i++) {
                backend.descend(all.get(i), velocities.get(i), rate, momentum);
            }
        }

        @Override
        public Map<String, Tensor> memory() {
            return named("velocity.", parameters, velocities);
        }

        @Override
        public long steps() {
            return steps;
        }

        @Override
        public void resume(long steps) {
            this.steps = steps;
        }
    }

    /// The one of [#adamw].
    final class Adaptive implements Optimiser {

        private final Backend backend;
        private final Parameters parameters;
        private final AdamW settings;
        private final List<Tensor> first;
        private final List<Tensor> second;
        private long steps;

        private Adaptive(Backend backend, Parameters parameters, AdamW settings) {
            this.backend = backend;
            this.parameters = parameters;
            this.settings = settings;
            this.first = zeros(backend, parameters);
            this.second = zeros(backend, parameters);
        }

        @Override
        public void step() {
            steps++;
            List<Tensor> all = parameters.all();
            for (int i = 0; i < all.size(); i++) {
                backend.adamw(all.get(i), first.get(i), second.get(i), steps, settings);
            }
        }

        @Override
        public Map<String, Tensor> memory() {
            Map<String, Tensor> memory = named("first.", parameters, first);
            memory.putAll(named("second.", parameters, second));
            return memory;
        }

        @Override
        public long steps() {
            return steps;
        }

        @Override
        public void resume(long steps) {
            this.steps = steps;
        }
    }
}
