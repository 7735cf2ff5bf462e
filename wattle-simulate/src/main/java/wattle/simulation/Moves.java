package wattle.simulation;

import wattle.formula.Formula;
import wattle.formula.Unit;

/// Bits moved by training, before requests, pushes and monitoring are added.
///
/// @param up from devices towards servers
/// @param down from servers towards devices
/// @param side between devices
record Moves(Formula up, Formula down, Formula side) {

    private static final Formula NONE = Formula.zero(Unit.BIT);

    static Moves none() {
        return new Moves(NONE, NONE, NONE);
    }

    static Moves up(Formula bits) {
        return new Moves(bits, NONE, NONE);
    }

    static Moves side(Formula bits) {
        return new Moves(NONE, NONE, bits);
    }
}
