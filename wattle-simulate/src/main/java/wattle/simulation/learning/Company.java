package wattle.simulation.learning;

import org.jspecify.annotations.Nullable;
import wattle.simulation.kernel.Agenda;

/// What every way of learning works with: the world, the clock, the books, and who takes part.
///
/// @param batteries empty when devices hang on the grid
public record Company(
        World world,
        Agenda agenda,
        Books books,
        Census census,
        Selector selector,
        @Nullable Batteries batteries,
        Training.Progress progress) {}
