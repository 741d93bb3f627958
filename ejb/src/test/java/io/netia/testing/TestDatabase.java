package io.netia.testing;

import io.netia.migrations.service.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL with the schema and both roles, started once for all tests of the JVM. Its time
 * zone is not the JVM's, on purpose.
 */
public final class TestDatabase {

  private static final String OWNER = "netia_owner";
  private static final String APPLICATION = "netia_app";
  private static final Duration LOCK_WAIT = Duration.ofSeconds(20);
  private static TestDatabase running;

  private final EmbeddedPostgres postgres;
  private final DataSource pool;

  private TestDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
    PGSimpleDataSource counting = as(APPLICATION);
    counting.setSocketFactory(RoundTrips.class.getName());
    this.pool = new KeptConnections(counting);
  }

  /** The database of this JVM. */
  public static synchronized TestDatabase running() {
    if (running == null) {
      try {
        running =
            new TestDatabase(
                EmbeddedPostgres.builder().setServerConfig("timezone", "Asia/Kathmandu").start());
        running.prepare();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (SQLException failed) {
        throw new IllegalStateException(failed);
      }
    }
    return running;
  }

  private void prepare() throws SQLException {
    try (Connection superuser = postgres.getPostgresDatabase().getConnection();
        Statement statement = superuser.createStatement()) {
      statement.execute("create role " + OWNER + " login");
      statement.execute("create role " + APPLICATION + " login");
      statement.execute("create database netia owner " + OWNER);
    }
    Migrations.migrate(owner(), APPLICATION);
  }

  /** Makes a database without a schema beside the other and connects as its owner. */
  public DataSource empty(String name) {
    try (Connection superuser = postgres.getPostgresDatabase().getConnection();
        Statement statement = superuser.createStatement()) {
      statement.execute("create database " + name + " owner " + OWNER);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
    return owner(name);
  }

  /** Connects to a database that {@link #empty} made, as its owner. */
  public DataSource owner(String name) {
    PGSimpleDataSource source = as(OWNER);
    source.setDatabaseName(name);
    return source;
  }

  /** Connects to a database as a role that no row-level security binds. */
  public DataSource superuser(String name) {
    return postgres.getDatabase("postgres", name);
  }

  /** Connects as the role that owns the tables. */
  public DataSource owner() {
    return as(OWNER);
  }

  /** Connects as the role that serves requests. */
  public DataSource application() {
    return as(APPLICATION);
  }

  /** Connections of the role that serves requests, used again and again. */
  DataSource pool() {
    return pool;
  }

  /** Waits until a session of the application waits for a lock of another one. */
  public void awaitLockWaiter() {
    // Only a superuser sees what others wait for.
    try (Connection superuser = superuser("netia").getConnection();
        PreparedStatement waiting =
            superuser.prepareStatement(
                "select exists (select 1 from pg_stat_activity where usename = ? and wait_event_type = 'Lock')")) {
      waiting.setString(1, APPLICATION);
      long end = System.nanoTime() + LOCK_WAIT.toNanos();
      while (!isTrue(waiting)) {
        if (System.nanoTime() > end) {
          throw new AssertionError("Nobody waits for a lock");
        }
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static boolean isTrue(PreparedStatement question) throws SQLException {
    try (ResultSet answer = question.executeQuery()) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  /** Ends a connection of the application as if the network had broken. */
  public static void terminate(int backend) {
    try (Connection connection = running().application().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_terminate_backend(" + backend + ", 5000)");
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private PGSimpleDataSource as(String user) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {postgres.getPort()});
    source.setDatabaseName("netia");
    source.setUser(user);
    return source;
  }
}
