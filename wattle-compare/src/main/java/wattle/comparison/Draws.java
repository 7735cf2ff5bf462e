package wattle.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import wattle.quantity.Range;

/// Sets of inputs drawn from their ranges, and the outputs they lead to. All subjects see the same sets:
/// changes
/// between them are paired. Equation ST-1.
///
/// Each input has a random stream of its own, seeded by its key, so that a new input leaves the others as
/// they were,
/// and is drawn by Latin hypercube (McKay, Beckman, Conover 1979): one value from each of `count` equal shares.
public final class Draws {

    private static final double WIDE = 10;

    private final double[] typicalOutputs;
    private final double[][] outputs;

    private Draws(double[] typicalOutputs, double[][] outputs) {
        this.typicalOutputs = typicalOutputs;
        this.outputs = outputs;
    }

    /// Draws `count` sets and evaluates each.
    public static Draws of(Response response, int count, long seed) {
        List<Factor> factors = response.factors();
        double[][] inputs = inputs(factors, count, seed);
        double[][] outputs = new double[count][response.outputCount()];
        for (int i = 0; i < count; i++) {
            response.evaluate(inputs[i], outputs[i]);
        }
        double[] typical = new double[response.outputCount()];
        response.evaluate(typicalInputs(factors), typical);
        return new Draws(typical, outputs);
    }

    /// Draws that were evaluated elsewhere.
    ///
    /// @param typical outputs for typical inputs
    /// @param outputs of each set of [#inputs]
    public static Draws of(double[] typical, double[][] outputs) {
        return new Draws(typical, outputs);
    }

    /// `count` sets of inputs.
    public static double[][] inputs(List<Factor> factors, int count, long seed) {
        double[][] inputs = new double[count][factors.size()];
        for (int j = 0; j < factors.size(); j++) {
            double[] column = column(factors.get(j), count, seed);
            for (int i = 0; i < count; i++) {
                inputs[i][j] = column[i];
            }
        }
        return inputs;
    }

    /// The typical value of each factor.
    public static double[] typicalInputs(List<Factor> factors) {
        return factors.stream().mapToDouble(f -> f.value().typical()).toArray();
    }

    private static double[] column(Factor factor, int count, long seed) {
        double[] column = new double[count];
        if (!factor.isUncertain()) {
            Arrays.fill(column, factor.value().typical());
            return column;
        }
        SplittableRandom random =
                new SplittableRandom(seed * 0x9E3779B97F4A7C15L + factor.key().hashCode());
        for (int i = 0; i < count; i++) {
            column[i] = quantile(factor.value(), (i + random.nextDouble()) / count);
        }
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swap = column[i];
            column[i] = column[j];
            column[j] = swap;
        }
        return column;
    }

    /// Two half-triangles that meet at the typical value, each with half of the probability: a value is as
    /// likely to lie
    /// below the typical one as above, and unlikely near the ends. Over the logarithm when the ends lie more
    /// than a
    /// factor of ten apart, because such a range states an order of magnitude. Equation ST-1.
    ///
    /// One triangle with its mode at the typical value would put most of the probability on the longer side,
    /// and so
    /// push products of skewed ranges away from the typical result.
    static double quantile(Range range, double p) {
        if (range.low() > 0 && range.high() / range.low() > WIDE) {
            return Math.exp(halves(Math.log(range.low()), Math.log(range.typical()), Math.log(range.high()), p));
        }
        return halves(range.low(), range.typical(), range.high(), p);
    }

    private static double halves(double low, double middle, double high, double p) {
        double value =
                p < 0.5 ? low + (middle - low) * Math.sqrt(2 * p) : high - (high - middle) * Math.sqrt(2 * (1 - p));
        return Math.clamp(value, low, high);
    }

    /// How many sets were drawn.
    public int count() {
        return outputs.length;
    }

    /// All outputs of one set.
    public double[] outputs(int draw) {
        return outputs[draw];
    }

    /// All outputs for typical inputs.
    public double[] typicalOutputs() {
        return typicalOutputs;
    }

    /// The 90 % interval of one output; its typical value is the one for typical inputs.
    public Range interval(int output) {
        double[] values = new double[outputs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = outputs[i][output];
        }
        return interval(values, typicalOutputs[output]);
    }

    /// The 90 % interval of values, stretched where needed to hold the typical one.
    static Range interval(double[] values, double typical) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = sorted.length == 0 ? typical : sorted[(int) Math.floor(0.05 * (sorted.length - 1))];
        double high = sorted.length == 0 ? typical : sorted[(int) Math.ceil(0.95 * (sorted.length - 1))];
        return new Range(Math.min(low, typical), typical, Math.max(high, typical));
    }
}
