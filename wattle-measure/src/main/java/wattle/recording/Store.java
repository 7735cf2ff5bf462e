package wattle.recording;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An open data base that rows are written to. One thread at a time uses it.
final class Store implements Rows {

    private final Connection connection;
    private final Map<Row.Kind, PreparedStatement> statements = new EnumMap<>(Row.Kind.class);

    private Store(Connection connection) {
        this.connection = connection;
    }

    /// Opens it, and makes the tables that are missing.
    static Store open(Shelf shelf) throws SQLException, IOException {
        return new Store(shelf.openForWriting());
    }

    @Override
    public void write(List<Row> rows, boolean again) throws SQLException {
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

    /// Every row it holds, whatever run it is of; in the order in which they are written again.
    List<Row> rows() throws SQLException {
        List<Row> rows = new ArrayList<>();
        for (Row.Kind kind : Row.Kind.values()) {
            if (kind == Row.Kind.CLEAR) {
                continue;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(kind.select())) {
                int places = found.getMetaData().getColumnCount();
                while (found.next()) {
                    @Nullable Object[] values = new @Nullable Object[places];
                    for (int i = 0; i < places; i++) {
                        values[i] = found.getObject(i + 1);
                    }
                    rows.add(Row.of(kind, values));
                }
            }
        }
        return rows;
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
