package wattle.workload.torch;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import wattle.app.training.NotInstalled;
import wattle.workload.engine.AdamW;
import wattle.workload.engine.Backend;
import wattle.workload.engine.Scope;
import wattle.workload.engine.Tensor;

/// libtorch on the processor, by JavaCPP's presets.
public final class TorchBackend implements Backend {

    private static final double NORMALISATION_EPSILON = 1e-5;
    private static final long[] ONE = {1, 1};

    private final String environment;
    private int threads = 1;

    private TorchBackend(String environment) {
        this.environment = environment;
    }

    /// Loads the engine.
    ///
    /// @throws NotInstalled when there is none for this platform
    public static Backend open(int threads) throws NotInstalled {
        String environment = Natives.settle();
        TorchBackend backend = new TorchBackend(environment);
        try {
            // It serves few processors, and says so of every other on the terminal.
            torch.globalContext().setUserEnabledNNPACK(false);
            // With oneDNN the first gradients of a U-Net (8 channels, 112 by 96, AVX2) were NaN in 6 of 8 fresh
            // processes,
            // without it in none of 32. Why is not known.
            torch.globalContext().setUserEnabledMkldnn(false);
            backend.threads(threads);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            NotInstalled fault = new NotInstalled(
                    "The engine (libtorch) cannot be loaded here: %s.".formatted(e.getMessage()),
                    "Maybe the system is older than glibc 2.35 (Debian 12, Ubuntu 22.04); then measure a program of your own: wattle measure");
            fault.initCause(e);
            throw fault;
        }
        return backend;
    }

    /// Whether there is an engine for this platform; loads nothing.
    ///
    /// @throws NotInstalled when there is none
    public static void check() throws NotInstalled {
        Natives.check();
    }

    @Override
    public String description() {
        return "libtorch %s on CPU without oneDNN, %d thread%s, OpenBLAS %d thread%s, %s"
                .formatted(
                        Natives.version(),
                        torch.get_num_threads(),
                        torch.get_num_threads() == 1 ? "" : "s",
                        threads,
                        threads == 1 ? "" : "s",
                        environment);
    }

    /// ATen's limit does not reach OpenBLAS, which has a pool of its own.
    @Override
    public void threads(int count) {
        torch.set_num_threads(count);
        openblas_nolapack.blas_set_num_threads(count);
        threads = count;
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker")
    public Scope scope() {
        PointerScope scope = new PointerScope();
        return scope::close;
    }

    @Override
    public Scope evaluation() {
        PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard();
        return () -> {
            guard.close();
            scope.close();
        };
    }

    @Override
    public Tensor parameter(float[] values, long... shape) {
        org.bytedeco.pytorch.Tensor handle = kept(values, shape);
        handle.set_requires_grad(true);
        return TorchTensor.of(handle);
    }

    @Override
    public Tensor state(float[] values, long... shape) {
        return TorchTensor.of(kept(values, shape));
    }

    /// Outlives the scopes around it.
    private static org.bytedeco.pytorch.Tensor kept(float[] values, long... shape) {
        try (PointerScope _ = new PointerScope()) {
            org.bytedeco.pytorch.Tensor handle = blob(values, shape);
            handle.retainReference();
            return handle;
        }
    }

    private static org.bytedeco.pytorch.Tensor blob(float[] values, long... shape) {
        return torch.from_blob(new FloatPointer(values), shape).clone();
    }

    @Override
    public Tensor floats(float[] values, long... shape) {
        return TorchTensor.of(blob(values, shape));
    }

    @Override
    public Tensor integers(long[] values, long... shape) {
        return TorchTensor.of(torch.from_blob(new LongPointer(values), shape, new TensorOptions(ScalarType.Long))
                .clone());
    }

    @Override
    public Tensor convolution(Tensor input, Tensor weight, Tensor bias, int stride, int padding) {
        return TorchTensor.of(torch.conv2d(
                TorchTensor.of(input),
                TorchTensor.of(weight),
                optional(bias),
                new long[] {stride, stride},
                new long[] {padding, padding},
                ONE,
                1));
    }

    @Override
    public Tensor enlargement(Tensor input, Tensor weight, Tensor bias, int stride) {
        long[] none = {0, 0};
        return TorchTensor.of(torch.conv_transpose2d(
                TorchTensor.of(input),
                TorchTensor.of(weight),
                optional(bias),
                new long[] {stride, stride},
                none,
                none,
                1,
                ONE));
    }

    @Override
    public Tensor linear(Tensor input, Tensor weight, Tensor bias) {
        return TorchTensor.of(torch.linear(TorchTensor.of(input), TorchTensor.of(weight), optional(bias)));
    }

    @Override
    public Tensor maxPooling(Tensor input, int size) {
        return TorchTensor.of(torch.max_pool2d(TorchTensor.of(input), size, size));
    }

    @Override
    public Tensor groupNormalisation(Tensor input, Tensor scale, Tensor shift, int groups) {
        return TorchTensor.of(torch.group_norm(
                TorchTensor.of(input), groups, optional(scale), optional(shift), NORMALISATION_EPSILON, true));
    }

    @Override
    public Tensor relu(Tensor input) {
        return TorchTensor.of(torch.relu(TorchTensor.of(input)));
    }

    @Override
    public Tensor silu(Tensor input) {
        return TorchTensor.of(torch.silu(TorchTensor.of(input)));
    }

    @Override
    public Tensor concatenation(List<Tensor> inputs) {
        return TorchTensor.of(torch.cat(vector(inputs), 1));
    }

    @Override
    public Tensor reshape(Tensor input, long... shape) {
        return TorchTensor.of(TorchTensor.of(input).reshape(shape));
    }

    @Override
    public Tensor crossEntropy(Tensor scores, Tensor labels) {
        return TorchTensor.of(torch.cross_entropy(TorchTensor.of(scores), TorchTensor.of(labels)));
    }

    @Override
    public Tensor diceLoss(Tensor scores, Tensor labels) {
        org.bytedeco.pytorch.Tensor given = TorchTensor.of(scores);
        org.bytedeco.pytorch.Tensor found = torch.softmax(given, 1);
        org.bytedeco.pytorch.Tensor truth = torch.one_hot(TorchTensor.of(labels), given.size(1))
                .permute(0, 3, 1, 2)
                .to(ScalarType.Float);
        org.bytedeco.pytorch.Tensor both = found.mul(truth).sum(0, 2, 3);
        org.bytedeco.pytorch.Tensor either = found.sum(0, 2, 3).add(truth.sum(0, 2, 3));
        org.bytedeco.pytorch.Tensor overlap = both.mul(new Scalar(2.0))
                .add(new Scalar(1.0))
                .div(either.add(new Scalar(1.0)))
                .mean();
        return TorchTensor.of(overlap.neg().add(new Scalar(1.0)));
    }

    @Override
    public Tensor sum(Tensor a, Tensor b) {
        return TorchTensor.of(TorchTensor.of(a).add(TorchTensor.of(b)));
    }

    @Override
    public void differentiate(Tensor loss) {
        TorchTensor.of(loss).backward();
    }

    @Override
    public void forget(List<Tensor> parameters) {
        for (Tensor parameter : parameters) {
            org.bytedeco.pytorch.Tensor gradient = TorchTensor.of(parameter).mutable_grad();
            if (gradient.defined()) {
                gradient.zero_();
            }
        }
    }

    @Override
    public void clip(List<Tensor> parameters, double longest) {
        try (Scope _ = evaluation()) {
            double squares = 0;
            for (Tensor parameter : parameters) {
                double length = TorchTensor.of(parameter).grad().norm().item_float();
                squares += length * length;
            }
            double length = Math.sqrt(squares);
            if (length > longest) {
                Scalar factor = new Scalar(longest / length);
                parameters.forEach(
                        parameter -> TorchTensor.of(parameter).mutable_grad().mul_(factor));
            }
        }
    }

    @Override
    public void pull(Tensor parameter, Tensor anchor, double factor) {
        try (Scope _ = evaluation()) {
            TorchTensor.of(parameter)
                    .mutable_grad()
                    .add_(TorchTensor.of(parameter), new Scalar(factor))
                    .add_(TorchTensor.of(anchor), new Scalar(-factor));
        }
    }

    @Override
    public void descend(Tensor parameter, Tensor velocity, double rate, double momentum) {
        try (Scope _ = evaluation()) {
            org.bytedeco.pytorch.Tensor speed = TorchTensor.of(velocity);
            speed.mul_(new Scalar(momentum)).add_(TorchTensor.of(parameter).grad());
            TorchTensor.of(parameter).add_(speed, new Scalar(-rate));
        }
    }

    @Override
    public void adamw(Tensor parameter, Tensor first, Tensor second, long step, AdamW settings) {
        try (Scope _ = evaluation()) {
            org.bytedeco.pytorch.Tensor weights = TorchTensor.of(parameter);
            org.bytedeco.pytorch.Tensor gradient = weights.grad();
            org.bytedeco.pytorch.Tensor mean = TorchTensor.of(first);
            org.bytedeco.pytorch.Tensor square = TorchTensor.of(second);
            weights.mul_(new Scalar(1 - settings.rate() * settings.decay()));
            mean.mul_(new Scalar(settings.beta1())).add_(gradient, new Scalar(1 - settings.beta1()));
            square.mul_(new Scalar(settings.beta2())).addcmul_(gradient, gradient, new Scalar(1 - settings.beta2()));
            double bias1 = 1 - Math.pow(settings.beta1(), (double) step);
            double bias2 = 1 - Math.pow(settings.beta2(), (double) step);
            org.bytedeco.pytorch.Tensor spread =
                    square.sqrt().div_(new Scalar(Math.sqrt(bias2))).add_(new Scalar(settings.epsilon()));
            weights.addcdiv_(mean, spread, new Scalar(-settings.rate() / bias1));
        }
    }

    @Override
    public float[] read(Tensor tensor) {
        try (Scope _ = evaluation()) {
            float[] values = new float[Math.toIntExact(tensor.elements())];
            // Kept by a variable: the numbers are gone with their tensor.
            org.bytedeco.pytorch.Tensor flat = TorchTensor.of(tensor).detach().contiguous();
            new FloatPointer(flat.data_ptr_float()).get(values);
            return values;
        }
    }

    @Override
    public void write(Tensor tensor, float[] values) {
        try (Scope _ = evaluation()) {
            new FloatPointer(TorchTensor.of(tensor).data_ptr_float()).put(values);
        }
    }

    @Override
    public long[] best(Tensor scores) {
        try (Scope _ = evaluation()) {
            org.bytedeco.pytorch.Tensor best =
                    TorchTensor.of(scores).argmax(new LongOptional(1), false).contiguous();
            long[] values = new long[Math.toIntExact(best.numel())];
            new LongPointer(best.data_ptr_long()).get(values);
            return values;
        }
    }

    private static TensorOptional optional(Tensor tensor) {
        return new TensorOptional(TorchTensor.of(tensor));
    }

    private static TensorVector vector(List<Tensor> tensors) {
        return new TensorVector(tensors.stream().map(TorchTensor::of).toArray(org.bytedeco.pytorch.Tensor[]::new));
    }
}
