package wattle.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Ordinary least squares by Gram-Schmidt orthogonalisation, twice over. Columns that others explain are left
/// out, the later ones first.
///
/// Source: Å. Björck, "Numerical Methods for Least Squares Problems", SIAM 1996, section 2.4,
/// <https://doi.org/10.1137/1.9781611971484>.
final class LeastSquares {

    /// What is left of a column, relative to it, when others explain it.
    private static final double NOTHING = 1e-8;

    private final int[] used;
    /// Orthonormal columns, one array each.
    private final double[][] q;
    /// Upper triangular: `r[j][k]` for the used columns `j <= k`.
    private final double[][] r;
    private final double[] coefficients;
    private final double[] residuals;
    private final double total;

    private LeastSquares(int[] used, double[][] q, double[][] r, double[] y) {
        this.used = used;
        this.q = q;
        this.r = r;
        double[] projected = new double[q.length];
        residuals = y.clone();
        for (int j = 0; j < q.length; j++) {
            projected[j] = dot(q[j], residuals);
            subtract(residuals, q[j], projected[j]);
        }
        coefficients = upper(projected);
        double mean = Arrays.stream(y).sum() / y.length;
        total = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum();
    }

    /// @param columns of the design, as long as `y`
    static LeastSquares of(double[][] columns, double[] y) {
        List<Integer> used = new ArrayList<>();
        List<double[]> q = new ArrayList<>();
        double[][] r = new double[columns.length][columns.length];
        for (int c = 0; c < columns.length; c++) {
            double[] rest = columns[c].clone();
            double[] onto = new double[q.size()];
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < q.size(); j++) {
                    double part = dot(q.get(j), rest);
                    onto[j] += part;
                    subtract(rest, q.get(j), part);
                }
            }
            double norm = Math.sqrt(dot(rest, rest));
            if (norm > NOTHING * Math.sqrt(dot(columns[c], columns[c]))) {
                int k = q.size();
                for (int j = 0; j < k; j++) {
                    r[j][k] = onto[j];
                }
                r[k][k] = norm;
                used.add(c);
                q.add(Arrays.stream(rest).map(v -> v / norm).toArray());
            }
        }
        return new LeastSquares(used.stream().mapToInt(Integer::intValue).toArray(), q.toArray(double[][]::new), r, y);
    }

    /// The columns that were not left out, in order.
    int[] used() {
        return used.clone();
    }

    /// The coefficient of each used column.
    double coefficient(int k) {
        return coefficients[k];
    }

    /// Degrees of freedom that are left.
    int freedom() {
        return residuals.length - used.length;
    }

    /// Standard deviation of the residuals.
    double sigma() {
        return Math.sqrt(dot(residuals, residuals) / freedom());
    }

    /// Share of the variance that is explained; 1 when there is none to explain.
    double determination() {
        return total == 0 ? 1 : 1 - dot(residuals, residuals) / total;
    }

    /// Standard error of the coefficient of a used column.
    double standardError(int k) {
        double[] unit = new double[used.length];
        unit[k] = 1;
        return sigma() * Math.sqrt(leverage(unit));
    }

    /// `x' (X'X)^-1 x`: how far `x`, in the used columns, is from what was fitted.
    double leverage(double[] x) {
        double[] z = new double[x.length];
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            double rest = x[k];
            for (int j = 0; j < k; j++) {
                rest -= r[j][k] * z[j];
            }
            z[k] = rest / r[k][k];
            sum += z[k] * z[k];
        }
        return sum;
    }

    double at(double[] x) {
        return dot(coefficients, x);
    }

    /// Root of the mean squared error of each row when it is predicted from the others; rows that alone decide a
    /// coefficient cannot be, and do not count.
    double leaveOneOut() {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < residuals.length; i++) {
            double leverage = 0;
            for (double[] column : q) {
                leverage += column[i] * column[i];
            }
            if (leverage < 1 - NOTHING) {
                double error = residuals[i] / (1 - leverage);
                sum += error * error;
                count++;
            }
        }
        return Math.sqrt(sum / count);
    }

    private double[] upper(double[] right) {
        double[] solution = new double[right.length];
        for (int k = right.length - 1; k >= 0; k--) {
            double rest = right[k];
            for (int j = k + 1; j < right.length; j++) {
                rest -= r[k][j] * solution[j];
            }
            solution[k] = rest / r[k][k];
        }
        return solution;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void subtract(double[] from, double[] direction, double length) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= length * direction[i];
        }
    }
}
