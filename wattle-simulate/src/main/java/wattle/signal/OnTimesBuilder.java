package wattle.signal;

/// Sorts intervals by device and time, and joins those of one device that touch or overlap, in `n log n`
/// without an object for each.
final class OnTimesBuilder {

    private final int devices;
    private final double periodS;

    OnTimesBuilder(int devices, double periodS) {
        this.devices = devices;
        this.periodS = periodS;
    }

    OnTimes build(int[] device, double[] fromS, double[] toS) {
        int[] first = new int[devices + 1];
        for (int d : device) {
            first[d + 1]++;
        }
        for (int d = 0; d < devices; d++) {
            first[d + 1] += first[d];
        }
        int[] next = first.clone();
        double[] from = new double[device.length];
        double[] to = new double[device.length];
        for (int i = 0; i < device.length; i++) {
            int at = next[device[i]]++;
            double shift = periodS > 0 ? Math.floor(fromS[i] / periodS) * periodS : 0;
            from[at] = fromS[i] - shift;
            to[at] = toS[i] - shift;
        }
        int[] joined = new int[devices + 1];
        int count = 0;
        for (int d = 0; d < devices; d++) {
            Pairs.sort(from, to, first[d], first[d + 1]);
            count = join(from, to, first[d], first[d + 1], count);
            joined[d + 1] = count;
        }
        return OnTimes.of(joined, from, to, count, periodS);
    }

    /// Writes the joined intervals from `at` on, which is never beyond what was read; returns where they end.
    private int join(double[] from, double[] to, int begin, int end, int at) {
        int start = at;
        int count = at;
        for (int i = begin; i < end; i++) {
            if (count > start && from[i] <= to[count - 1]) {
                to[count - 1] = Math.max(to[count - 1], to[i]);
            } else {
                from[count] = from[i];
                to[count] = to[i];
                count++;
            }
        }
        return periodS > 0 && count > start ? wrapped(from, to, start, count) : count;
    }

    /// What reaches beyond the period's end meets the first intervals of the next.
    private int wrapped(double[] from, double[] to, int start, int count) {
        int last = count - 1;
        int gone = start;
        while (gone < last && from[gone] + periodS <= to[last]) {
            to[last] = Math.max(to[last], to[gone] + periodS);
            gone++;
        }
        if (to[last] - from[last] >= periodS) {
            from[start] = from[last];
            to[start] = Double.POSITIVE_INFINITY;
            return start + 1;
        }
        System.arraycopy(from, gone, from, start, count - gone);
        System.arraycopy(to, gone, to, start, count - gone);
        return count - (gone - start);
    }
}
