package wattle.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/// Where recordings are kept: a SQLite file, or a PostgreSQL database that a team shares. The same statements serve
/// both.
///
/// @param url for JDBC
public record Shelf(String url) {

    private static final String SQLITE = "jdbc:sqlite:";

    private static final int PLAIN_ERROR = 1;
    private static final int CORRUPT = 11;
    private static final int NOT_A_DATABASE = 26;

    /// Any number that no other program locks in this data base: "wattle" in ASCII.
    private static final long TABLES_LOCK = 0x776174746c65L;

    private static final List<String> TABLES = List.of("""
            create table if not exists fact (
              run text not null, node integer not null, name text not null, value text not null,
              primary key (run, node, name))""", """
            create table if not exists channel (
              run text not null, node integer not null, channel integer not null, id text not null,
              part text not null, signal text not null, joules_per_unit double precision, modulus bigint,
              averaging_s double precision, unit text, cumulative integer, basis text not null,
              period_s double precision, quantum double precision, accuracy double precision,
              peak_w double precision, note text not null, primary key (run, node, channel))""", """
            create table if not exists batch (
              run text not null, node integer not null, batch bigint not null,
              t0 bigint not null, t1 bigint not null, n integer not null, gaps integer not null,
              data bytea not null, primary key (run, node, batch))""", """
            create table if not exists mark (
              run text not null, node integer not null, mark bigint not null, t bigint not null,
              kind text not null, name text not null, value double precision, primary key (run, node, mark))""", """
            create table if not exists anchor (
              run text not null, node integer not null, t bigint not null, micros bigint not null,
              primary key (run, node, t))""");

    /// What `DriverManager` says when no driver takes the URL; its SQL state is that of a refused connection.
    private static final String NO_DRIVER = "No suitable driver";

    /// Seconds after which a data base that does not answer is given up.
    private static final String PATIENCE_S = "10";

    /// A SQLite file.
    public static Shelf of(Path file) {
        return new Shelf(SQLITE + file.toAbsolutePath());
    }

    /// A data base that is gone when it is closed, for rehearsals.
    public static Shelf inMemory() {
        return new Shelf("jdbc:sqlite::memory:");
    }

    /// Opens it for writing, and makes what is missing.
    ///
    /// @throws IOException when the folder cannot be made
    Connection openForWriting() throws SQLException, IOException {
        if (isSqlite()) {
            Path folder = Path.of(url.substring(SQLITE.length())).getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        }
        Connection connection = connect();
        try (Statement statement = connection.createStatement()) {
            if (isSqlite()) {
                statement.execute("pragma journal_mode = wal");
                // Each commit reaches the disk: a power cut costs what came after it, and no more.
                statement.execute("pragma synchronous = full");
                statement.execute("pragma busy_timeout = 5000");
            }
            connection.setAutoCommit(false);
            if (!isSqlite()) {
                // Of two that make a table at once, PostgreSQL refuses one though it says "if not exists".
                statement.execute("select pg_advisory_xact_lock(" + TABLES_LOCK + ")");
            }
            for (String table : TABLES) {
                statement.execute(table);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /// Opens it for reading while it may be written.
    Connection openForReading() throws SQLException {
        Connection connection = connect();
        if (isSqlite()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 5000");
            }
        }
        return connection;
    }

    /// Whether SQLite says that the file is none of its own, or that what is in it is not what it wrote.
    boolean isDamage(SQLException e) {
        // The extended codes of sqlite.org/rescode.html hold the primary one in their lowest byte; a table that is
        // missing is a plain error (1).
        int code = e.getErrorCode() & 0xff;
        return isSqlite() && (code == CORRUPT || code == NOT_A_DATABASE || code == PLAIN_ERROR);
    }

    /// Whether it has tables: whoever wrote it may have been killed before the first.
    boolean isBegun(Connection connection) throws SQLException {
        if (!isSqlite()) {
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery("select count(*) from sqlite_master where name = 'fact'")) {
            return tables.next() && tables.getInt(1) > 0;
        }
    }

    /// The file, or the URL as it may be shown: a password stays secret.
    String shown() {
        if (isSqlite()) {
            return url.substring(SQLITE.length());
        }
        return url.replaceAll("(?i)(password=)[^&;]*", "$1…").replaceAll("//([^:/@]+):[^@/]*@", "//$1:…@");
    }

    /// What is in the URL comes first. Without them a cable that is pulled out would be waited for for hours.
    private static Properties patience() {
        Properties properties = new Properties();
        for (String name : List.of("connectTimeout", "socketTimeout", "loginTimeout")) {
            properties.setProperty(name, PATIENCE_S);
        }
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    private Connection connect() throws SQLException {
        try {
            return isSqlite() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, patience());
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).startsWith(NO_DRIVER)) {
                throw new SQLException(
                        "no driver for this URL is on the class path. Maybe call Wattle by its launcher, ./wattle, which"
                                + " fetches that of PostgreSQL; or set WATTLE_CLASSPATH to the driver's jar.",
                        e);
            }
            throw e;
        }
    }

    /// Removes a file with all that is in it.
    void delete() throws IOException {
        for (String end : List.of("-wal", "-shm", "")) {
            Files.deleteIfExists(Path.of(url.substring(SQLITE.length()) + end));
        }
    }

    /// Whether it is a file of one machine, and not a data base that others use as well.
    public boolean isFile() {
        return isSqlite();
    }

    private boolean isSqlite() {
        return url.startsWith(SQLITE);
    }
}
