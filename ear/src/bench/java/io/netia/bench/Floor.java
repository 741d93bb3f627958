package io.netia.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the database alone can do at this moment on this machine: one row inserted and committed at
 * a time, with nothing around it. No message can be stored faster, so the other figures mean
 * something only beside this one.
 */
final class Floor {

  private static final String TABLE = "bench_floor";

  private final String databaseUrl;

  Floor(String databaseUrl) {
    this.databaseUrl = databaseUrl;
  }

  /** Commits per second with so many connections, each waiting for its commit. */
  double commitsPerSecond(int connections, long millis) throws SQLException, InterruptedException {
    try (Connection owner = DriverManager.getConnection(databaseUrl);
        Statement statement = owner.createStatement()) {
      statement.execute("drop table if exists " + TABLE);
      statement.execute(
          "create table "
              + TABLE
              + " (id uuid primary key, conversation_id uuid not null, body text not null, sent_at timestamptz not null)");
      try {
        return measure(connections, millis);
      } finally {
        statement.execute("drop table " + TABLE);
      }
    }
  }

  private double measure(int connections, long millis) throws SQLException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long start = System.nanoTime();
      long end = start + millis * 1_000_000;
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        tasks.add(() -> insertUntil(end));
      }
      int commits = 0;
      for (Future<Integer> one : threads.invokeAll(tasks)) {
        commits += one.get();
      }
      return commits / ((System.nanoTime() - start) / 1e9);
    } catch (ExecutionException e) {
      throw new SQLException(e.getCause().getMessage(), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private int insertUntil(long end) throws SQLException {
    int commits = 0;
    UUID conversation = UUID.randomUUID();
    try (Connection connection = DriverManager.getConnection(databaseUrl);
        PreparedStatement insert =
            connection.prepareStatement("insert into " + TABLE + " values (?, ?, ?, now())")) {
      connection.setAutoCommit(false);
      while (System.nanoTime() < end) {
        insert.setObject(1, UUID.randomUUID());
        insert.setObject(2, conversation);
        insert.setString(3, "words " + commits + " of a visitor");
        insert.executeUpdate();
        connection.commit();
        commits++;
      }
    }
    return commits;
  }
}
