package wattle.workload.learning;

/// What was done up to now, by the whole training or by one client.
final class Tally {

    private long samples;
    private long tested;
    private long nanos;
    private long upBytes;
    private long downBytes;
    private long sideBytes;
    private int rounds;

    void trained(long items) {
        samples += items;
    }

    void tested(long items) {
        tested += items;
    }

    void took(long nanoseconds) {
        nanos += nanoseconds;
    }

    void up(long bytes) {
        upBytes += bytes;
    }

    void down(long bytes) {
        downBytes += bytes;
    }

    void side(long bytes) {
        sideBytes += bytes;
    }

    void round() {
        rounds++;
    }

    long samples() {
        return samples;
    }

    long tested() {
        return tested;
    }

    double seconds() {
        return nanos * 1e-9;
    }

    long upBytes() {
        return upBytes;
    }

    long downBytes() {
        return downBytes;
    }

    long sideBytes() {
        return sideBytes;
    }

    int rounds() {
        return rounds;
    }

    /// The numbers in one line, for a checkpoint.
    String text() {
        return "%d %d %d %d %d %d %d".formatted(samples, tested, nanos, upBytes, downBytes, sideBytes, rounds);
    }

    /// Goes on from [#text].
    void resume(String text) {
        String[] words = text.split(" ");
        samples = Long.parseLong(words[0]);
        tested = Long.parseLong(words[1]);
        nanos = Long.parseLong(words[2]);
        upBytes = Long.parseLong(words[3]);
        downBytes = Long.parseLong(words[4]);
        sideBytes = Long.parseLong(words[5]);
        rounds = Integer.parseInt(words[6]);
    }
}
