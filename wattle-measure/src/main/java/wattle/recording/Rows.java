package wattle.recording;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Takes rows.
interface Rows extends AutoCloseable {

    /// Writes rows, all or none.
    ///
    /// @param again whether they may have been written already
    void write(List<Row> rows, boolean again) throws SQLException;

    /// Where rows stand that are not yet where they belong.
    default Optional<String> held() {
        return Optional.empty();
    }

    @Override
    void close() throws SQLException;
}
