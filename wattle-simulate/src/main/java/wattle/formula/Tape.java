package wattle.formula;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// Formulas flattened into a list of operations, so that one evaluation touches three arrays and allocates
/// nothing.
///
/// Shared nodes are computed once. A tape is immutable and may be used by many threads, each with its own
/// workspace.
public final class Tape {

    private static final byte ADD = 0;
    private static final byte SUBTRACT = 1;
    private static final byte MULTIPLY = 2;
    private static final byte DIVIDE = 3;
    private static final byte MAX = 4;
    private static final byte MIN = 5;
    private static final byte CEILING = 6;

    private static final double[] NONE = new double[0];

    private final List<Formula.Input> inputs;
    private final List<Formula.Simulated> simulated;
    private final double[] constants;
    private final byte[] operations;
    private final int[] left;
    private final int[] right;
    private final int[] outputs;

    private Tape(Compiler compiler, int[] outputs) {
        this.inputs = List.copyOf(compiler.inputs);
        this.simulated = List.copyOf(compiler.simulated);
        this.constants =
                compiler.constants.stream().mapToDouble(Double::doubleValue).toArray();
        int size = compiler.operations.size();
        this.operations = new byte[size];
        this.left = new int[size];
        this.right = new int[size];
        int base = inputs.size() + simulated.size() + constants.length;
        for (int i = 0; i < size; i++) {
            int[] operation = compiler.operations.get(i);
            operations[i] = (byte) operation[0];
            left[i] = compiler.slot(operation[1], base);
            right[i] = compiler.slot(operation[2], base);
        }
        this.outputs = outputs;
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = compiler.slot(outputs[i], base);
        }
    }

    /// Compiles the formulas; output `i` of an evaluation is `formulas.get(i)`.
    public static Tape of(List<? extends Formula> formulas) {
        Compiler compiler = new Compiler();
        int[] outputs = new int[formulas.size()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = compiler.visit(formulas.get(i));
        }
        return new Tape(compiler, outputs);
    }

    /// The inputs, in the order in which [#evaluate] takes their values.
    public List<Formula.Input> inputs() {
        return inputs;
    }

    /// What a simulation must come to first, in the order in which an evaluation takes it; mostly nothing.
    public List<Formula.Simulated> simulated() {
        return simulated;
    }

    /// How many values an evaluation gives.
    public int outputCount() {
        return outputs.length;
    }

    /// Room for one thread's evaluations.
    public double[] workspace() {
        double[] slots = new double[inputs.size() + simulated.size() + constants.length + operations.length];
        System.arraycopy(constants, 0, slots, inputs.size() + simulated.size(), constants.length);
        return slots;
    }

    /// The typical value of each input, in base units.
    public double[] typical() {
        return inputs.stream().mapToDouble(i -> i.value().value().typical()).toArray();
    }

    /// Evaluates every formula.
    ///
    /// @param values one per input, in base units
    /// @param slots from [#workspace]; overwritten
    /// @param results one per formula; overwritten
    public void evaluate(double[] values, double[] slots, double[] results) {
        evaluate(values, NONE, slots, results);
    }

    /// Evaluates every formula after a simulation.
    ///
    /// @param values one per input, in base units
    /// @param found one per simulated number, in base units
    /// @param slots from [#workspace]; overwritten
    /// @param results one per formula; overwritten
    public void evaluate(double[] values, double[] found, double[] slots, double[] results) {
        System.arraycopy(values, 0, slots, 0, inputs.size());
        System.arraycopy(found, 0, slots, inputs.size(), simulated.size());
        int target = inputs.size() + simulated.size() + constants.length;
        for (int i = 0; i < operations.length; i++) {
            double a = slots[left[i]];
            double b = slots[right[i]];
            slots[target++] = switch (operations[i]) {
                case ADD -> a + b;
                case SUBTRACT -> a - b;
                case MULTIPLY -> a * b;
                case DIVIDE -> a / b;
                case MAX -> Math.max(a, b);
                case MIN -> Math.min(a, b);
                // A hair below a whole number is that number: 365 days / 5 days must not become 74 periods.
                case CEILING -> Math.ceil(a - 1e-9);
                default -> throw new IllegalStateException("unknown operation " + operations[i]);
            };
        }
        for (int i = 0; i < outputs.length; i++) {
            results[i] = slots[outputs[i]];
        }
    }

    /// Numbers nodes: inputs from 0, simulated numbers from 1 << 19, constants from 1 << 20, operations from 1 << 21,
    /// until
    /// all are known.
    private static final class Compiler {
        private static final int SIMULATED = 1 << 19;
        private static final int CONSTANT = 1 << 20;
        private static final int OPERATION = 1 << 21;

        private final IdentityHashMap<Formula, Integer> seen = new IdentityHashMap<>();
        private final List<Formula.Input> inputs = new ArrayList<>();
        private final List<Formula.Simulated> simulated = new ArrayList<>();
        private final List<Double> constants = new ArrayList<>();
        private final List<int[]> operations = new ArrayList<>();

        int slot(int reference, int base) {
            if (reference >= OPERATION) {
                return base + reference - OPERATION;
            }
            if (reference >= CONSTANT) {
                return inputs.size() + simulated.size() + reference - CONSTANT;
            }
            return reference >= SIMULATED ? inputs.size() + reference - SIMULATED : reference;
        }

        int visit(Formula formula) {
            Integer known = seen.get(formula);
            if (known != null) {
                return known;
            }
            int reference = switch (formula) {
                case Formula.Input input -> {
                    inputs.add(input);
                    yield inputs.size() - 1;
                }
                case Formula.Simulated found -> {
                    simulated.add(found);
                    yield SIMULATED + simulated.size() - 1;
                }
                case Formula.Constant constant -> constant(constant.value());
                case Formula.Figure figure -> visit(figure.body());
                case Formula.Ceiling ceiling -> {
                    int of = visit(ceiling.of());
                    yield operation(CEILING, of, of);
                }
                case Formula.Binary binary ->
                    operation(code(binary.operator()), visit(binary.left()), visit(binary.right()));
                case Formula.Sum sum -> sum(sum);
            };
            seen.put(formula, reference);
            return reference;
        }

        private int sum(Formula.Sum sum) {
            if (sum.terms().isEmpty()) {
                return constant(0);
            }
            int total = visit(sum.terms().getFirst());
            for (Formula term : sum.terms().subList(1, sum.terms().size())) {
                total = operation(ADD, total, visit(term));
            }
            return total;
        }

        private int constant(double value) {
            int index = constants.indexOf(value);
            if (index < 0) {
                constants.add(value);
                index = constants.size() - 1;
            }
            return CONSTANT + index;
        }

        private int operation(byte code, int a, int b) {
            operations.add(new int[] {code, a, b});
            return OPERATION + operations.size() - 1;
        }

        private static byte code(Formula.Operator operator) {
            return switch (operator) {
                case MINUS -> SUBTRACT;
                case TIMES -> MULTIPLY;
                case OVER -> DIVIDE;
                case LARGER -> MAX;
                case SMALLER -> MIN;
            };
        }
    }
}
