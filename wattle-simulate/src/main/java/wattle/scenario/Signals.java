package wattle.scenario;

import java.util.Optional;
import wattle.quantity.Source;
import wattle.signal.Signal;

/// What changes with the time of day and year while the events happen.
///
/// @param begins where in the year the simulation's time 0 is
/// @param intensity how the carbon intensity of electricity goes
/// @param cost price of electricity, if it is counted
/// @param surplusW renewable power that would otherwise be lost, in W, if it is counted
public record Signals(Begins begins, Intensity intensity, Optional<Price> cost, Optional<Signal> surplusW) {

    /// Nothing changes: the carbon intensity is the yearly mean, as in the closed form.
    public static Signals flat() {
        return new Signals(Begins.NEW_YEAR, new Intensity.Flat(), Optional.empty(), Optional.empty());
    }

    /// Carbon intensity of a place in kg/J.
    ///
    /// @param meanKgPerJ the place's yearly mean, at least 0; a recorded intensity does not depend on it
    public Signal carbon(double meanKgPerJ) {
        return switch (intensity) {
            case Intensity.Flat _ -> Signal.constant(meanKgPerJ);
            case Intensity.Shaped shaped -> shaped.around1().times(meanKgPerJ);
            case Intensity.Recorded recorded -> recorded.kgPerJ();
        };
    }

    /// Price of electricity per J, in the currency of [#currency()].
    public Optional<Signal> price() {
        return cost.map(Price::perJ);
    }

    /// The currency of the price, as the scenario writes it: `EUR`.
    public Optional<String> currency() {
        return cost.map(Price::currency);
    }

    /// How the carbon intensity of electricity goes.
    public sealed interface Intensity {
        /// Always the yearly mean.
        record Flat() implements Intensity {}

        /// The yearly mean of each place times the shape of a year.
        ///
        /// @param id in the catalogue
        /// @param source where its numbers were read
        /// @param around1 the shape, of mean 1
        record Shaped(String id, Source source, Signal around1) implements Intensity {}

        /// As a file says, for every place alike.
        ///
        /// @param file as the scenario names it
        /// @param kgPerJ the intensity
        record Recorded(String file, Signal kgPerJ) implements Intensity {}
    }

    /// @param currency as the scenario writes it
    /// @param perJ price of a joule; may be negative
    public record Price(String currency, Signal perJ) {}
}
