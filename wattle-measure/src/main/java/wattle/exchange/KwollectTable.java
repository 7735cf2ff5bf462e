package wattle.exchange;

/// Kwollect's values as CSV.
final class KwollectTable implements Importer {

    @Override
    public String name() {
        return "kwollect";
    }

    @Override
    public String about() {
        return "Kwollect of Grid'5000 as CSV (W; wattmetre, PDU, BMC)";
    }

    @Override
    public boolean recognises(ForeignFile file) {
        return file.header().contains("metric_id")
                && file.header().contains("device_id")
                && !file.header().contains("{");
    }

    @Override
    public Imported read(ForeignFile file) {
        Table table = Table.of(file, ',');
        Tracks tracks = new Tracks(name(), file);
        tracks.fact("columns", table.shape());
        tracks.zoned(table.rows().getFirst().text("timestamp"));
        Kwollect kwollect = new Kwollect(tracks);
        for (Table.Row row : table.rows()) {
            kwollect.add(
                    row.micros("timestamp"),
                    row.text("device_id"),
                    row.text("metric_id"),
                    row.number("value"),
                    row.find("labels._device_orig").orElse(""));
        }
        return kwollect.done(file);
    }
}
