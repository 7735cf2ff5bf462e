package wattle.simulation.flow;

/// Pairing heaps of flows by a mark, linked through columns: any number of heaps, none of which allocates. Fredman,
/// Sedgewick, Sleator, Tarjan, "The pairing heap: a new form of self-adjusting heap", Algorithmica 1, 1986,
/// <https://doi.org/10.1007/BF01840439>. A heap is named by its least flow, -1 when it is empty.
final class Queues {

    static final int NONE = -1;

    private final double[] mark;
    /// Side by side: the first child; the next in the list of children; the one before in it, or the parent of the
    /// first.
    private final int[] links;

    private static final int WIDTH = 4;
    private static final int CHILD = 0;
    private static final int NEXT = 1;
    private static final int PREVIOUS = 2;

    Queues(int flows) {
        mark = new double[flows];
        links = new int[Math.multiplyExact(flows, WIDTH)];
    }

    double mark(int flow) {
        return mark[flow];
    }

    /// Adds a flow; returns the least.
    int add(int least, int flow, double itsMark) {
        mark[flow] = itsMark;
        links[flow * WIDTH + CHILD] = NONE;
        links[flow * WIDTH + NEXT] = NONE;
        links[flow * WIDTH + PREVIOUS] = NONE;
        return least == NONE ? flow : meld(least, flow);
    }

    /// Removes a flow; returns the least of the others.
    int remove(int least, int flow) {
        if (flow == least) {
            return pair(links[flow * WIDTH + CHILD]);
        }
        int before = links[flow * WIDTH + PREVIOUS];
        int after = links[flow * WIDTH + NEXT];
        if (links[before * WIDTH + CHILD] == flow) {
            links[before * WIDTH + CHILD] = after;
        } else {
            links[before * WIDTH + NEXT] = after;
        }
        if (after != NONE) {
            links[after * WIDTH + PREVIOUS] = before;
        }
        int rest = pair(links[flow * WIDTH + CHILD]);
        return rest == NONE ? least : meld(least, rest);
    }

    private int meld(int a, int b) {
        int parent = mark[b] < mark[a] ? b : a;
        int lower = parent == a ? b : a;
        int first = links[parent * WIDTH + CHILD];
        links[lower * WIDTH + NEXT] = first;
        links[lower * WIDTH + PREVIOUS] = parent;
        if (first != NONE) {
            links[first * WIDTH + PREVIOUS] = lower;
        }
        links[parent * WIDTH + CHILD] = lower;
        links[parent * WIDTH + NEXT] = NONE;
        links[parent * WIDTH + PREVIOUS] = NONE;
        return parent;
    }

    /// Joins a list of heaps: in pairs from the left, then all from the right.
    private int pair(int first) {
        int pairs = NONE;
        for (int a = first; a != NONE; ) {
            int b = links[a * WIDTH + NEXT];
            int rest = b == NONE ? NONE : links[b * WIDTH + NEXT];
            int joined = a;
            if (b != NONE) {
                joined = meld(a, b);
            }
            links[joined * WIDTH + NEXT] = pairs;
            pairs = joined;
            a = rest;
        }
        int least = NONE;
        while (pairs != NONE) {
            int rest = links[pairs * WIDTH + NEXT];
            links[pairs * WIDTH + NEXT] = NONE;
            links[pairs * WIDTH + PREVIOUS] = NONE;
            least = least == NONE ? pairs : meld(least, pairs);
            pairs = rest;
        }
        return least;
    }
}
