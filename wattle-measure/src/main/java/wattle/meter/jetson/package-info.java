/// The power rails of NVIDIA Jetson boards, through the monitors that sit on the board, from JetPack 4 to 7.
///
/// Rails keep the board's names. What a board draws in all is the rail that its maker declares as input, or, for
/// boards without one, the sum of rails that are known to be everything; a board that nobody knows gets no total.
/// None of it holds the carrier board's losses or the power supply's.
///
/// Source: NVIDIA Jetson Linux Developer Guide, "Platform Power and Performance", tables of power rails per module.
@NullMarked
package wattle.meter.jetson;

import org.jspecify.annotations.NullMarked;
