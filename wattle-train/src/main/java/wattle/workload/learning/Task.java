package wattle.workload.learning;

import java.util.SplittableRandom;
import wattle.workload.engine.Operations;
import wattle.workload.engine.Tensor;
import wattle.workload.model.Model;

/// Something to learn: data, a model for it, and what counts as good.
public interface Task {

    /// The metric's name: `accuracy`.
    String metric();

    /// How it is trained.
    Recipe recipe();

    /// The class of each training item, by which data is divided among clients.
    int[] classes();

    /// A model with first weights drawn from a seed.
    Model model(Operations operations, long seed);

    /// Training items, changed at random where that helps.
    Batch batch(int[] items, SplittableRandom random);

    /// What training makes smaller.
    Tensor loss(Operations operations, Tensor scores, Tensor labels);

    /// Tests a model on items that it was not trained on.
    ///
    /// @param sample at most so many items, the same each time
    Quality quality(Classes classes, int sample);

    /// A model as the test sees it.
    interface Classes {

        /// The class of each item, or of each pixel.
        long[] of(Batch batch);
    }
}
