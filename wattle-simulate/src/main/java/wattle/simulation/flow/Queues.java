package wattle.simulation.flow;

import java.util.Arrays;

/// Pairing heaps of flows by a mark, linked through columns: any number of heaps, none of which allocates. Fredman,
/// Sedgewick, Sleator, Tarjan, "The pairing heap: a new form of self-adjusting heap", Algorithmica 1, 1986,
/// <https://doi.org/10.1007/BF01840439>. A heap is named by its least flow, -1 when it is empty.
final class Queues {

    static final int NONE = -1;

    private final double[] mark;
    private final int[] child;
    private final int[] next;
    /// The flow before in the list of children, or the parent of the first.
    private final int[] previous;

    Queues(int flows) {
        mark = new double[flows];
        child = new int[flows];
        next = new int[flows];
        previous = new int[flows];
        Arrays.fill(child, NONE);
    }

    double mark(int flow) {
        return mark[flow];
    }

    /// Adds a flow; returns the least.
    int add(int least, int flow, double itsMark) {
        mark[flow] = itsMark;
        child[flow] = NONE;
        next[flow] = NONE;
        previous[flow] = NONE;
        return least == NONE ? flow : meld(least, flow);
    }

    /// Removes a flow; returns the least of the others.
    int remove(int least, int flow) {
        if (flow == least) {
            return pair(child[flow]);
        }
        int before = previous[flow];
        int after = next[flow];
        if (child[before] == flow) {
            child[before] = after;
        } else {
            next[before] = after;
        }
        if (after != NONE) {
            previous[after] = before;
        }
        int rest = pair(child[flow]);
        return rest == NONE ? least : meld(least, rest);
    }

    private int meld(int a, int b) {
        int parent = mark[b] < mark[a] ? b : a;
        int lower = parent == a ? b : a;
        int first = child[parent];
        next[lower] = first;
        previous[lower] = parent;
        if (first != NONE) {
            previous[first] = lower;
        }
        child[parent] = lower;
        next[parent] = NONE;
        previous[parent] = NONE;
        return parent;
    }

    /// Joins a list of heaps: in pairs from the left, then all from the right.
    private int pair(int first) {
        int pairs = NONE;
        for (int a = first; a != NONE; ) {
            int b = next[a];
            int rest = b == NONE ? NONE : next[b];
            int joined = a;
            if (b != NONE) {
                joined = meld(a, b);
            }
            next[joined] = pairs;
            pairs = joined;
            a = rest;
        }
        int least = NONE;
        while (pairs != NONE) {
            int rest = next[pairs];
            next[pairs] = NONE;
            previous[pairs] = NONE;
            least = least == NONE ? pairs : meld(least, pairs);
            pairs = rest;
        }
        return least;
    }
}
