package wattle.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import wattle.workload.data.DebianData;
import wattle.workload.data.Nifti;
import wattle.workload.engine.Operations;
import wattle.workload.engine.Tensor;
import wattle.workload.learning.Batch;
import wattle.workload.learning.Quality;
import wattle.workload.learning.Recipe;
import wattle.workload.learning.Task;
import wattle.workload.model.Model;
import wattle.workload.model.UNet;

/// Segmentation of sagittal slices of one head (Colin27, T1). The left half is learned from, the right half is
/// the test: other
/// tissue of the same person, and no clinical benchmark.
final class BrainTask implements Task {

    static final int HEIGHT = 112;
    static final int WIDTH = 96;
    private static final int TEST_BATCH = 8;

    /// Parts of the half by which clients' data differs: slices near the middle show other things than those
    /// outside.
    private static final int PARTS = 10;

    private final UNet.Width width;
    private final Recipe recipe;
    private final List<Slice> learned;
    private final List<Slice> tested;

    /// @param image brightness, about −0.5 to 0.5
    /// @param labels class of each pixel
    @SuppressWarnings("ArrayRecordComponent") // never compared, and too large to copy
    private record Slice(float[] image, byte[] labels) {}

    private BrainTask(UNet.Width width, Recipe recipe, List<Slice> learned, List<Slice> tested) {
        this.width = width;
        this.recipe = recipe;
        this.learned = learned;
        this.tested = tested;
    }

    /// Brain or not, by the mask that the package has; or the lobes of the AAL atlas.
    static Task open(UNet.Width width, Recipe recipe) throws IOException {
        DebianData data = DebianData.MRICRON;
        Nifti head = Nifti.read(data.file("ch2.nii.gz"));
        boolean lobes = width.classes() > 2;
        Nifti truth = Nifti.read(data.file(lobes ? "aal.nii.gz" : "ch2bet.nii.gz"));
        int[] classes = lobes ? lobes(data.file("aal.nii.txt")) : new int[] {0, 1};
        int middle = head.shape()[0] / 2;
        int edge = 8;
        int gap = 4;
        List<Slice> learned = new ArrayList<>();
        List<Slice> tested = new ArrayList<>();
        for (int x = edge; x < head.shape()[0] - edge; x++) {
            // Near the middle both halves are in one slice.
            if (Math.abs(x - middle) >= gap) {
                (x < middle ? learned : tested).add(slice(head, truth, classes, x));
            }
        }
        return new BrainTask(width, recipe, learned, tested);
    }

    /// A task whose model can be counted, and that cannot be trained: it has no data.
    static Task empty(UNet.Width width, Recipe recipe) {
        return new BrainTask(width, recipe, List.of(), List.of());
    }

    /// The lobe of each label: AAL numbers regions 2001 to 9170, and thousands are lobes (2 frontal, … 9
    /// cerebellum).
    static int[] lobes(Path table) throws IOException {
        int[] lobes = new int[256];
        for (String line : Files.readAllLines(table)) {
            String[] words = line.strip().split("\\s+");
            if (words.length >= 3) {
                lobes[Integer.parseInt(words[0])] = Integer.parseInt(words[2]) / 1000 - 1;
            }
        }
        return lobes;
    }

    /// Half the resolution, centred.
    private static Slice slice(Nifti head, Nifti truth, int[] classes, int x) {
        float[] image = new float[HEIGHT * WIDTH];
        byte[] labels = new byte[HEIGHT * WIDTH];
        java.util.Arrays.fill(image, -0.5f);
        int top = (HEIGHT - head.shape()[1] / 2) / 2;
        int left = (WIDTH - head.shape()[2] / 2) / 2;
        for (int y = 0; y < head.shape()[1] / 2; y++) {
            for (int z = 0; z < head.shape()[2] / 2; z++) {
                float sum = head.at(x, 2 * y, 2 * z)
                        + head.at(x, 2 * y + 1, 2 * z)
                        + head.at(x, 2 * y, 2 * z + 1)
                        + head.at(x, 2 * y + 1, 2 * z + 1);
                int at = (y + top) * WIDTH + z + left;
                image[at] = sum / 4 / 128 - 0.5f;
                int label = Math.round(truth.at(x, 2 * y, 2 * z));
                labels[at] = (byte) classes[Math.clamp(label, 0, classes.length - 1)];
            }
        }
        return new Slice(image, labels);
    }

    @Override
    public String metric() {
        return "dice";
    }

    @Override
    public Recipe recipe() {
        return recipe;
    }

    @Override
    public int[] classes() {
        int[] classes = new int[learned.size()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = i * PARTS / classes.length;
        }
        return classes;
    }

    @Override
    public Model model(Operations operations, long seed) {
        return new UNet(operations, width, seed);
    }

    @Override
    public Batch batch(int[] items, SplittableRandom random) {
        List<Slice> slices = new ArrayList<>();
        for (int item : items) {
            slices.add(varied(learned.get(item), random));
        }
        return batch(slices);
    }

    /// Turned by up to 0.2 rad, stretched by up to 15 %, moved by up to 6 pixels, brighter or darker.
    private static Slice varied(Slice slice, SplittableRandom random) {
        double angle = (random.nextDouble() - 0.5) * 0.4;
        double scale = 1 + (random.nextDouble() - 0.5) * 0.3;
        int right = random.nextInt(13) - 6;
        int down = random.nextInt(13) - 6;
        float gain = (float) (0.8 + 0.4 * random.nextDouble());
        float shift = (float) (0.2 * (random.nextDouble() - 0.5));
        double cos = Math.cos(angle) * scale;
        double sin = Math.sin(angle) * scale;
        float[] image = new float[HEIGHT * WIDTH];
        byte[] labels = new byte[HEIGHT * WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double fromX = x - WIDTH / 2.0;
                double fromY = y - HEIGHT / 2.0;
                long sourceX = Math.round(cos * fromX - sin * fromY + WIDTH / 2.0) + right;
                long sourceY = Math.round(sin * fromX + cos * fromY + HEIGHT / 2.0) + down;
                int at = y * WIDTH + x;
                boolean inside = sourceX >= 0 && sourceY >= 0 && sourceX < WIDTH && sourceY < HEIGHT;
                int from = inside ? (int) (sourceY * WIDTH + sourceX) : 0;
                image[at] = (inside ? slice.image()[from] : -0.5f) * gain + shift;
                labels[at] = inside ? slice.labels()[from] : 0;
            }
        }
        return new Slice(image, labels);
    }

    private static Batch batch(List<Slice> slices) {
        int pixels = HEIGHT * WIDTH;
        int count = slices.size();
        float[] inputs = new float[count * pixels];
        long[] labels = new long[count * pixels];
        for (int i = 0; i < count; i++) {
            System.arraycopy(slices.get(i).image(), 0, inputs, i * pixels, pixels);
            for (int p = 0; p < pixels; p++) {
                labels[i * pixels + p] = slices.get(i).labels()[p];
            }
        }
        return new Batch(inputs, new long[] {count, 1, HEIGHT, WIDTH}, labels, new long[] {count, HEIGHT, WIDTH});
    }

    @Override
    public Tensor loss(Operations operations, Tensor scores, Tensor labels) {
        return operations.sum(operations.crossEntropy(scores, labels), operations.diceLoss(scores, labels));
    }

    /// The mean over all classes but the background of the Dice overlap over all test slices together.
    @Override
    public Quality quality(Classes model, int sample) {
        int count = Math.min(sample, tested.size());
        double[] both = new double[width.classes()];
        double[] either = new double[width.classes()];
        for (int from = 0; from < count; from += TEST_BATCH) {
            Batch batch = batch(tested.subList(from, Math.min(count, from + TEST_BATCH)));
            long[] found = model.of(batch);
            for (int i = 0; i < found.length; i++) {
                int truth = (int) batch.labels()[i];
                either[truth]++;
                either[(int) found[i]]++;
                both[truth] += found[i] == truth ? 1 : 0;
            }
        }
        double sum = 0;
        for (int c = 1; c < both.length; c++) {
            sum += either[c] == 0 ? 1 : 2 * both[c] / either[c];
        }
        return new Quality(sum / (both.length - 1), new double[0]);
    }
}
