package wattle.simulation.flow;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// Links, and routes over them. Built once, kept in primitive columns: a route takes 12 bytes and 4 more for each of
/// its
/// links, 8 more when any route has a weight.
public final class Topology {

    private static final int FIRST = 16;

    private double[] capacity = new double[FIRST];
    private int links;

    private int[] routeEnd = new int[FIRST];
    private double[] bound = new double[FIRST];
    private double[] weight = {};
    private int[] crossed = new int[FIRST];
    private int routes;

    /// Adds a link; returns its number, counted from 0.
    ///
    /// @param capacityBitPerS above 0; infinite for a link that never holds anything up
    public int link(double capacityBitPerS) {
        if (!(capacityBitPerS > 0)) {
            throw new IllegalArgumentException(
                    "the capacity of a link is " + capacityBitPerS + " bit/s, must be above 0");
        }
        if (links == capacity.length) {
            capacity = Arrays.copyOf(capacity, links * 2);
        }
        capacity[links] = capacityBitPerS;
        return links++;
    }

    /// Adds a route of weight 1; returns its number, counted from 0.
    ///
    /// @param capBitPerS what one flow on this route can bring at most, above 0; may be infinite
    /// @param over the links it crosses, each once; may be none
    public int route(double capBitPerS, int... over) {
        return route(capBitPerS, 1, over);
    }

    /// Adds a route; a flow on it counts as `weight` flows where links are shared. Returns its number.
    ///
    /// @param weight above 0, finite; to be written as a double, as an int would be read as a link
    public int route(double capBitPerS, double weight, int... over) {
        if (!(capBitPerS > 0)) {
            throw new IllegalArgumentException("the cap of a route is " + capBitPerS + " bit/s, must be above 0");
        }
        if (!(weight > 0) || weight == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the weight of a route is " + weight + ", must be above 0 and finite");
        }
        int start = routes == 0 ? 0 : routeEnd[routes - 1];
        reserve(start + over.length);
        double least = capBitPerS;
        for (int i = 0; i < over.length; i++) {
            least = Math.min(least, capacity(over[i]));
            crossed[start + i] = once(over, i);
        }
        routeEnd[routes] = start + over.length;
        bound[routes] = least;
        keep(weight);
        return routes++;
    }

    private static int once(int[] over, int i) {
        for (int j = 0; j < i; j++) {
            if (over[j] == over[i]) {
                throw new IllegalArgumentException("a route crosses link " + over[i] + " twice");
            }
        }
        return over[i];
    }

    private void reserve(int crossings) {
        if (routes == routeEnd.length) {
            routeEnd = Arrays.copyOf(routeEnd, routes * 2);
            bound = Arrays.copyOf(bound, routes * 2);
        }
        if (crossings > crossed.length) {
            crossed = Arrays.copyOf(crossed, Math.max(crossings, crossed.length * 2));
        }
    }

    private void keep(double routeWeight) {
        if (weight.length == 0 && routeWeight == 1) {
            return;
        }
        if (routes >= weight.length) {
            int before = weight.length;
            weight = Arrays.copyOf(weight, routeEnd.length);
            Arrays.fill(weight, before, weight.length, 1);
        }
        weight[routes] = routeWeight;
    }

    public int linkCount() {
        return links;
    }

    public int routeCount() {
        return routes;
    }

    /// The capacity of a link in bit/s.
    public double capacity(int link) {
        if (link < 0 || link >= links) {
            throw new IllegalArgumentException("there is no link " + link + " among " + links);
        }
        return capacity[link];
    }

    /// Calls `action` for each link that `route` crosses, in order.
    public void forEachLink(int route, IntConsumer action) {
        int end = end(route);
        for (int i = start(route); i < end; i++) {
            action.accept(crossed[i]);
        }
    }

    /// The most one flow can ever get on `route`, in bit/s: the least of its cap and the capacities of its links.
    public double bound(int route) {
        return bound[route];
    }

    /// The weight of `route`.
    public double weight(int route) {
        return route < weight.length ? weight[route] : 1;
    }

    /// The first place of `route` in [#crossed].
    int start(int route) {
        return route == 0 ? 0 : routeEnd[route - 1];
    }

    int end(int route) {
        return routeEnd[route];
    }

    int crossed(int place) {
        return crossed[place];
    }
}
