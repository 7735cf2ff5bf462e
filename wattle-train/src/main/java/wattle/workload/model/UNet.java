package wattle.workload.model;

import java.util.ArrayList;
import java.util.List;
import wattle.workload.engine.Operations;
import wattle.workload.engine.Parameters;
import wattle.workload.engine.Tensor;

/// A two-dimensional U-Net (Ronneberger et al. 2015) with group normalisation and SiLU.
public final class UNet implements Model {

    private static final int GROUPS = 8;
    private static final int KERNEL = 3;

    private final Operations operations;
    private final Parameters parameters;
    private final List<Layers.Layer> down = new ArrayList<>();
    private final List<Layers.Layer> enlarging = new ArrayList<>();
    private final List<Layers.Layer> up = new ArrayList<>();
    private final Layers.Layer middle;
    private final Layers.Layer last;

    /// @param base channels at full size, a multiple of 8; they double with each halving
    /// @param depth how often the image is halved
    /// @param classes background included
    public record Width(int base, int depth, int classes) {}

    /// @param seed of its first weights
    public UNet(Operations operations, Width width, long seed) {
        this.operations = operations;
        parameters = new Parameters(operations, seed);
        Layers layers = new Layers(operations, parameters);
        int channels = 1;
        for (int level = 0; level < width.depth(); level++) {
            down.add(block(layers, "down" + level, channels, width.base() << level));
            channels = width.base() << level;
        }
        middle = block(layers, "middle", channels, width.base() << width.depth());
        channels = width.base() << width.depth();
        for (int level = width.depth() - 1; level >= 0; level--) {
            int out = width.base() << level;
            enlarging.add(layers.enlargement("enlarge" + level, channels, out));
            up.add(block(layers, "up" + level, 2 * out, out));
            channels = out;
        }
        last = layers.convolution("last", channels, width.classes(), 1);
    }

    private Layers.Layer block(Layers layers, String name, int in, int out) {
        Layers.Layer first = layers.convolution(name + ".first", in, out, KERNEL);
        Layers.Layer firstNorm = layers.normalisation(name + ".firstNorm", out, GROUPS);
        Layers.Layer second = layers.convolution(name + ".second", out, out, KERNEL);
        Layers.Layer secondNorm = layers.normalisation(name + ".secondNorm", out, GROUPS);
        return x -> {
            Tensor half = operations.silu(firstNorm.of(first.of(x)));
            return operations.silu(secondNorm.of(second.of(half)));
        };
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Tensor scores(Tensor images) {
        List<Tensor> kept = new ArrayList<>();
        Tensor x = images;
        for (Layers.Layer level : down) {
            x = level.of(x);
            kept.add(x);
            x = operations.maxPooling(x, 2);
        }
        x = middle.of(x);
        for (int i = 0; i < up.size(); i++) {
            Tensor larger = enlarging.get(i).of(x);
            x = up.get(i).of(operations.concatenation(List.of(larger, kept.get(kept.size() - 1 - i))));
        }
        return last.of(x);
    }
}
