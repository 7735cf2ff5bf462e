package wattle.workload;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import wattle.app.training.LearningParadigm;
import wattle.app.training.Trainer;
import wattle.app.training.TrainingResult;
import wattle.app.training.TrainingWatcher;
import wattle.app.training.TrainingWish;
import wattle.app.training.WorkloadCard;
import wattle.mark.Marks;
import wattle.quantity.Nearest;
import wattle.workload.data.DebianData;
import wattle.workload.data.Split;
import wattle.workload.engine.Backend;
import wattle.workload.engine.Parameters;
import wattle.workload.learning.Centralised;
import wattle.workload.learning.Course;
import wattle.workload.learning.Rounds;
import wattle.workload.learning.Task;
import wattle.workload.learning.Work;
import wattle.workload.torch.TorchBackend;

/// The reference workloads on libtorch.
public final class ReferenceTrainer implements Trainer {

    /// For `ServiceLoader`.
    public ReferenceTrainer() {}

    @Override
    public List<WorkloadCard> workloads() {
        return Arrays.stream(Workload.values()).map(Workload::card).toList();
    }

    @Override
    public void check(TrainingWish wish) throws IOException {
        Workload workload = workload(wish);
        size(workload, wish);
        String metric = workload.card().metric();
        if (!wish.until().metric().equals(metric) || !wish.until().atLeast()) {
            throw new IllegalArgumentException("the metric of %s is %s, and higher is better. Maybe --until '%s>=%s'"
                    .formatted(wish.workload(), metric, metric, wish.until().value()));
        }
        TrainingWish.Learning learning = wish.learning();
        Split.of(learning.split());
        boolean alone = learning.paradigm() == LearningParadigm.CENTRALISED;
        if (alone != (learning.clients() == 1)) {
            throw new IllegalArgumentException(
                    alone
                            ? "with all data in one place there is one client. Maybe --paradigm federated"
                            : "%s learning needs two clients or more. Maybe --clients 10"
                                    .formatted(learning.paradigm().word()));
        }
        TorchBackend.check();
        switch (workload) {
            case CLASSIFIER -> DebianData.FASHION_MNIST.file("train-images-idx3-ubyte.gz");
            case SEGMENTATION, LOBES -> DebianData.MRICRON.file("ch2.nii.gz");
        }
    }

    private static Workload workload(TrainingWish wish) {
        return Workload.of(wish.workload()).orElseThrow(() -> {
            List<String> names =
                    Arrays.stream(Workload.values()).map(Workload::word).toList();
            return new IllegalArgumentException("there is no workload '%s'. Maybe %s"
                    .formatted(
                            wish.workload(),
                            Nearest.to(wish.workload(), names).orElse("one of " + String.join(", ", names))));
        });
    }

    private static String size(Workload workload, TrainingWish wish) {
        String size = wish.size().orElse(workload.usual());
        List<String> sizes = workload.card().sizes();
        if (!sizes.contains(size)) {
            throw new IllegalArgumentException("%s has no size '%s'. Maybe %s"
                    .formatted(
                            workload.word(),
                            size,
                            Nearest.to(size, sizes).orElse("one of " + String.join(", ", sizes))));
        }
        return size;
    }

    @Override
    public TrainingResult train(TrainingWish wish, TrainingWatcher watcher) throws IOException {
        check(wish);
        Workload workload = workload(wish);
        String size = size(workload, wish);
        Work work = workload.work(size);
        Marks.begin("prepare");
        Backend backend = TorchBackend.open(wish.execution().threads());
        Task task = workload.open(size);
        Marks.end("prepare");
        String key = key(wish, size, backend.description());
        say(watcher, key);
        say(watcher, costs(work));
        Marks.metric("parameters", work.parameters());
        Marks.metric("model_bytes", (double) work.modelBytes());
        Course course = new Course(wish.until(), watcher, work, wish.execution().checkpoint(), key);
        double most = wish.execution().most().orElse(task.recipe().most());
        String clients = "";
        float[] weights;
        if (wish.learning().paradigm() == LearningParadigm.CENTRALISED) {
            weights = new Centralised(backend, task, course, wish.execution().seed(), most).learn();
        } else {
            Rounds rounds = new Rounds(
                    backend, task, course, wish.learning(), wish.execution().seed(), most);
            weights = rounds.learn();
            clients = rounds.account();
        }
        String checksum = String.format(Locale.ROOT, "weights %08x, key %08x", Parameters.checksum(weights), crc(key));
        Marks.note(checksum);
        return new TrainingResult(
                course.isReached(),
                course.isStopped() && !course.isReached(),
                course.quality(),
                report(wish, course, clients) + checksum + "\n");
    }

    /// Keeps a line with the run, and shows it.
    private static void say(TrainingWatcher watcher, String line) {
        Marks.note(line);
        watcher.say(line);
    }

    private static String costs(Work work) {
        return String.format(
                Locale.ROOT,
                "%d parameters, %d bytes; %.4g MFLOP forward and %.4g MFLOP in training for each sample (convolutions and matrices, 2 for each multiply-add)",
                work.parameters(),
                work.modelBytes(),
                work.forwardFlop() * 1e-6,
                work.trainingFlop() * 1e-6);
    }

    private static String report(TrainingWish wish, Course course, String clients) {
        String outcome = course.isReached()
                ? "reached %s: %.4f".formatted(wish.until(), course.quality())
                : Double.isNaN(course.quality())
                        ? "stopped before the first evaluation"
                        : "did not reach %s: %.4f".formatted(wish.until(), course.quality());
        return String.format(
                Locale.ROOT, "%s%n%s%s%n", outcome, course.totals(), clients.isEmpty() ? "" : "\n" + clients);
    }

    /// Everything that decides the weights.
    private static String key(TrainingWish wish, String size, String engine) {
        TrainingWish.Learning learning = wish.learning();
        String who = learning.paradigm() == LearningParadigm.CENTRALISED
                ? "centralised"
                : "%s, %d clients, %s, participation %s, %d local epochs, %s, %d edges"
                        .formatted(
                                learning.paradigm().word(),
                                learning.clients(),
                                learning.split(),
                                learning.participation(),
                                learning.localEpochs(),
                                learning.aggregation().word(),
                                learning.edges());
        return "%s %s, %s, seed %d, %s"
                .formatted(wish.workload(), size, who, wish.execution().seed(), engine);
    }

    private static long crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
