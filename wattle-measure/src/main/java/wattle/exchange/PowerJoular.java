package wattle.exchange;

import wattle.trace.Basis;
import wattle.trace.Signal;

/// PowerJoular's CSV: one row a second with W. Its total is the sum of the columns beside it.
final class PowerJoular implements Importer {

    @Override
    public String name() {
        return "powerjoular";
    }

    @Override
    public String about() {
        return "PowerJoular CSV (W each second, local time)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.header().startsWith("Date,CPU Utilization");
    }

    @Override
    public Imported read(ForeignFile file) {
        Table table = Table.of(file, ',');
        Tracks tracks = new Tracks(name(), file);
        tracks.fact("columns", table.shape());
        tracks.zoned(table.rows().getFirst().text("Date"));
        if (!table.has("Total Power")) {
            throw file.fault(
                    "this is PowerJoular's file of a single process.", "Maybe import the file of the machine.");
        }
        Tracks.One cpu = tracks.power(
                "cpu",
                Parts.CPU,
                new Signal.Averaging.Unknown(),
                Basis.VENDOR_MODEL,
                "RAPL's psys, or package 0 with memory, or a model of boards such as the Raspberry Pi: the file does "
                        + "not say which");
        boolean anyGpu =
                table.rows().stream().anyMatch(row -> row.amount("GPU Power").orElse(0) > 0);
        for (Table.Row row : table.rows()) {
            cpu.readAt(row.micros("Date"), row.number("CPU Power"));
            if (anyGpu) {
                tracks.power(
                                "gpu",
                                Parts.GPUS,
                                new Signal.Averaging.Unknown(),
                                Basis.MEASURED,
                                "one reading of nvidia-smi a second")
                        .readAt(row.micros("Date"), row.number("GPU Power"));
            }
        }
        return tracks.done();
    }
}
