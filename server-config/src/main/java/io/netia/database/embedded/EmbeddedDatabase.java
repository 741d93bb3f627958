package io.netia.database.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A running PostgreSQL with the two roles the product needs and one database. {@code netia_owner}
 * owns the database and migrates; {@code netia_app} owns nothing, is no superuser and is bound by
 * row-level security.
 */
public final class EmbeddedDatabase implements Closeable {

  /** The role that owns the tables. */
  public static final String OWNER = "netia_owner";

  /** The role that serves requests. */
  public static final String APPLICATION = "netia_app";

  private static final String SUPERUSER = "postgres";
  private static final String DATABASE = "netia";
  private static final Duration STARTUP = Duration.ofSeconds(60);

  private static final Map<String, String> COMMON =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "max_connections", "120",
          "shared_buffers", "128MB",
          "timezone", "UTC");

  /** What is committed survives a power cut, as in production. */
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on");

  private static final Map<String, String> DISPOSABLE =
      Map.of("fsync", "off", "synchronous_commit", "off");

  private final EmbeddedPostgres postgres;

  private EmbeddedDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  /**
   * Starts a database whose data stays in {@code folder} between starts. What PostgreSQL logs goes
   * to this process's output.
   *
   * @param folder for data and binaries; made when missing
   * @param port on 127.0.0.1
   * @throws IOException when PostgreSQL did not start or a role could not be made
   */
  public static EmbeddedDatabase keptIn(Path folder, int port) throws IOException {
    Path data = Files.createDirectories(folder).resolve("data");
    StalePostgres.stop(data);
    return start(
        builder(DURABLE)
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setOutputRedirector(Redirect.INHERIT)
            .setErrorRedirector(Redirect.INHERIT),
        folder);
  }

  /**
   * Starts an empty database on a free port; its data is gone when it is closed.
   *
   * @throws IOException when PostgreSQL did not start or a role could not be made
   */
  public static EmbeddedDatabase forOneRun() throws IOException {
    return start(builder(DISPOSABLE), Files.createTempDirectory("netia-postgres"));
  }

  private static EmbeddedPostgres.Builder builder(Map<String, String> durability) {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setPGStartupWait(STARTUP);
    COMMON.forEach(builder::setServerConfig);
    durability.forEach(builder::setServerConfig);
    return builder;
  }

  private static EmbeddedDatabase start(EmbeddedPostgres.Builder builder, Path folder)
      throws IOException {
    Path binaries = folder.resolve("binaries");
    Path unpacked = folder.resolve("binaries-complete");
    if (!Files.exists(unpacked)) {
      deleteTree(binaries);
    }
    EmbeddedPostgres postgres = builder.setOverrideWorkingDirectory(binaries.toFile()).start();
    Files.write(unpacked, new byte[0]);
    try {
      makeRolesAndDatabase(postgres);
    } catch (SQLException e) {
      postgres.close();
      throw new IOException("The database's roles could not be made.", e);
    }
    return new EmbeddedDatabase(postgres);
  }

  /** An unpacking that was interrupted would otherwise fail every later start. */
  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void makeRolesAndDatabase(EmbeddedPostgres postgres) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      if (isMissing(statement, "pg_roles where rolname = '" + OWNER + "'")) {
        statement.execute("create role " + OWNER + " login");
      }
      if (isMissing(statement, "pg_roles where rolname = '" + APPLICATION + "'")) {
        statement.execute("create role " + APPLICATION + " login");
      }
      if (isMissing(statement, "pg_database where datname = '" + DATABASE + "'")) {
        statement.execute("create database " + DATABASE + " owner " + OWNER);
      }
    }
  }

  private static boolean isMissing(Statement statement, String what) throws SQLException {
    try (ResultSet rows = statement.executeQuery("select 1 from " + what)) {
      return !rows.next();
    }
  }

  /** Address for migrations, as {@code DATABASE_OWNER_URL} takes it. */
  public String ownerUrl() {
    return url(OWNER);
  }

  /** Address for serving requests, as {@code DATABASE_URL} takes it. */
  public String applicationUrl() {
    return url(APPLICATION);
  }

  /** Address for backups, which row-level security must not bind. */
  public String backupUrl() {
    return url(SUPERUSER);
  }

  private String url(String role) {
    return "postgres://" + role + ":" + role + "@127.0.0.1:" + postgres.getPort() + "/" + DATABASE;
  }

  /** Stops PostgreSQL; running transactions are rolled back. */
  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
