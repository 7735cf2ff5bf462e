package wattle.simulation.cohort;

import java.util.ArrayList;
import java.util.List;
import wattle.simulation.cohort.Atoms.Atom;
import wattle.simulation.learning.World;

/// When devices of one kind do what in a round that begins at 0, in s.
///
/// @param atom the devices
/// @param downS the model has arrived
/// @param trainS time of training
/// @param evaluateS time of evaluating
/// @param sendS the update begins to flow
/// @param doneS the update has arrived
record Passage(Atom atom, double downS, double trainS, double evaluateS, double sendS, double doneS) {

    double trainedS() {
        return downS + trainS;
    }

    double evaluatedS() {
        return downS + trainS + evaluateS;
    }

    double upS() {
        return doneS - sendS;
    }

    /// The passages of all devices. Where links are shared, everybody's flows go at what is left for each.
    ///
    /// @param asked devices in the round
    /// @param work of the round over that in the first training
    static List<Passage> of(World world, List<Atom> atoms, long asked, double work) {
        int participants = (int) Math.min(asked, Integer.MAX_VALUE);
        double downBits = world.exchange().downBits(participants);
        double upBits = world.exchange().upBits(participants);
        List<Passage> own = new ArrayList<>(atoms.size());
        for (Atom atom : atoms) {
            double down = world.wires().latencyS() + downBits / (world.wires().downBitPerS() * atom.link());
            double up = upBits / (world.wires().upBitPerS() * atom.link());
            own.add(of(world, atom, work, down, up));
        }
        return world.wires().shared().binds() ? new Fluid(world, own, asked, downBits, upBits).passages() : own;
    }

    private static Passage of(World world, Atom atom, double work, double downS, double upS) {
        double trainS = world.device().trainS() * work * atom.compute();
        double evaluateS = world.device().evaluateS() * atom.compute();
        double sendS = downS + trainS + evaluateS + world.wires().latencyS();
        return new Passage(atom, downS, trainS, evaluateS, sendS, sendS + upS);
    }
}
