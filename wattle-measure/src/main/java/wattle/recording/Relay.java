package wattle.recording;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A data base on the network, and a file on this machine for as long as it does not answer. What stands in the file
/// survives as well as any recording, and is sent when the data base is there again; one that is not there at the end
/// leaves the file behind, where [#send] finds it.
///
/// One thread at a time uses it.
final class Relay implements Rows {

    /// A data base that is down is not asked more often, in ns.
    private static final long PAUSE_NANOS = 2_000_000_000L;

    private final Shelf shelf;
    private final Shelf spool;
    private @Nullable Store store;
    private @Nullable Store file;
    private long notBefore;

    /// Opens the data base, which must answer to begin with.
    Relay(Shelf shelf, Shelf spool) throws SQLException, IOException {
        this.shelf = shelf;
        this.spool = spool;
        store = Store.open(shelf);
    }

    @Override
    public void write(List<Row> rows, boolean again) throws SQLException {
        boolean unsure = again;
        if (connect()) {
            try {
                sendFile();
                there().write(rows, again);
                return;
            } catch (SQLException | IOException e) {
                // Whether the last commit arrived is not known: what is sent again must not count twice.
                unsure = true;
                drop();
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        try {
            Store open = file == null ? Store.open(spool) : file;
            file = open;
            open.write(rows, unsure);
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    private Store there() {
        return java.util.Objects.requireNonNull(store);
    }

    private boolean connect() {
        if (store == null && System.nanoTime() - notBefore >= 0) {
            try {
                store = Store.open(shelf);
            } catch (SQLException | IOException e) {
                // Still down. Nobody is told again: everything is in the file.
                drop();
            }
        }
        return store != null;
    }

    private void drop() {
        notBefore = System.nanoTime() + PAUSE_NANOS;
        Store lost = store;
        store = null;
        if (lost != null) {
            try {
                lost.close();
            } catch (SQLException e) {
                // It is lost already.
                return;
            }
        }
    }

    private void sendFile() throws SQLException, IOException {
        Store open = file;
        if (open != null) {
            there().write(open.rows(), true);
            file = null;
            open.close();
            spool.delete();
        }
    }

    @Override
    public Optional<String> held() {
        return file == null ? Optional.empty() : Optional.of(spool.shown());
    }

    @Override
    public void close() throws SQLException {
        if (store != null) {
            store.close();
        }
        if (file != null) {
            file.close();
        }
    }

    /// Sends what an earlier recording left in its file, and removes the file.
    static void send(Shelf spool, Shelf shelf) throws SQLException, IOException {
        List<Row> rows = new ArrayList<>();
        try (Store file = Store.open(spool)) {
            rows.addAll(file.rows());
        }
        try (Store store = Store.open(shelf)) {
            store.write(rows, true);
        }
        spool.delete();
    }
}
