package wattle.simulation.flow;

/// Pairing heaps of flows by a mark, linked through columns: any number of heaps, none of which allocates. Fredman,
/// Sedgewick, Sleator, Tarjan, "The pairing heap: a new form of self-adjusting heap", Algorithmica 1, 1986,
/// <https://doi.org/10.1007/BF01840439>. A heap is named by its least flow, -1 when it is empty.
final class Queues {

    static final int NONE = -1;

    /// Of each flow the first child; the next in the list of children; the one before in it, or the parent of the
    /// first.
    private final int[] places;

    private final double[] amounts;

    Queues(Flows flows) {
        places = flows.places;
        amounts = flows.amounts;
    }

    double mark(int flow) {
        return amounts[flow * Flows.AMOUNTS + Flows.MARK];
    }

    /// Adds a flow; returns the least.
    int add(int least, int flow, double itsMark) {
        amounts[flow * Flows.AMOUNTS + Flows.MARK] = itsMark;
        places[flow * Flows.PLACES + Flows.CHILD] = NONE;
        places[flow * Flows.PLACES + Flows.NEXT] = NONE;
        places[flow * Flows.PLACES + Flows.PREVIOUS] = NONE;
        return least == NONE ? flow : meld(least, flow);
    }

    /// Removes a flow; returns the least of the others.
    int remove(int least, int flow) {
        if (flow == least) {
            return pair(places[flow * Flows.PLACES + Flows.CHILD]);
        }
        int before = places[flow * Flows.PLACES + Flows.PREVIOUS];
        int after = places[flow * Flows.PLACES + Flows.NEXT];
        if (places[before * Flows.PLACES + Flows.CHILD] == flow) {
            places[before * Flows.PLACES + Flows.CHILD] = after;
        } else {
            places[before * Flows.PLACES + Flows.NEXT] = after;
        }
        if (after != NONE) {
            places[after * Flows.PLACES + Flows.PREVIOUS] = before;
        }
        int rest = pair(places[flow * Flows.PLACES + Flows.CHILD]);
        return rest == NONE ? least : meld(least, rest);
    }

    private int meld(int a, int b) {
        int parent = amounts[b * Flows.AMOUNTS + Flows.MARK] < amounts[a * Flows.AMOUNTS + Flows.MARK] ? b : a;
        int lower = parent == a ? b : a;
        int first = places[parent * Flows.PLACES + Flows.CHILD];
        places[lower * Flows.PLACES + Flows.NEXT] = first;
        places[lower * Flows.PLACES + Flows.PREVIOUS] = parent;
        if (first != NONE) {
            places[first * Flows.PLACES + Flows.PREVIOUS] = lower;
        }
        places[parent * Flows.PLACES + Flows.CHILD] = lower;
        places[parent * Flows.PLACES + Flows.NEXT] = NONE;
        places[parent * Flows.PLACES + Flows.PREVIOUS] = NONE;
        return parent;
    }

    /// Joins a list of heaps: in pairs from the left, then all from the right.
    private int pair(int first) {
        int pairs = NONE;
        for (int a = first; a != NONE; ) {
            int b = places[a * Flows.PLACES + Flows.NEXT];
            int rest = b == NONE ? NONE : places[b * Flows.PLACES + Flows.NEXT];
            int joined = a;
            if (b != NONE) {
                joined = meld(a, b);
            }
            places[joined * Flows.PLACES + Flows.NEXT] = pairs;
            pairs = joined;
            a = rest;
        }
        int least = NONE;
        while (pairs != NONE) {
            int rest = places[pairs * Flows.PLACES + Flows.NEXT];
            places[pairs * Flows.PLACES + Flows.NEXT] = NONE;
            places[pairs * Flows.PLACES + Flows.PREVIOUS] = NONE;
            least = least == NONE ? pairs : meld(least, pairs);
            pairs = rest;
        }
        return least;
    }
}
