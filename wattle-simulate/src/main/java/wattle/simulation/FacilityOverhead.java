package wattle.simulation;

import wattle.formula.Formula.Figure;

/// What a facility adds to its IT energy: cooling, conversion, lighting.
///
/// @param joules in J, the IT energy itself not included
record FacilityOverhead(Figure joules) {}
