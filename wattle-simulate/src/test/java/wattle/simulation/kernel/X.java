package wattle.simulation.kernel; class X{}
