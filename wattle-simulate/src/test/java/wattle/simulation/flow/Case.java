package wattle.simulation.flow;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Links and flows with their starts and, for some, the time at which they are aborted; and what [Transfers] makes of
/// them.
@SuppressWarnings("ArrayRecordComponent") // never compared, and seen by tests only
record Case(double[] capacity, Flow[] flows) {

    /// @param abortS when the flow is aborted if it still runs; infinite for never
    record Flow(int[] links, double cap, double weight, double bits, double startS, double abortS) {}

    /// When each flow ended or was aborted, and how much it carried.
    record Outcome(double[] endS, double[] carried, Transfers transfers) {}

    Topology topology() {
        Topology topology = new Topology();
        Arrays.stream(capacity).forEach(topology::link);
        Arrays.stream(flows).forEach(f -> topology.route(f.cap, f.weight, f.links));
        return topology;
    }

    /// Lets everything happen.
    ///
    /// @param eager whether ends are asked for as they come, or only when something else happens
    Outcome play(boolean eager) {
        Transfers transfers = new Transfers(topology(), flows.length);
        double[] endS = new double[flows.length];
        double[] carried = new double[flows.length];
        Arrays.fill(endS, Double.NaN);
        record Step(double timeS, int flow, boolean start) {}
        Step[] steps = IntStream.range(0, flows.length)
                .boxed()
                .flatMap(i -> java.util.stream.Stream.of(
                        new Step(flows[i].startS, i, true), new Step(flows[i].abortS, i, false)))
                .filter(s -> s.timeS < Double.POSITIVE_INFINITY)
                .sorted(Comparator.comparingDouble(Step::timeS))
                .toArray(Step[]::new);
        for (Step step : steps) {
            if (eager || !step.start) {
                drain(transfers, step.timeS, endS, carried);
            }
            if (step.start) {
                transfers.start(step.flow, step.flow, flows[step.flow].bits, step.timeS);
            } else if (Double.isNaN(endS[step.flow])) {
                carried[step.flow] = transfers.abort(step.flow, step.timeS);
                endS[step.flow] = step.timeS;
            }
        }
        drain(transfers, Double.POSITIVE_INFINITY, endS, carried);
        return new Outcome(endS, carried, transfers);
    }

    private void drain(Transfers transfers, double untilS, double[] endS, double[] carried) {
        for (int flow = transfers.end(untilS); flow >= 0; flow = transfers.end(untilS)) {
            endS[flow] = transfers.endedAtS();
            carried[flow] = flows[flow].bits;
        }
    }
}
