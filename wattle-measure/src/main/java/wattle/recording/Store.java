package wattle.recording;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// An open data base that rows are written to. One thread at a time uses it.
final class Store implements AutoCloseable {

    private final Connection connection;
    private final Map<Row.Kind, PreparedStatement> statements = new EnumMap<>(Row.Kind.class);

    private Store(Connection connection) {
        this.connection = connection;
    }

    /// Opens it, and makes the tables that are missing.
    static Store open(Shelf shelf) throws SQLException, IOException {
        return new Store(shelf.openForWriting());
    }

    /// Writes rows, all or none.
    ///
    /// @param again whether they may have been written already
    void write(List<Row> rows, boolean again) throws SQLException {
        try {
            for (Row row : rows) {
                if (row.kind() == Row.Kind.CLEAR) {
                    clear(row);
                } else if (again) {
                    try (PreparedStatement statement =
                            connection.prepareStatement(row.kind().sql(true))) {
                        put(statement, row);
                    }
                } else {
                    put(prepared(row.kind()), row);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            rollback();
            throw e;
        }
    }

    private static void put(PreparedStatement statement, Row row) throws SQLException {
        row.fill(statement);
        statement.executeUpdate();
    }

    private void clear(Row row) throws SQLException {
        for (Row.Kind kind : Row.Kind.values()) {
            if (kind != Row.Kind.CLEAR) {
                try (PreparedStatement statement = connection.prepareStatement(kind.delete())) {
                    put(statement, row);
                }
            }
        }
    }

    private PreparedStatement prepared(Row.Kind kind) throws SQLException {
        PreparedStatement statement = statements.get(kind);
        if (statement == null) {
            statement = connection.prepareStatement(kind.sql(false));
            statements.put(kind, statement);
        }
        return statement;
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // A full disk has ended the transaction already, and the driver must be told to begin another.
            beginAnew();
        }
    }

    private void beginAnew() {
        try {
            connection.setAutoCommit(true);
        } catch (SQLException expected) {
            // "No transaction is active": that is so, and what is wanted.
        }
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            // The failure that led here is the one that is told; the next write tries again.
        }
    }

    @Override
    public void close() throws SQLException {
        for (Statement statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }
}
