package wattle.parquet;

import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import wattle.app.measuring.Sample;
import wattle.app.measuring.SampleFormat;
import wattle.recording.Recording;

/// The columns of [Sample]: `time_us` as a UTC timestamp, and null where a sample has no raw number, value or gap.
public final class ParquetSamples implements SampleFormat {

    private static final MessageType COLUMNS = Types.buildMessage()
            .required(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
            .named("time_us")
            .required(PrimitiveTypeName.INT32)
            .named("node")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("channel")
            .optional(PrimitiveTypeName.INT64)
            .as(LogicalTypeAnnotation.intType(64, false))
            .named("raw")
            .optional(PrimitiveTypeName.DOUBLE)
            .named("value")
            .required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("unit")
            .optional(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("gap")
            .named("samples");

    @Override
    public String word() {
        return "parquet";
    }

    @Override
    public void write(List<Recording> nodes, Path file) throws IOException {
        Files.deleteIfExists(file);
        try (ParquetWriter<Sample> writer = ParquetWriter.writeFile(COLUMNS, file.toFile(), ParquetSamples::columns)) {
            Sample.each(nodes, sample -> put(writer, sample));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void put(ParquetWriter<Sample> writer, Sample sample) {
        try {
            writer.write(sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void columns(Sample sample, ValueWriter row) {
        row.write("time_us", sample.timeUs());
        row.write("node", sample.node());
        row.write("channel", sample.channel());
        sample.raw().ifPresent(raw -> row.write("raw", raw));
        sample.value().ifPresent(value -> row.write("value", value));
        row.write("unit", sample.unit());
        if (!sample.gap().isEmpty()) {
            row.write("gap", sample.gap());
        }
    }
}
