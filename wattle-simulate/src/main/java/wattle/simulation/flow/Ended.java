package wattle.simulation.flow;

import java.util.Arrays;

/// Flows that have ended and were not asked for yet, in order: a ring that grows.
final class Ended {

    private int[] flows = new int[16];
    private long[] orders = new long[16];
    private double[] endS = new double[16];
    private int first;
    private int size;

    void add(int flow, long order, double timeS) {
        if (size == flows.length) {
            grow();
        }
        int at = first + size & flows.length - 1;
        flows[at] = flow;
        orders[at] = order;
        endS[at] = timeS;
        size++;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int flow() {
        return flows[first];
    }

    long order() {
        return orders[first];
    }

    double timeS() {
        return endS[first];
    }

    void drop() {
        first = first + 1 & flows.length - 1;
        size--;
    }

    private void grow() {
        int n = flows.length;
        int[] f = Arrays.copyOf(flows, n * 2);
        long[] o = Arrays.copyOf(orders, n * 2);
        double[] t = Arrays.copyOf(endS, n * 2);
        // What had wrapped round to the front now follows the old end.
        System.arraycopy(flows, 0, f, n, first);
        System.arraycopy(orders, 0, o, n, first);
        System.arraycopy(endS, 0, t, n, first);
        flows = f;
        orders = o;
        endS = t;
    }
}
