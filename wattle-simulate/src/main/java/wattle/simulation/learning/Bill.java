package wattle.simulation.learning;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import wattle.signal.Signal;

/// What electricity costs at the moments it is spent in, and how much of it renewable power that would otherwise be
/// lost
/// can cover. Equations EV-9 and EV-10.
///
/// Energy spent at one moment has that moment's price. Surplus is counted by slots of time: within one, what is spent
/// and
/// what is left over may meet, so that coverage is an upper bound that grows tighter as slots grow shorter. Slots begin
/// at [#SLOT_S] and double when a simulation is longer than [#SLOTS] of them.
///
/// Not thread-safe: one simulation, one bill.
public final class Bill implements Books.Watcher {

    /// Slots of time in which surplus is counted.
    public static final int SLOTS = 1 << 16;

    /// Width of a slot at first, in s.
    public static final double SLOT_S = 60;

    private final @Nullable Signal pricePerJ;
    private final @Nullable Signal surplusW;
    private final ToDoubleFunction<Post> overhead;
    private final Books.Watcher next;
    private final PowerTrace slots = new PowerTrace(SLOTS, SLOT_S);
    private double cost;
    private double spentJ;

    /// @param pricePerJ price of a joule over time in s; may be negative; empty: not counted
    /// @param surplusW renewable power that is left over, in W; empty: not counted
    /// @param overhead energy from the grid over energy of a post: the PUE of the facility it is spent in, or 1
    /// @param next is told of everything as well
    public Bill(
            Optional<Signal> pricePerJ,
            Optional<Signal> surplusW,
            ToDoubleFunction<Post> overhead,
            Books.Watcher next) {
        this.pricePerJ = pricePerJ.orElse(null);
        this.surplusW = surplusW.orElse(null);
        this.overhead = overhead;
        this.next = next;
    }

    @Override
    public void spent(Post post, double joules, double fromS, double toS) {
        double drawnJ = joules * overhead.applyAsDouble(post);
        spentJ += drawnJ;
        if (pricePerJ != null) {
            double price = pricePerJ.isConstant() || toS <= fromS
                    ? pricePerJ.at(fromS)
                    : pricePerJ.integral(fromS, toS) / (toS - fromS);
            cost += drawnJ * price;
        }
        if (surplusW != null) {
            slots.spent(post, drawnJ, fromS, toS);
        }
        next.spent(post, joules, fromS, toS);
    }

    @Override
    public int devices() {
        return next.devices();
    }

    @Override
    public void phase(int device, Post post, double fromS, double toS) {
        next.phase(device, post, fromS, toS);
    }

    /// Cost of all that was spent, in the currency of the price; empty when there is no price.
    public Optional<Double> cost() {
        return pricePerJ == null ? Optional.empty() : Optional.of(cost);
    }

    /// Energy that was drawn, facility overhead included, in J.
    public double spentJ() {
        return spentJ;
    }

    /// The most of it that surplus can cover, in J; empty when there is no surplus. A negative surplus is none.
    public Optional<Double> coveredJ() {
        if (surplusW == null) {
            return Optional.empty();
        }
        double covered = 0;
        for (int slot = 0; slot < slots.bins(); slot++) {
            double used = 0;
            for (Post post : slots.posts()) {
                used += slots.joules(post, slot);
            }
            double from = slot * slots.binS();
            covered += Math.min(used, Math.max(0, surplusW.integral(from, from + slots.binS())));
        }
        // Sums in two orders differ by rounding.
        return Optional.of(covered >= spentJ * (1 - 1e-12) ? spentJ : covered);
    }
}
