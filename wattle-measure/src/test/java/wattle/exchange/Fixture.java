package wattle.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import wattle.trace.Channel;
import wattle.trace.Samples;

/// Recorded traces of others, and files written in tests.
public final class Fixture {

    private Fixture() {}

    /// The bytes of a packed fixture: `ccgrid23/perf/perf_perf.csv`.
    public static byte[] bytes(String name) {
        try (InputStream in = Fixture.class.getResourceAsStream("/fixtures/" + name + ".gz");
                GZIPInputStream unpacked = new GZIPInputStream(java.util.Objects.requireNonNull(in, name))) {
            return unpacked.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Imported read(String name) {
        return read(name, ZoneOffset.UTC);
    }

    public static Imported read(String name, ZoneId zone) {
        return Formats.read(ForeignFile.of(name, bytes(name), zone), Optional.empty());
    }

    public static Imported text(String name, String text) {
        return Formats.read(
                ForeignFile.of(name, text.getBytes(StandardCharsets.UTF_8), ZoneOffset.UTC), Optional.empty());
    }

    /// The samples of all files together, as a recording of them would give them.
    public static List<Samples> samples(Imported... files) {
        return ImportedRecording.of(List.of(files)).tracks().stream()
                .map(track -> {
                    Samples.Builder builder = new Samples.Builder(track.channel(), 0);
                    track.readings().forEach(builder::add);
                    return builder.build();
                })
                .toList();
    }

    public static Samples one(List<Samples> all, String id) {
        return all.stream()
                .filter(samples -> samples.channel().id().text().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public static Channel channel(List<Samples> all, String id) {
        return one(all, id).channel();
    }
}
