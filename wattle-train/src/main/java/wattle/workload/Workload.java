package wattle.workload;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import wattle.app.training.WorkloadCard;
import wattle.workload.learning.Recipe;
import wattle.workload.learning.Task;
import wattle.workload.learning.Work;
import wattle.workload.model.Cnn;
import wattle.workload.model.UNet;

/// The reference workloads and their presets.
enum Workload {
    CLASSIFIER("which of ten kinds of clothes: a CNN on Fashion-MNIST", "accuracy", "small"),
    SEGMENTATION("where the brain is: a U-Net on MRI of one head", "dice", "small"),
    LOBES("which lobe of the brain: a U-Net on MRI of one head", "dice", "medium");

    private static final int LOBES_AND_BACKGROUND = 9;

    private final String what;
    private final String metric;
    private final String usual;

    Workload(String what, String metric, String usual) {
        this.what = what;
        this.metric = metric;
        this.usual = usual;
    }

    /// The one of a name.
    static Optional<Workload> of(String name) {
        for (Workload workload : values()) {
            if (workload.word().equals(name)) {
                return Optional.of(workload);
            }
        }
        return Optional.empty();
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    WorkloadCard card() {
        return new WorkloadCard(word(), what, metric, sizes());
    }

    /// The preset of whoever names none.
    String usual() {
        return usual;
    }

    private List<String> sizes() {
        return switch (this) {
            case CLASSIFIER -> List.of("tiny", "small", "mcmahan", "large");
            case SEGMENTATION, LOBES -> List.of("tiny", "small", "medium", "large");
        };
    }

    /// With its data.
    ///
    /// @throws wattle.app.training.NotInstalled when that is not on this machine
    Task open(String size) throws IOException {
        return switch (this) {
            case CLASSIFIER -> FashionTask.open(cnn(size), recipe());
            case SEGMENTATION, LOBES -> BrainTask.open(unet(size), recipe());
        };
    }

    /// What its model costs; needs no data.
    Work work(String size) {
        return switch (this) {
            case CLASSIFIER -> Work.of(FashionTask.empty(cnn(size), recipe()), 1, FashionTask.SIDE, FashionTask.SIDE);
            case SEGMENTATION, LOBES ->
                Work.of(BrainTask.empty(unet(size), recipe()), 1, BrainTask.HEIGHT, BrainTask.WIDTH);
        };
    }

    private Recipe recipe() {
        return switch (this) {
            case CLASSIFIER -> new Recipe(64, 1e-3, 0.05, 0, 12_000, 20, 2000);
            case SEGMENTATION -> new Recipe(8, 1e-3, 0.05, 1, 400, 100, 79);
            case LOBES -> new Recipe(8, 1e-3, 0.05, 1, 400, 200, 79);
        };
    }

    /// The widths of `small` learn fast on one core; `mcmahan` is the network of McMahan et al. 2017, with its
    /// 1 663 370
    /// parameters.
    private static Cnn.Width cnn(String size) {
        return switch (size) {
            case "tiny" -> new Cnn.Width(8, 16, 32, 3);
            case "mcmahan" -> new Cnn.Width(32, 64, 512, 5);
            case "large" -> new Cnn.Width(64, 128, 1024, 5);
            default -> new Cnn.Width(16, 32, 64, 3);
        };
    }

    private UNet.Width unet(String size) {
        int classes = this == LOBES ? LOBES_AND_BACKGROUND : 2;
        return switch (size) {
            case "tiny" -> new UNet.Width(8, 2, classes);
            case "medium" -> new UNet.Width(16, 3, classes);
            case "large" -> new UNet.Width(32, 4, classes);
            default -> new UNet.Width(8, 3, classes);
        };
    }
}
