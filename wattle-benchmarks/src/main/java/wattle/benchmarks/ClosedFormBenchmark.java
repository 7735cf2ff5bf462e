package wattle.benchmarks;

import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import wattle.catalog.Catalog;
import wattle.formula.Tape;
import wattle.scenario.ScenarioReader;
import wattle.simulation.ClosedForm;

/// Scenarios evaluated per second on one core, after parsing: every line of seven paradigms, with inputs that
/// differ
/// from one evaluation to the next. Run with `-prof gc` to see that nothing is allocated.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Threads(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ClosedFormBenchmark {

    @Param({"../examples/hospitals.yaml"})
    private String file = "";

    private Tape tape = Tape.of(java.util.List.of());
    private double[][] inputs = {};
    private double[] slots = {};
    private double[] outputs = {};
    private int next;

    /// Parses once; draws a thousand sets of inputs.
    @Setup(Level.Trial)
    public void parse() {
        ClosedForm form = ClosedForm.of(new ScenarioReader(Catalog.builtIn()).read(Path.of(file)));
        if (form.paradigms().size() != 7) {
            throw new IllegalStateException(
                    "expected seven paradigms, found " + form.paradigms().size());
        }
        tape = form.tape();
        slots = tape.workspace();
        outputs = new double[tape.outputCount()];
        SplittableRandom random = new SplittableRandom(1);
        inputs = new double[1000][];
        for (int i = 0; i < inputs.length; i++) {
            double[] set = tape.typical();
            for (int j = 0; j < set.length; j++) {
                set[j] *= 1 + 0.1 * random.nextDouble();
            }
            inputs[i] = set;
        }
    }

    /// One scenario: all outputs of seven paradigms.
    @Benchmark
    public double evaluate() {
        next = next + 1 == inputs.length ? 0 : next + 1;
        tape.evaluate(inputs[next], slots, outputs);
        return outputs[0];
    }
}
