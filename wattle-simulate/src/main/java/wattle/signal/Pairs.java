package wattle.signal;

/// Sorts two columns by the first, in place: heap sort, as it needs no more memory and its worst case is
/// `n log n`; insertion sort where it is short or in order already, as traces are.
final class Pairs {

    private static final int SHORT = 24;

    private Pairs() {}

    static void sort(double[] keys, double[] others, int begin, int end) {
        if (isSorted(keys, begin, end)) {
            return;
        }
        if (end - begin <= SHORT) {
            insertion(keys, others, begin, end);
            return;
        }
        int n = end - begin;
        for (int root = n / 2 - 1; root >= 0; root--) {
            sink(keys, others, begin, root, n);
        }
        for (int last = n - 1; last > 0; last--) {
            swap(keys, others, begin, begin + last);
            sink(keys, others, begin, 0, last);
        }
    }

    private static boolean isSorted(double[] keys, int begin, int end) {
        for (int i = begin + 1; i < end; i++) {
            if (keys[i] < keys[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static void insertion(double[] keys, double[] others, int begin, int end) {
        for (int i = begin + 1; i < end; i++) {
            for (int j = i; j > begin && keys[j] < keys[j - 1]; j--) {
                swap(keys, others, j, j - 1);
            }
        }
    }

    private static void sink(double[] keys, double[] others, int begin, int from, int n) {
        int root = from;
        while (2 * root + 1 < n) {
            int child = 2 * root + 1;
            if (child + 1 < n && keys[begin + child] < keys[begin + child + 1]) {
                child++;
            }
            if (keys[begin + root] >= keys[begin + child]) {
                return;
            }
            swap(keys, others, begin + root, begin + child);
            root = child;
        }
    }

    private static void swap(double[] keys, double[] others, int i, int j) {
        double key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        double other = others[i];
        others[i] = others[j];
        others[j] = other;
    }
}
