package io.netia.migrations.service;

import io.netia.migrations.service.BackupFile.Manifest;
import io.netia.migrations.service.BackupFile.Sequence;
import io.netia.migrations.service.BackupFile.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Writes all rows of all accounts to a file, as they were at one moment, while the product runs.
 * The schema is not in it: migrations make it again.
 */
final class Backup {

  /**
   * Made by every start or by the migrations themselves, and meaningless elsewhere. The last two
   * have these names in schemas before migration 35.
   */
  private static final String NOT_KEPT =
      "('flyway_schema_history', 'feed_epoch', 'cluster_nodes', 'cluster_batches', 'nodes', 'relayed_batches')";

  private static final String TABLES =
      """
      select c.relname, string_agg(a.attname, ',' order by a.attnum)
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in %s
      group by c.relname order by c.relname
      """
          .formatted(NOT_KEPT);

  private static final String NEEDS =
      """
      select distinct r.relname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
      where k.contype = 'f' and c.relname = '%s' and c.relnamespace = 'public'::regnamespace and r.oid <> c.oid
      """;

  private final Connection connection;
  private final CopyManager copy;

  private Backup(Connection connection) throws SQLException {
    this.connection = connection;
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
  }

  /**
   * Writes a backup. The file appears when it is complete.
   *
   * @param source signs in with a role that row-level security does not bind
   * @throws FileAlreadyExistsException when the file is there already, and then keeps it
   * @throws SQLException also when the role is bound by it, so that rows would be missing
   */
  static void write(DataSource source, Path file) throws SQLException, IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (Connection connection = source.getConnection();
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      new Backup(connection).writeTo(zip);
    } catch (SQLException | IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, file);
  }

  private void writeTo(ZipOutputStream zip) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      // Rows that a policy would hide are then an error.
      statement.execute("set local row_security = off");
    }
    Manifest manifest = new Manifest(version(), tables(), sequences());
    zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
    manifest.properties().store(zip, null);
    for (Table table : manifest.tables()) {
      zip.putNextEntry(new ZipEntry(table.entry()));
      copy.copyOut(
          "copy public.%s (%s) to stdout".formatted(table.name(), table.columns()), open(zip));
    }
  }

  /** The driver would close the whole file after the first table. */
  private static OutputStream open(ZipOutputStream zip) {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        zip.write(one);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        zip.write(bytes, from, length);
      }
    };
  }

  private String version() throws SQLException {
    return rows("select version from flyway_schema_history where success and version is not null order by installed_rank desc limit 1")
        .get(0)
        .get(0);
  }

  private List<Sequence> sequences() throws SQLException {
    List<Sequence> sequences = new ArrayList<>();
    for (List<String> one :
        rows("select sequencename from pg_sequences where schemaname = 'public'")) {
      List<String> at = rows("select last_value, is_called from public." + one.get(0)).get(0);
      sequences.add(new Sequence(one.get(0), Long.parseLong(at.get(0)), at.get(1).equals("t")));
    }
    return sequences;
  }

  /** A table comes after those that its foreign keys point to. */
  private List<Table> tables() throws SQLException {
    List<Table> waiting = new ArrayList<>();
    for (List<String> one : rows(TABLES)) {
      waiting.add(new Table(one.get(0), one.get(1)));
    }
    Set<String> open = new HashSet<>(waiting.stream().map(Table::name).toList());
    List<Table> ordered = new ArrayList<>();
    while (!waiting.isEmpty()) {
      int before = waiting.size();
      for (Table table : List.copyOf(waiting)) {
        if (rows(NEEDS.formatted(table.name())).stream()
            .noneMatch(row -> open.contains(row.get(0)))) {
          ordered.add(table);
          waiting.remove(table);
          open.remove(table.name());
        }
      }
      if (waiting.size() == before) {
        throw new SQLException("Foreign keys point in a circle: " + open);
      }
    }
    return ordered;
  }

  private List<List<String>> rows(String question) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(question)) {
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
