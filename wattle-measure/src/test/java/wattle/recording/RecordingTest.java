package wattle.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.document.InputFault;
import wattle.trace.Basis;
import wattle.trace.Channel;
import wattle.trace.ChannelId;
import wattle.trace.GapReason;
import wattle.trace.Mark;
import wattle.trace.Moment;
import wattle.trace.Part;
import wattle.trace.Reading;
import wattle.trace.Samples;
import wattle.trace.Signal;
import wattle.trace.Traits;

class RecordingTest {

    private static final ChannelId ID = new ChannelId("rapl/package-0");
    private static final List<GapReason> REASONS = Arrays.asList(GapReason.values());

    @TempDir
    private Path folder = Path.of("");

    @Test
    void blocksComeBackBitForBit() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 500; i++) {
            List<Reading> readings = readings(random, 1 + random.nextInt(200));
            List<Reading> back = new ArrayList<>();
            Blocks.unpack(packed(readings), _ -> ID, (_, reading) -> back.add(reading));
            assertThat(back).isEqualTo(readings);
        }
    }

    /// Every channel of a run has its readings in the same rows.
    @Test
    void channelsOfABatchStayApart() {
        SplittableRandom random = new SplittableRandom(13);
        List<Packing> packings = new ArrayList<>();
        List<List<Reading>> all = new ArrayList<>();
        for (int channel = 0; channel < 40; channel++) {
            packings.add(new Packing(channel));
            all.add(readings(random, random.nextInt(60)));
            all.getLast().forEach(packings.getLast()::add);
        }
        List<List<Reading>> back = new ArrayList<>();
        all.forEach(_ -> back.add(new ArrayList<>()));
        byte[] batch = Blocks.of(packings);
        Blocks.unpack(batch, _ -> ID, (channel, reading) -> back.get(channel).add(reading));

        assertThat(back).isEqualTo(all);
        assertThat(packings).allMatch(packing -> packing.count() == 0);
    }

    private static byte[] packed(List<Reading> readings) {
        Packing packing = new Packing(3);
        readings.forEach(packing::add);
        return Blocks.of(List.of(packing));
    }

    @Test
    void aDamagedBlockIsSaidToBeDamaged() {
        SplittableRandom random = new SplittableRandom(12);
        byte[] block = packed(readings(random, 50));
        for (int i = 0; i < 500; i++) {
            byte[] damaged = Arrays.copyOf(block, 1 + random.nextInt(block.length - 1));
            assertThatThrownBy(() -> Blocks.unpack(damaged, _ -> ID, (_, _) -> {}))
                    .isInstanceOf(DamagedRecording.class);
        }
    }

    @Test
    void whatIsFlushedCanBeReadByOthersWhileItIsWritten() throws IOException {
        Shelf shelf = Shelf.of(folder.resolve("raw.db"));
        try (Recorder recorder = new Recorder(shelf, "run", 0)) {
            recorder.add(channel());
            recorder.anchor(1_000, 5);
            recorder.fact("command", "train");
            recorder.fact("command", "train.py");
            recorder.add(new Reading.Counter(ID, new Moment(10, 1, Moment.NO_DEVICE_TIME), 7));
            recorder.add(new Mark.Metric(11, "dice", 0.5));
            assertThat(recorder.flush()).isEmpty();
            recorder.add(new Reading.Counter(ID, new Moment(20, 1, Moment.NO_DEVICE_TIME), 9));

            Recording recording = Recording.read(shelf, new Recording.Key("run", 0));

            assertThat(recording.facts()).containsEntry("command", "train.py");
            assertThat(recording.samples().keySet()).containsExactly(channel());
            Samples samples = recording.samples().firstEntry().getValue();
            assertThat(samples.size()).isEqualTo(1);
            assertThat(recording.marks()).containsExactly(new Mark.Metric(11, "dice", 0.5));
            assertThat(recording.epochNanos()).isEqualTo(-4_000);
        }
        assertThat(Recording.keys(shelf)).containsExactly(new Recording.Key("run", 0));
        assertThat(Recording.read(shelf, new Recording.Key("run", 0))
                        .samples()
                        .firstEntry()
                        .getValue()
                        .size())
                .isEqualTo(2);
    }

    /// A power cut leaves what was synced, and of the write that was going on any part, with anything behind it.
    @Test
    void afterAPowerCutEverythingThatWasFlushedIsThere() throws IOException {
        SplittableRandom random = new SplittableRandom(13);
        Path file = folder.resolve("cut.db");
        Path wal = folder.resolve("cut.db-wal");
        Path copy = folder.resolve("copy.db");
        int cuts = 0;
        try (Recorder recorder = new Recorder(Shelf.of(file), "run", 0)) {
            recorder.add(channel());
            recorder.fact("host", "h");
            int durable = 0;
            for (int i = 0; i < 400; i++) {
                byte[] base = Files.readAllBytes(file);
                long synced = Files.size(wal);
                int more = 1 + random.nextInt(60);
                for (int k = 0; k < more; k++) {
                    recorder.add(new Reading.Counter(ID, new Moment(durable + k, 1, Moment.NO_DEVICE_TIME), k * 7L));
                }
                assertThat(recorder.flush()).isEmpty();
                byte[] log = Files.readAllBytes(wal);
                if (log.length > synced) {
                    Files.write(copy, base);
                    Files.write(folder.resolve("copy.db-wal"), torn(log, synced, random));
                    Files.deleteIfExists(folder.resolve("copy.db-shm"));
                    int found = size(copy);
                    assertThat(found).isIn(durable, durable + more);
                    cuts++;
                }
                durable += more;
            }
        }
        assertThat(cuts).isGreaterThan(100);
    }

    /// What was synced, a part of the rest, and sometimes rubbish where the rest should be.
    private static byte[] torn(byte[] log, long synced, SplittableRandom random) {
        int length = (int) synced + random.nextInt(log.length - (int) synced + 1);
        byte[] torn = Arrays.copyOf(log, random.nextBoolean() ? length : log.length);
        for (int i = length; i < torn.length; i++) {
            torn[i] = (byte) random.nextInt();
        }
        return torn;
    }

    private static int size(Path file) throws IOException {
        var samples =
                Recording.read(Shelf.of(file), new Recording.Key("run", 0)).samples();
        return samples.isEmpty() ? 0 : samples.firstEntry().getValue().size();
    }

    @Test
    void whatIsNoRecordingIsSaidWithItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("raw-0.db"), "these are words, and no data base of any kind");

        assertThatThrownBy(() -> Recording.keys(Shelf.of(file)))
                .isInstanceOf(InputFault.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("jdbc");
    }

    /// Killed between making the file and making its tables.
    @Test
    void aFileThatWasOnlyJustMadeHoldsNoRun() throws IOException {
        Path file = Files.createFile(folder.resolve("raw-0.db"));

        assertThat(Recording.keys(Shelf.of(file))).isEmpty();
    }

    @Test
    void aPasswordIsNotShown() {
        Shelf shelf = new Shelf("jdbc:nothing://db/energy?user=lab&password=geheim&ssl=true");
        assertThatThrownBy(() -> new Recorder(shelf, "run", 0))
                .hasMessageContaining("password=…&ssl=true")
                .hasMessageNotContaining("geheim")
                .hasMessageContaining("./wattle");
    }

    private static List<Reading> readings(SplittableRandom random, int count) {
        List<Reading> readings = new ArrayList<>();
        long time = random.nextLong(1L << 50);
        for (int i = 0; i < count; i++) {
            time += random.nextLong(1L << 30);
            Moment moment = new Moment(time, random.nextLong(1L << 20), Moment.NO_DEVICE_TIME);
            moment = random.nextBoolean() ? moment.at(random.nextLong() >> 2) : moment;
            readings.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Reading.Counter(ID, moment, random.nextLong());
                        case 1 -> new Reading.Power(ID, moment, random.nextGaussian() * 1e3);
                        case 2 -> new Reading.Observation(ID, moment, random.nextGaussian());
                        default ->
                            new Reading.Gap(ID, moment, REASONS.get(random.nextInt(REASONS.size())), "errno 61 ü");
                    });
        }
        return readings;
    }

    private static Channel channel() {
        return new Channel(
                ID,
                Part.of("wall/node/platform/cpu-0"),
                new Signal.EnergyCounter(1e-6, 262_143_328_850L),
                Basis.VENDOR_MODEL,
                Traits.UNKNOWN.period(0.001).accuracy(0.02),
                "note");
    }
}
