package wattle.app.reproduction;

import java.util.List;
import java.util.Optional;
import wattle.document.InputFault;
import wattle.quantity.Dimension;

/// What the equations need of a case, in base units.
///
/// @param policy whose equation
/// @param devices who takes part
/// @param data moved
/// @param links energy of a bit, in J
/// @param energies of one round
/// @param pue `γ` of the server's facility; 1 where there is no server
record LawInputs(LearningPolicy policy, Devices devices, Moved data, Links links, Energies energies, double pue) {

    private static final String[] PUE = {"PUE_gamma", "gamma", "PUE"};
    private static final String[] MODEL = {"bW", "b_W"};
    private static final String[] DATA = {"bE", "b_Ek", "bEk", "bE_k", "b_E_k"};
    private static final String[] ACTIVE = {"Ka", "K_a"};
    private static final String[] NEIGHBOURS = {"N_neighbours", "N"};
    private static final String[] DEVICE = {"E_k_C_J_per_round", "E_k", "E_k_C", "E_k_C_inferred_J_per_round"};
    private static final String[] SERVER = {"E_PS_J_per_round_incl_PUE", "E_PS"};
    private static final String[] CENTRAL = {"E_0_C_J_per_round", "E_0", "E_0_C", "E_0_C_inferred_J_per_round"};

    /// @param all K
    /// @param active K_a
    /// @param neighbours N
    record Devices(long all, long active, long neighbours) {}

    /// @param model `b(W)` in bit
    /// @param raw `b(E_k)` in bit, where it is given
    /// @param uploads `α`
    record Moved(double model, Optional<Double> raw, double uploads) {}

    /// @param up `1/EE_U`
    /// @param down `1/EE_D`
    /// @param side `1/EE_S`; empty where devices reach each other up and down again
    record Links(double up, double down, Optional<Double> side) {}

    /// @param device `E_k`
    /// @param server `E_PS`, its facility's overhead included
    /// @param central `E_0`
    record Energies(Optional<Double> device, Optional<Double> server, Optional<Double> central) {}

    /// Which of the inputs an equation needs the case itself declares unknown, by writing `null`.
    static List<String> unknown(Given given, LearningPolicy policy) {
        List<String> needed = switch (policy) {
            case CL -> List.of("K", "EE_U");
            case FA, FA_D -> List.of("K", "bW", "EE_U", "EE_D", "PUE_gamma");
            case CFA -> List.of("K", "bW", "EE_U", "EE_D");
        };
        return needed.stream().filter(given::unknown).toList();
    }

    /// Reads and checks them.
    ///
    /// @throws InputFault for what is missing or makes no sense
    static LawInputs of(Given given, LearningPolicy policy) {
        boolean central = policy == LearningPolicy.CL;
        double pue = policy.hasServer()
                ? given.needed(Dimension.SCALAR, "", PUE)
                : given.number(PUE).orElse(1.0);
        if (pue < 1) {
            throw InputFault.at(
                    given.at(PUE),
                    given.path(PUE),
                    "a PUE of %s is below 1: a facility uses at least what its machines use."
                            .formatted(Numbers.shown(pue)),
                    "Maybe 1.67.");
        }
        double up = given.needed(Dimension.ENERGY_PER_BIT, "bit/J", "EE_U");
        return new LawInputs(
                policy,
                devices(given, policy),
                new Moved(
                        central ? 1 : given.needed(Dimension.DATA, "bit", MODEL),
                        given.positive(Dimension.DATA, "bit", DATA),
                        given.positive(Dimension.SCALAR, "", "alpha").orElse(1.0)),
                new Links(
                        up,
                        central ? up : given.needed(Dimension.ENERGY_PER_BIT, "bit/J", "EE_D"),
                        given.positive(Dimension.ENERGY_PER_BIT, "bit/J", "EE_S")),
                energies(given, pue),
                pue);
    }

    private static Devices devices(Given given, LearningPolicy policy) {
        long all = given.count(1, "K").orElseThrow(() -> given.absent("K"));
        long active = given.count(1, ACTIVE).orElse(all);
        if (active > all) {
            throw InputFault.at(
                    given.at(ACTIVE),
                    given.path(ACTIVE),
                    "%d devices take part in a round, but there are only %d.".formatted(active, all),
                    "Maybe the two are swapped.");
        }
        boolean between = policy == LearningPolicy.CFA;
        long neighbours = between ? given.count(1, NEIGHBOURS).orElse(1L) : 1;
        if (between && neighbours >= all) {
            throw InputFault.at(
                    given.at(NEIGHBOURS),
                    given.path(NEIGHBOURS),
                    "a device cannot have %d neighbours among %d devices.".formatted(neighbours, all),
                    all > 1 ? "Maybe %d.".formatted(all - 1) : "Maybe K is missing a digit.");
        }
        return new Devices(all, active, neighbours);
    }

    /// `E_PS = γ β E_0` where the case does not give it.
    private static Energies energies(Given given, double pue) {
        Optional<Double> central = given.positive(Dimension.ENERGY, "J", CENTRAL);
        Optional<Double> server = given.amount(Dimension.ENERGY, "J", SERVER)
                .or(() -> given.number("beta").flatMap(beta -> central.map(e -> pue * beta * e)));
        return new Energies(given.positive(Dimension.ENERGY, "J", DEVICE), server, central);
    }

    /// Counted by the equation of another policy.
    LawInputs as(LearningPolicy other) {
        return new LawInputs(other, devices, data, links, energies, pue);
    }

    /// With another energy of a device per round.
    LawInputs withDeviceEnergy(double joules) {
        return new LawInputs(
                policy,
                devices,
                data,
                links,
                new Energies(Optional.of(joules), energies.server(), energies.central()),
                pue);
    }

    /// What is missing before a quantity can be computed; empty when nothing is.
    Optional<String> lacks(Quantity quantity) {
        boolean moves = !quantity.is(Quantity.COMPUTING);
        boolean computes = !quantity.is(Quantity.COMMUNICATION);
        if (policy == LearningPolicy.CL) {
            return moves && data.raw().isEmpty()
                    ? Optional.of("the case gives no size of a device's data (bE_bits)")
                    : computes && energies.central().isEmpty()
                            ? Optional.of("the case gives no energy of a centralised round (E_0_C_J_per_round)")
                            : Optional.empty();
        }
        if (computes && energies.device().isEmpty()) {
            return Optional.of("the case gives no energy of a device per round (E_k_C_J_per_round)");
        }
        return computes && policy.hasServer() && energies.server().isEmpty()
                ? Optional.of("the case gives no energy of the server per round (E_PS_J_per_round_incl_PUE), "
                        + "nor beta and E_0_C_J_per_round to compute it from")
                : Optional.empty();
    }
}
