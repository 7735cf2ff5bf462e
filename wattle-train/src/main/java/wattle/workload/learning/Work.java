package wattle.workload.learning;

import wattle.workload.engine.Shapes;
import wattle.workload.model.Model;

/// What a model costs, worked out of its shapes alone.
///
/// @param parameters numbers that are trained
/// @param forwardFlop of one item, forward
/// @param trainingFlop of one item, forward and backward
public record Work(int parameters, long forwardFlop, long trainingFlop) {

    /// Bytes of a number of 32 bits.
    private static final int BYTES = Float.BYTES;

    /// That of a task's model.
    ///
    /// @param input sizes of one item, without the batch
    public static Work of(Task task, long... input) {
        Shapes shapes = new Shapes();
        Model model = task.model(shapes, 0);
        long[] one = new long[input.length + 1];
        one[0] = 1;
        System.arraycopy(input, 0, one, 1, input.length);
        model.scores(shapes.floats(new float[0], one));
        return new Work(model.parameters().count(), shapes.forwardFlop(), shapes.trainingFlop());
    }

    /// Bytes of the model as it travels.
    public long modelBytes() {
        return (long) parameters * BYTES;
    }
}
