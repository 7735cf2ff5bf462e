package wattle.meter.nvml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.meter.FakeTree;
import wattle.meter.Meter;
import wattle.meter.Probe;
import wattle.trace.Reading;

/// Which GPUs are found, which of them a job has, and what is said where there is none.
class NvmlKindTest {

    @TempDir
    Path folder;

    private FakeNvml fake;

    @BeforeEach
    void compile() {
        fake = new FakeNvml(folder).at(1);
    }

    @Test
    void eachGpuIsAMeterOfItsOwnAndTheOthersGoOnWhenOneIsClosed() {
        List<Probe> probes = fake.set("gpus", 2).set("high.1", 400).probe();

        assertThat(probes).hasSize(2).allMatch(Probe.Ready.class::isInstance);
        Meter first = ((Probe.Ready) probes.getFirst()).meter();
        Meter second = ((Probe.Ready) probes.getLast()).meter();
        first.close();
        fake.at(2);
        assertThat(FakeNvml.counter(second)).isEqualTo(460_000);
        second.close();
    }

    @ParameterizedTest
    @CsvSource({
        "9, modprobe nvidia",
        "18, restart the machine",
        "999, dmesg",
    })
    void aLibraryThatDoesNotStartIsBrokenWithARemedy(int code, String remedy) {
        assertThat(fake.set("init", code).probe())
                .singleElement()
                .isInstanceOfSatisfying(Probe.Broken.class, broken -> {
                    assertThat(broken.reason()).contains("error " + code);
                    assertThat(broken.remedy()).contains(remedy);
                });
    }

    @Test
    void missingRightsAreDeniedWithTheCommandThatGrantsThem() {
        assertThat(fake.set("init", 4).probe())
                .singleElement()
                .isInstanceOfSatisfying(
                        Probe.Denied.class,
                        denied -> assertThat(denied.remedy()).startsWith("sudo usermod -aG video"));
    }

    @Test
    void aGpuThatFellOffTheBusIsNamedAndTheOthersAreRead() {
        List<Probe> probes = fake.set("gpus", 2).set("fail.handle.0", 15).probe();

        assertThat(probes.getFirst())
                .isInstanceOfSatisfying(
                        Probe.Ready.class, ready -> assertThat(ready.device()).contains(FakeNvml.GPU_1));
        assertThat(probes.getLast())
                .isInstanceOfSatisfying(
                        Probe.Broken.class,
                        broken -> assertThat(broken.reason())
                                .isEqualTo("GPU 0 of the driver's list: error 15, GPU is lost"));
        close(probes);
    }

    @Test
    void aLibraryThatAVariableNamesAndThatIsNotThereIsBroken() {
        fake.tree().variable("WATTLE_NVML", "/nowhere/libnvidia-ml.so.1");

        assertThat(fake.probe()).singleElement().isInstanceOfSatisfying(Probe.Broken.class, broken -> {
            assertThat(broken.reason()).contains("/nowhere/libnvidia-ml.so.1");
            assertThat(broken.remedy()).contains("WATTLE_NVML");
        });
    }

    @Test
    void aMisspeltSettingIsBrokenWithItsPlace() {
        fake.tree().settings("nvml:\n  devcies: all\n");

        assertThat(fake.probe())
                .singleElement()
                .isInstanceOfSatisfying(
                        Probe.Broken.class,
                        broken -> assertThat(broken.reason() + broken.remedy())
                                .contains("settings.yaml:2")
                                .contains("Maybe 'devices'"));
    }

    /// Bug 23 (eco2AI 11): all the GPUs of a shared machine were counted as the job's.
    @Test
    void theGpusThatAJobMayNotUseAreNotItsEnergy() {
        fake.set("gpus", 2).tree().variable("CUDA_VISIBLE_DEVICES", "1");

        List<Probe> probes = fake.probe();

        assertThat(probes.getFirst())
                .isInstanceOfSatisfying(
                        Probe.Absent.class,
                        absent -> assertThat(absent.reason())
                                .contains("CUDA_VISIBLE_DEVICES=1")
                                .contains("devices: all"));
        assertThat(probes.getLast()).isInstanceOf(Probe.Ready.class);
        close(probes);
        List<Probe> all = new NvmlKind()
                .probe(fake.tree().settings("nvml:\n  devices: all\n").machine());
        assertThat(all).hasSize(2).allMatch(Probe.Ready.class::isInstance);
        close(all);
    }

    @ParameterizedTest
    @CsvSource({
        "'0', 0",
        "'1,0', 10",
        "'GPU-00000001', 1",
        "'MIG-1-3', 1",
        "'MIG-1-3,MIG-1-4', 1",
        "'MIG-GPU-00000000-0000-0000-0000-000000000000/3/0', 0",
        "'0,7,1', 0",
        "'-1', ''",
        "'', ''",
    })
    void visibleDevicesSelectAsCudaDoes(String variable, String expected) {
        fake.set("gpus", 2).set("mig", 7).tree().variable("CUDA_VISIBLE_DEVICES", variable);

        assertThat(selected())
                .containsExactlyElementsOf(expected.chars()
                        .mapToObj(c -> c == '0' ? FakeNvml.GPU_0 : FakeNvml.GPU_1)
                        .toList());
    }

    @Test
    void indicesCountByBusAddressWhereTheVariableSaysSo() {
        fake.set("gpus", 2).set("bus.0", 200).set("name.0", "Fast GPU");
        fake.tree().variable("CUDA_VISIBLE_DEVICES", "0").variable("CUDA_DEVICE_ORDER", "PCI_BUS_ID");

        assertThat(selected()).containsExactly(FakeNvml.GPU_1);
    }

    @Test
    void indicesOfDifferentGpusInCudasOwnOrderAreNotGuessed() {
        fake.set("gpus", 2).set("name.0", "Fast GPU").tree().variable("CUDA_VISIBLE_DEVICES", "0");

        GpuSelection selection = new NvmlKind().selection(fake.machine()).orElseThrow();

        assertThat(selection.certain()).isFalse();
        assertThat(selection.uuids()).hasSize(2);
        assertThat(selection.why()).contains("CUDA_DEVICE_ORDER=PCI_BUS_ID");
    }

    @Test
    void whatTheSchedulerGaveIsNoted() {
        fake.set("gpus", 2).tree().variable("SLURM_JOB_GPUS", "0,1");

        List<Probe> probes = fake.probe();

        assertThat(((Probe.Ready) probes.getFirst())
                        .meter()
                        .channels()
                        .getFirst()
                        .note())
                .endsWith("SLURM_JOB_GPUS=0,1.");
        close(probes);
    }

    @Test
    void aProcessHasTheMeanOfItsSamplesSinceTheLastCall() {
        fake.set("pid", 4242).set("sm", 40);
        try (GpuProcesses processes = GpuProcesses.open(fake.machine()).orElseThrow()) {
            assertThat(processes.read().shares()).isEmpty();
            fake.at(2);

            assertThat(processes.read().shares()).containsExactly(new GpuProcesses.Share(FakeNvml.GPU_0, 4242, 50));
        }
    }

    @Test
    void aGpuThatDoesNotTellItsProcessesIsNamed() {
        fake.set("fail.processes", 3);
        try (GpuProcesses processes = GpuProcesses.open(fake.machine()).orElseThrow()) {
            assertThat(processes.read().unknown()).containsExactly(FakeNvml.GPU_0);
        }
    }

    @Test
    void aCardOnTheBusWithoutALibraryIsSaid() {
        FakeTree tree = new FakeTree(folder.resolve("bare"))
                .put("sys/bus/pci/devices/0000:3b:00.0/vendor", "0x10de")
                .put("sys/bus/pci/devices/0000:3b:00.0/class", "0x030200");

        assertThat(PciGpus.areThere(tree.machine())).isTrue();
        tree.change("sys/bus/pci/devices/0000:3b:00.0/class", "0x0c0330");
        assertThat(PciGpus.areThere(tree.machine())).isFalse();
    }

    private List<String> selected() {
        return new NvmlKind().selection(fake.machine()).orElseThrow().uuids();
    }

    private static void close(List<Probe> probes) {
        for (Probe probe : probes) {
            if (probe instanceof Probe.Ready(String _, Meter meter)) {
                meter.read((Reading _) -> {});
                meter.close();
            }
        }
    }
}
