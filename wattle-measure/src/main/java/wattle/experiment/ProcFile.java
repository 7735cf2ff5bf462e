package wattle.experiment;

import java.io.IOException;
import java.nio.file.Path;
import wattle.meter.Errno;
import wattle.meter.KernelFile;

/// The numbers at the beginning of a file of `/proc` that is kept open and read again and again, without a text being
/// made of it.
final class ProcFile implements AutoCloseable {

    private final KernelFile file;
    private final long[] numbers;

    /// @param most bytes that are looked at
    /// @param count how many numbers are wanted; a sign is left out
    ProcFile(Path path, int most, int count) throws IOException {
        file = new KernelFile(path, most);
        numbers = new long[count];
        int code = file.open();
        if (code < 0) {
            throw new IOException(path + ": " + Errno.words(-code));
        }
    }

    /// Reads the numbers anew.
    ///
    /// @throws IOException when the kernel refuses, or there are fewer
    void read() throws IOException {
        int length = file.read();
        if (length < 0) {
            throw new IOException(file.path() + ": " + Errno.words(-length));
        }
        int found = 0;
        int at = afterName(length);
        while (at < length && found < numbers.length) {
            if (isDigit(file.at(at))) {
                long number = 0;
                while (at < length && isDigit(file.at(at))) {
                    number = number * 10 + (file.at(at) - '0');
                    at++;
                }
                numbers[found++] = number;
            }
            at++;
        }
        if (found < numbers.length) {
            throw new IOException("%s: %d numbers instead of %d".formatted(file.path(), found, numbers.length));
        }
    }

    /// The name of a process stands in parentheses, and may hold anything.
    private int afterName(int length) {
        for (int at = length - 1; at > 0; at--) {
            if (file.at(at) == ')') {
                return at;
            }
        }
        return 0;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    /// One of the numbers that were read, counted from 0.
    long number(int place) {
        return numbers[place];
    }

    @Override
    public void close() {
        file.close();
    }
}
