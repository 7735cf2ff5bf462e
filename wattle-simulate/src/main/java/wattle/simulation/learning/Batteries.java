package wattle.simulation.learning;

import wattle.simulation.kernel.Distribution;
import wattle.simulation.kernel.Seed;

/// The charge of every device. It charges whenever it does not train, and what it trains with was charged at a loss.
public final class Batteries {

    private final double capacityJ;
    private final double chargeW;
    private final double floorJ;
    private final double efficiency;
    private final double[] levelJ;
    private final double[] atS;

    /// @param capacityJ of one, above 0
    /// @param chargeW while not training
    /// @param floor share of the capacity below which a device does not train
    /// @param efficiency energy stored over energy drawn, above 0 and at most 1
    /// @param initial shares of the capacity at the start
    public Batteries(
            int devices,
            double capacityJ,
            double chargeW,
            double floor,
            double efficiency,
            Distribution initial,
            Seed seed) {
        this.capacityJ = capacityJ;
        this.chargeW = chargeW;
        this.floorJ = floor * capacityJ;
        this.efficiency = efficiency;
        this.levelJ = new double[devices];
        this.atS = new double[devices];
        for (int i = 0; i < devices; i++) {
            levelJ[i] = capacityJ * Math.clamp(initial.draw(seed.split(i), 0), 0.0, 1.0);
        }
    }

    /// Charge of a device that does not train, in J.
    double levelJ(int i, double nowS) {
        return Math.min(capacityJ, levelJ[i] + chargeW * Math.max(0, nowS - atS[i]));
    }

    /// Whether a device may train with what it has.
    boolean suffices(int i, double nowS) {
        return levelJ(i, nowS) > floorJ;
    }

    /// When a device that does not train may train again; infinite: never.
    double sufficesAtS(int i, double nowS) {
        double missing = floorJ - levelJ(i, nowS);
        if (missing < 0) {
            return nowS;
        }
        // A hair above the floor: at the floor itself it would have nothing to spend.
        return chargeW > 0 && floorJ < capacityJ
                ? nowS + (missing + 1e-3 * (capacityJ - floorJ)) / chargeW
                : Double.POSITIVE_INFINITY;
    }

    /// What a device may spend before it must stop, in J.
    double reserveJ(int i, double nowS) {
        return Math.max(0, levelJ(i, nowS) - floorJ);
    }

    /// A device trained from one moment to another.
    ///
    /// @return energy lost in charging what it spent, in J
    double spend(int i, double fromS, double toS, double joules) {
        levelJ[i] = Math.max(0, levelJ(i, fromS) - joules);
        atS[i] = toS;
        return joules / efficiency - joules;
    }
}
