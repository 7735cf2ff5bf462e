package wattle.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import wattle.run.Activity;
import wattle.run.Entry;
import wattle.run.Origin;
import wattle.run.Run;
import wattle.run.Stage;
import wattle.trace.Cover;
import wattle.trace.EnergyEstimate;
import wattle.trace.Finding;
import wattle.trace.Part;

class AnalysisTest {

    private static final String CPU = "wall/node/platform/cpu-0";
    private static final String GPU = "wall/node/gpu-1";

    /// Bug 22 (Kepler): active energy by utilisation lets idle power vanish under load. Here idle power is measured,
    /// before and after.
    @Test
    void idlePowerIsMeasuredAndStaysUnderLoad() {
        Outcome outcome = new Scene(40)
                .counter("rapl/package-0", CPU, t -> t > 10 && t < 30 ? 150 : 50)
                .phase(Experiment.BEFORE, 0, 10)
                .phase(Experiment.JOB, 10, 30)
                .phase(Experiment.AFTER, 30, 40)
                .outcome();

        assertThat(outcome.account().gross().joules()).isCloseTo(3000, within(1.0));
        assertThat(outcome.account().net().orElseThrow().joules()).isCloseTo(2000, within(2.0));
        assertThat(MeasuredRun.of("r", "v", List.of(outcome)).ledger().entries())
                .filteredOn(entry -> entry.activity() == Activity.IDLE)
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.energy().typical().joules()).isCloseTo(1000, within(2.0)));
    }

    @Test
    void anIdlePowerThatDriftsIsSaidAndWidensTheNetEnergy() {
        Scene still = new Scene(40).counter("rapl/package-0", CPU, t -> 50);
        Scene drifting = new Scene(40).counter("rapl/package-0", CPU, t -> t < 30 ? 50 : 60);
        for (Scene scene : List.of(still, drifting)) {
            scene.phase(Experiment.BEFORE, 0, 10).phase(Experiment.JOB, 10, 30).phase(Experiment.AFTER, 30, 40);
        }

        assertThat(still.outcome().channels().getFirst().idle().orElseThrow().drifts())
                .isFalse();
        assertThat(drifting.outcome().channels().getFirst().idle().orElseThrow().drifts())
                .isTrue();
        assertThat(drifting.outcome().account().net().orElseThrow().halfWidth())
                .isGreaterThan(2 * still.outcome().account().net().orElseThrow().halfWidth());
    }

    /// Bug 19 (experiment-impact-tracker): an idle job's share is 0, and 0.1 % of the wattmeter was reported as the
    /// energy of the run. Here what is not the job's is a number of its own, and both sum to the total.
    @Test
    void whatIsNotTheJobsIsShownBesideIt() {
        Outcome outcome = new Scene(20)
                .counter("rapl/package-0", CPU, t -> 100)
                .observed(JobLoad.CPU, t -> 0.001 * t)
                .observed(Load.BUSY, t -> 0.1 * t)
                .phase(Experiment.JOB, 5, 15)
                .outcome();

        Outcome.Attribution attribution = outcome.account().attribution().orElseThrow();
        assertThat(attribution.share()).isCloseTo(0.01, within(1e-9));
        assertThat(attribution.attributed().joules() + attribution.rest().joules())
                .isCloseTo(outcome.account().gross().joules(), within(1e-9));
        assertThat(outcome.account().gross().joules()).isCloseTo(1000, within(0.5));
    }

    @Test
    void anAcceleratorIsDividedByTheTimeOfItsProcesses() {
        Part gpu = Part.of(GPU);
        Outcome outcome = new Scene(20)
                .counter("rapl/package-0", CPU, t -> 100)
                .counter("nvml/GPU-1/energy", GPU, t -> 300)
                .observed(JobLoad.CPU, t -> 0.05 * t)
                .observed(Load.BUSY, t -> 0.1 * t)
                .observed(GpuLoad.job(gpu), t -> 0.6 * t)
                .observed(GpuLoad.everybody(gpu), t -> 0.8 * t)
                .phase(Experiment.JOB, 5, 15)
                .outcome();

        Outcome.Attribution attribution = outcome.account().attribution().orElseThrow();
        assertThat(attribution.attributed().joules()).isCloseTo(0.5 * 1000 + 0.75 * 3000, within(2.0));
        assertThat(attribution.attributed().joules() + attribution.rest().joules())
                .isCloseTo(4000, within(1.0));
    }

    /// Bug 10 (Zeus): only samples inside of a window are integrated, and up to two periods of it are lost.
    @Test
    void aWindowBetweenSamplesIsInterpolatedAtBothEnds() {
        Outcome outcome = new Scene(10)
                .gauge("ipmi/dcmi", "wall/node", t -> 200)
                .phase(Experiment.JOB, 2.03, 7.08)
                .outcome();

        assertThat(outcome.account().gross().joules()).isCloseTo(200 * 5.05, within(1e-6));
    }

    /// Bug 7 (Zeus): wraps are counted by a process per counter that polls each second, and a window that opens
    /// between a wrap and that poll is 262 kJ short. Here a window's energy is a difference on one curve that every
    /// reading has built: windows that follow each other sum to the window of both.
    @Test
    void phasesThatFollowEachOtherSumToTheWhole() {
        SplittableRandom random = new SplittableRandom(3);
        Scene scene = new Scene(60)
                .counter("rapl/package-0", CPU, t -> 80 + 60 * Math.sin(t))
                .phase(Experiment.JOB, 1, 59);
        double from = 1;
        while (from < 58) {
            double to = Math.min(58, from + 0.01 + 3 * random.nextDouble());
            scene.phase("epoch", from, to);
            from = to;
        }
        scene.phase("epoch", 58, 59);
        Outcome outcome = scene.outcome();

        double sum = outcome.progress().phases().stream()
                .mapToDouble(
                        phase -> phase.energy().orElse(EnergyEstimate.NOTHING).joules())
                .sum();
        assertThat(sum).isCloseTo(outcome.account().gross().joules(), within(1e-3 * sum));
        assertThat(outcome.progress().phases())
                .allMatch(phase -> phase.energy().orElseThrow().joules() >= 0);
    }

    /// Bug 16 (pyJoules): recursion over marks ends after a thousand of them.
    @Test
    void aHundredThousandMarksAreFine() {
        Scene scene = new Scene(20).counter("rapl/package-0", CPU, t -> 100).phase(Experiment.JOB, 0, 20);
        for (int i = 0; i < 100_000; i++) {
            scene.metric("loss", 20.0 * i / 100_000, 1.0 / (1 + i));
        }

        assertThat(scene.outcome().progress().points()).hasSize(100_000);
    }

    /// Bug 18 (carbontracker): one second of each ten was read, and the rest taken to be alike.
    @Test
    void everySecondIsInTheAccount() {
        Outcome outcome = new Scene(30)
                .counter("rapl/package-0", CPU, t -> t % 10 < 1 ? 300 : 30)
                .phase(Experiment.JOB, 0, 30)
                .outcome();

        assertThat(outcome.account().gross().joules()).isCloseTo(3 * (300 + 9 * 30), within(3.0));
    }

    /// Bug 27 (Zeus issue 181, Kokkos issue 295): counter and integrated power differ by 1.7 on some cards.
    @Test
    void aCounterThatDisagreesWithItsPowerIsFlagged() {
        Outcome outcome = new Scene(20)
                .counter("nvml/GPU-1/energy", GPU, t -> 100)
                .gauge("nvml/GPU-1/power", GPU, t -> 170)
                .phase(Experiment.JOB, 2, 18)
                .outcome();

        assertThat(outcome.findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.DISAGREEMENT)
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("1600", "2720"));
    }

    /// Bug 28 (amdsmi, rocm_smi): a counter that stands still inside of a process is not an idle part.
    @Test
    void aFrozenCounterGivesWayToAnotherChannelOfItsPart() {
        Outcome outcome = new Scene(20)
                .counter("amd/energy", GPU, t -> t < 5 ? 100 : 0)
                .gauge("amd/power", GPU, t -> 100)
                .phase(Experiment.JOB, 2, 18)
                .outcome();

        assertThat(outcome.account().gross().joules()).isCloseTo(1600, within(1.0));
        assertThat(outcome.findings()).extracting(Finding::kind).contains(Finding.Kind.FROZEN);
    }

    /// Bug 29 (DCGM issue 464): the monitor itself raised an idle A100 from 50 to 100 W. An instrument outside of the
    /// machine sees that, when the machine's own meters are left alone for a while.
    @Test
    void whatReadingDrawsIsSeenFromOutside() {
        Outcome raised = observed(50);
        Outcome free = observed(0);

        assertThat(raised.findings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.OBSERVER)
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("by 50 W"));
        assertThat(free.findings()).isEmpty();
    }

    private static Outcome observed(double byReadingW) {
        SplittableRandom random = new SplittableRandom(29);
        return new Scene(40)
                .gauge("snmp/outlet", "wall", t -> 300 + random.nextGaussian() + (t > 10 ? byReadingW : 0))
                .phase(Experiment.QUIET, 0, 10)
                .phase(Experiment.BEFORE, 10, 20)
                .phase(Experiment.JOB, 20, 40)
                .outcome();
    }

    /// 0 J is what a dead sensor says, whether the job is long or short, and whatever is inside of the part.
    @Test
    void aCounterThatNeverMovesKnowsNothing() {
        for (double seconds : new double[] {0.02, 1, 18}) {
            Outcome outcome = still().phase(Experiment.JOB, 1, 1 + seconds).outcome();

            assertThat(outcome.account().cover().roots()).isEmpty();
            assertThat(MeasuredRun.origin(List.of(outcome))).isEqualTo(Origin.UNMEASURED);
            assertThat(outcome.findings()).extracting(Finding::kind).contains(Finding.Kind.FROZEN);
        }
    }

    @Test
    void whereTheCounterNeverMovesTheModelStandsForIt() {
        Outcome outcome = still().modelled("model/node", "wall/node", t -> 80)
                .phase(Experiment.JOB, 1, 11)
                .outcome();

        assertThat(outcome.account().gross().joules()).isCloseTo(800, within(1.0));
        assertThat(MeasuredRun.origin(List.of(outcome))).isEqualTo(Origin.MODELLED);
    }

    @Test
    void ofAStillPackageWithMovingCoresTheCoresAreCounted() {
        Outcome outcome = new Scene(20)
                .counter("rapl/package-0", CPU, t -> 0)
                .counter("rapl/package-0/core", CPU + "/core", t -> 30)
                .phase(Experiment.JOB, 1, 11)
                .outcome();

        assertThat(outcome.account().cover().roots())
                .singleElement()
                .satisfies(root -> assertThat(root.channel().part().name()).isEqualTo("core"));
        assertThat(outcome.account().gross().joules()).isCloseTo(300, within(1.0));
        assertThat(outcome.account().cover().unseen().orElseThrow()).contains("beside core");
    }

    /// Whoever shows all at once at the end has lost nothing.
    @Test
    void aCounterThatStoodStillAndWentOnIsCounted() {
        Outcome outcome = new Scene(20)
                .counter("rapl/package-0", CPU, t -> t > 9.9 && t < 10 ? 4000 : 0)
                .phase(Experiment.JOB, 1, 11)
                .outcome();

        assertThat(outcome.account().gross().joules()).isCloseTo(400, within(1.0));
    }

    /// Jobs of 1 to 40 ms under a counter that moves each 10 ms, their ends read up to 3 ms beside them.
    @Test
    void aJobShorterThanTheCountersStepsHasAnIntervalThatHolds() {
        SplittableRandom random = new SplittableRandom(11);
        int held = 0;
        int times = 1000;
        List<Double> widths = new ArrayList<>();
        double sum = 0;
        double truths = 0;
        for (int i = 0; i < times; i++) {
            double from = 0.5;
            double to = from + 0.001 + 0.039 * random.nextDouble();
            double before = from - 0.003 * random.nextDouble();
            double after = to + 0.003 * random.nextDouble();
            List<Double> reads = new ArrayList<>();
            for (double t = 0.02 + 0.07 * random.nextDouble(); t < before; t += 0.1) {
                reads.add(t);
            }
            reads.addAll(List.of(before, after));
            for (double t = after + 0.1 * random.nextDouble(); t < 1; t += 0.1) {
                reads.add(t);
            }
            Outcome outcome = new Scene(1)
                    .slowCounter(
                            0.01,
                            0.01 * random.nextDouble(),
                            reads,
                            t -> 50 * t + 60 * (Math.clamp(t, from, to) - from))
                    .phase(Experiment.JOB, from, to)
                    .outcome();
            double truth = 110 * (to - from);
            truths += truth;
            EnergyEstimate energy = outcome.account().gross();
            sum += energy.joules();
            held += Math.abs(energy.joules() - truth) <= energy.halfWidth() ? 1 : 0;
            widths.add(energy.halfWidth());
        }
        assertThat(held).isGreaterThanOrEqualTo(times * 98 / 100);
        // What such a counter shows late is taken for the machine's rest: a sixth, well inside of the interval.
        assertThat(sum / truths).isCloseTo(1, within(0.2));
        // As far as one step of the counter at each end can be off, and not much more.
        assertThat(widths.stream().sorted().toList().get(times / 2)).isLessThan(2.58 * 110 * 0.01);
    }

    /// What is read 40 ms before a job of 10 ms is not the job's.
    @Test
    void whatWasDrawnBesideTheJobIsNotOfIt() {
        Outcome outcome = new Scene(2)
                .counter("rapl/package-0", CPU, t -> 100)
                .phase(Experiment.JOB, 1.04, 1.05)
                .outcome();

        assertThat(outcome.account().gross().joules()).isCloseTo(1, within(0.05));
    }

    /// Two strips feed one machine: their sum, and not the surer of both; nor are they added to what is inside.
    @Test
    void theFeedsOfAMachineAreSummed() {
        Outcome outcome = new Scene(20)
                .gauge("snmp/a/outlets/power", "wall/feed-a", t -> 120)
                .gauge("snmp/b/outlets/power", "wall/feed-b", t -> 80 + t)
                .gauge("ipmi/dcmi", "wall/node", t -> 150)
                .phase(Experiment.BEFORE, 0, 4)
                .phase(Experiment.JOB, 5, 15)
                .outcome();

        assertThat(outcome.account().gross().joules()).isCloseTo(1200 + 800 + 100, within(1.0));
        assertThat(outcome.account().cover().lines())
                .extracting(Cover.Line::name)
                .containsExactly("node", "wall (rest)");
        assertThat(outcome.account().net().orElseThrow().joules()).isCloseTo(2100 - 10 * 202, within(2.0));
        assertThat(MeasuredRun.of("r", "v", List.of(outcome)).energy().typical().joules())
                .isCloseTo(2100, within(1.0));
    }

    @Test
    void twoMetersOfOneWallAreNotSummedAndOneFeedAloneIsNothing() {
        Outcome twice = new Scene(20)
                .gauge("snmp/a/outlets/power", "wall", t -> 200)
                .gauge("plug/b/power", "wall", t -> 202)
                .phase(Experiment.JOB, 5, 15)
                .outcome();
        Outcome half = new Scene(20)
                .gauge("snmp/a/outlets/power", "wall/feed-a", t -> 120)
                .phase(Experiment.JOB, 5, 15)
                .outcome();

        assertThat(twice.account().gross().joules()).isBetween(1990.0, 2030.0);
        assertThat(half.account().cover().roots()).isEmpty();
        assertThat(half.findings()).extracting(Finding::detail).anyMatch(text -> text.contains("one feed"));
    }

    private static Scene still() {
        return new Scene(20)
                .counter("rapl/package-0", CPU, t -> 0)
                .counter("rapl/package-0/core", CPU + "/core", t -> 0);
    }

    /// Dies of one package that show the same counter are one (CodeCarbon issue 1274: 68 W twice).
    @Test
    void diesThatMirrorEachOtherAreCountedOnce() {
        Outcome mirrored = new Scene(20)
                .counter("rapl/package-0-die-0", CPU + "-die-0", t -> 60 + 20 * Math.sin(t))
                .counter("rapl/package-0-die-1", CPU + "-die-1", t -> 60 + 20 * Math.sin(t))
                .phase(Experiment.JOB, 0, 20)
                .outcome();
        Outcome distinct = new Scene(20)
                .counter("rapl/package-0-die-0", CPU + "-die-0", t -> 60 + 20 * Math.sin(t))
                .counter("rapl/package-0-die-1", CPU + "-die-1", t -> 60 + 20 * Math.cos(t))
                .phase(Experiment.JOB, 0, 20)
                .outcome();

        assertThat(mirrored.account().gross().joules()).isCloseTo(1200, within(20.0));
        assertThat(distinct.account().gross().joules()).isCloseTo(2400, within(40.0));
    }

    @Test
    void stagesDivideTheLedgerAndItAddsUp() {
        Outcome outcome = new Scene(30)
                .counter("rapl/psys", "wall/node/platform", t -> 200)
                .counter("rapl/package-0", CPU, t -> 120)
                .phase(Experiment.JOB, 0, 30)
                .phase("train", 5, 25)
                .phase("evaluate", 20, 25)
                .fact("stage", "prepare")
                .outcome();
        Run run = MeasuredRun.of("r", "v", List.of(outcome));

        assertThat(run.ledger().by(Entry::stage))
                .hasEntrySatisfying(Stage.PREPARE, e -> assertThat(e.joules()).isCloseTo(2000, within(5.0)))
                .hasEntrySatisfying(Stage.TRAIN, e -> assertThat(e.joules()).isCloseTo(3000, within(5.0)))
                .hasEntrySatisfying(Stage.EVALUATE, e -> assertThat(e.joules()).isCloseTo(1000, within(5.0)));
        assertThat(run.energy().typical().joules()).isCloseTo(6000, within(1.0));
    }

    @Test
    void energyUpToTheTargetIsThatOfItsMoment() {
        Outcome outcome = new Scene(30)
                .counter("rapl/package-0", CPU, t -> 100)
                .phase(Experiment.JOB, 5, 25)
                .metric("dice", 10, 0.6)
                .metric("dice", 15, 0.8)
                .metric("dice", 20, 0.86)
                .metric("dice", 24, 0.7)
                .fact("until", "dice>=0.85")
                .outcome();

        Outcome.Target target = outcome.progress().target().orElseThrow();
        assertThat(target.first().orElseThrow().energy().orElseThrow().joules()).isCloseTo(1500, within(0.5));
        assertThat(target.before().orElseThrow().energy().orElseThrow().joules())
                .isCloseTo(1000, within(0.5));
    }

    /// Two machines of one run: each its own meters, one total.
    @Test
    void machinesOfOneRunAddUp() {
        Outcome first = new Scene(10)
                .counter("rapl/package-0", CPU, t -> 100)
                .phase(Experiment.JOB, 0, 10)
                .outcome();
        Outcome second = new Scene(10)
                .counter("rapl/package-0", CPU, t -> 50)
                .phase(Experiment.JOB, 0, 10)
                .fact("host", "node-2")
                .outcome();

        Run run = MeasuredRun.of("r", "v", List.of(first, second));

        assertThat(run.energy().typical().joules()).isCloseTo(1500, within(0.5));
        assertThat(run.ledger().by(entry -> entry.place().name())).containsKeys("node-1/cpu-0", "node-2/cpu-0");
    }
}
