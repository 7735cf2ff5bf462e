package wattle.simulation.learning;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import wattle.signal.Signal;
import wattle.simulation.learning.Post.Role;

/// Where every joule of a simulation is written down, with the carbon of the moment it was spent in.
///
/// The only place that adds up energy. Not thread-safe: one simulation, one set of books.
@SuppressWarnings(
        "EnumOrdinal") // columns by post: an enum map would cost a lookup for each of a hundred million entries
public final class Books {

    private static final int POSTS = Post.values().length;

    private final double[] joules = new double[POSTS];
    private final double[] kilograms = new double[POSTS];
    private final double[] busyS = new double[Role.values().length];
    private final Signal[] grids = new Signal[Role.values().length];
    private final Watcher watcher;

    /// Sees each piece of energy as it is written down, in no order of time.
    @FunctionalInterface
    public interface Watcher {
        /// Energy spent evenly between two moments, in J and s.
        void spent(Post post, double joules, double fromS, double toS);

        /// Of how many devices, from the first, each phase is to be told.
        default int devices() {
            return 0;
        }

        /// What a device did, in no order of time.
        default void phase(int device, Post post, double fromS, double toS) {}
    }

    /// @param grids carbon intensity of each role's electricity, in kg/J over time in s
    public Books(Map<Role, Signal> grids, Watcher watcher) {
        for (Map.Entry<Role, Signal> entry : new EnumMap<>(grids).entrySet()) {
            this.grids[entry.getKey().ordinal()] = entry.getValue();
        }
        this.watcher = watcher;
    }

    /// A constant power over a time.
    ///
    /// @param watts at least 0
    /// @param grid factor on the carbon intensity of the post's role
    void power(Post post, double watts, double fromS, double toS, double grid) {
        if (toS > fromS) {
            energy(post, watts * (toS - fromS), fromS, toS, grid);
        }
    }

    /// Energy spent evenly over a time, or at one moment.
    void energy(Post post, double spentJ, double fromS, double toS, double grid) {
        if (spentJ == 0) {
            return;
        }
        Signal signal = grids[post.role().ordinal()];
        double intensity =
                signal.isConstant() || toS <= fromS ? signal.at(fromS) : signal.integral(fromS, toS) / (toS - fromS);
        joules[post.ordinal()] += spentJ;
        kilograms[post.ordinal()] += spentJ * intensity * grid;
        watcher.spent(post, spentJ, fromS, toS);
    }

    /// A device did something that its energy alone does not tell.
    void phase(int device, Post post, double fromS, double toS) {
        if (device < watcher.devices() && toS > fromS) {
            watcher.phase(device, post, fromS, toS);
        }
    }

    /// Machine time that a role's machines gave to the job, in s: embodied carbon is shared out by it.
    void busy(Role role, double machineS) {
        busyS[role.ordinal()] += machineS;
    }

    /// Energy of a post, in J.
    public double joules(Post post) {
        return joules[post.ordinal()];
    }

    /// Operational carbon of a post without facility overhead, in kg.
    public double kilograms(Post post) {
        return kilograms[post.ordinal()];
    }

    /// Machine time of a role, in s.
    public double busyS(Role role) {
        return busyS[role.ordinal()];
    }

    /// Energy of all posts, in J.
    public double totalJ() {
        return Arrays.stream(joules).sum();
    }
}
