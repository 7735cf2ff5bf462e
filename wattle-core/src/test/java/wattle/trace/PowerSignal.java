package wattle.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A power over time whose energy is known exactly: pieces of constant power.
final class PowerSignal {

    private final List<Double> ends = new ArrayList<>();
    private final List<Double> watts = new ArrayList<>();
    private final List<Double> joules = new ArrayList<>();

    /// A random load of `lengthS`: constant, stepped, bursty, noisy, or a wave.
    static PowerSignal random(SplittableRandom random, double lengthS) {
        double low = 5 + 100 * random.nextDouble();
        double high = low + 400 * random.nextDouble();
        PowerSignal signal = new PowerSignal();
        switch (random.nextInt(6)) {
            case 0 -> signal.until(lengthS, low);
            case 1 -> {
                signal.until(lengthS * random.nextDouble(), low);
                signal.until(lengthS, high);
            }
            case 2 -> signal.telegraph(random, lengthS, low, high, lengthS / (2 + 30 * random.nextDouble()));
            case 3 -> signal.telegraph(random, lengthS, low, high, 0.02 + 0.5 * random.nextDouble());
            case 4 -> signal.noise(random, lengthS, low, high);
            default -> signal.wave(lengthS, low, high, 0.3 + 20 * random.nextDouble(), random.nextDouble());
        }
        return signal;
    }

    private void telegraph(SplittableRandom random, double lengthS, double low, double high, double meanS) {
        double time = 0;
        boolean up = random.nextBoolean();
        while (time < lengthS) {
            time += -meanS * Math.log(1 - random.nextDouble()) + 1e-3;
            until(time, up ? high : low);
            up = !up;
        }
    }

    private void noise(SplittableRandom random, double lengthS, double low, double high) {
        double keep = 0.5 + 0.499 * random.nextDouble();
        double state = 0;
        for (double time = 0.01; time < lengthS + 0.01; time += 0.01) {
            state = keep * state + Math.sqrt(1 - keep * keep) * random.nextGaussian();
            until(time, Math.clamp((low + high) / 2 + state * (high - low) / 4, 1, 600));
        }
    }

    private void wave(double lengthS, double low, double high, double periodS, double phase) {
        double piece = periodS / 64;
        for (double time = piece; time < lengthS + piece; time += piece) {
            double angle = 2 * Math.PI * (time / periodS + phase);
            until(time, low + (high - low) * (1 + Math.sin(angle)) / 2);
        }
    }

    private void until(double timeS, double power) {
        double before = ends.isEmpty() ? 0 : ends.getLast();
        double energy = joules.isEmpty() ? 0 : joules.getLast();
        ends.add(timeS);
        watts.add(power);
        joules.add(energy + power * (timeS - before));
    }

    /// Exact energy up to a time, in J.
    double energyJ(double timeS) {
        int low = 0;
        int high = ends.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends.get(middle) < timeS) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return joules.get(low) - watts.get(low) * (ends.get(low) - timeS);
    }

    /// Mean power of a time, in W.
    double meanW(double fromS, double toS) {
        return (energyJ(toS) - energyJ(fromS)) / (toS - fromS);
    }
}
