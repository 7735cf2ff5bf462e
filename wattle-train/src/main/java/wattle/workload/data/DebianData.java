package wattle.workload.data;

import java.nio.file.Files;
import java.nio.file.Path;
import wattle.app.training.NotInstalled;

/// A data set that the distribution ships. It is read where its package puts it, and never copied.
///
/// @param packageName of Debian and what descends from it
/// @param folder where its files are
public record DebianData(String packageName, Path folder) {

    /// Zalando's clothes: 60 000 and 10 000 images of 28 × 28 pixels in 10 classes; MIT licence.
    public static final DebianData FASHION_MNIST =
            new DebianData("dataset-fashion-mnist", Path.of("/usr/share/datasets/fashion-mnist"));

    /// MRIcron's templates: a human head with brain mask and atlas labels.
    public static final DebianData MRICRON = new DebianData("mricron-data", Path.of("/usr/share/mricron/templates"));

    /// One of its files.
    ///
    /// @throws NotInstalled with the command that installs it
    public Path file(String name) throws NotInstalled {
        Path file = folder.resolve(name);
        if (!Files.isReadable(file)) {
            throw new NotInstalled(
                    "The data set is not here: there is no %s.".formatted(file),
                    "Maybe: sudo apt-get install " + packageName);
        }
        return file;
    }
}
