package io.netia.tenancy.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * SQL for one tenant, inside the caller's transaction: the only way from the application to the
 * database.
 *
 * <p>The first statement of a transaction travels together with {@code
 * set_config('netia.account_id', …, true)}, in the same round trip, so the account can neither be
 * forgotten nor cost anything. A transaction belongs to one account; asking for another is a
 * programming error. Outside a transaction nothing runs: the setting would not outlive its
 * statement.
 *
 * <p>Parameters may be {@link UUID}, {@link String}, {@link Number}, {@link Boolean}, {@link
 * Instant}, {@link java.time.LocalDate}, {@code byte[]}, {@code UUID[]}, {@code Long[]}, {@code
 * String[]} and null.
 */
@ApplicationScoped
public class TenantDatabase {

  private static final String ACCOUNT = TenantDatabase.class.getName() + ".account";
  private static final String DEADLINE = TenantDatabase.class.getName() + ".deadline";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String MISSING_REFERENCE = "23503";
  private static final String SET_ACCOUNT = "select set_config('netia.account_id', ?, true)";

  @Resource(lookup = "jdbc/netia")
  private DataSource dataSource;

  @Inject private Transactions transaction;

  private final DisabledAccounts disabled = new DisabledAccounts();

  /** For the container, which injects the pool and its transactions. */
  public TenantDatabase() {}

  /** For tests, which bring their own. */
  public TenantDatabase(DataSource dataSource, Transactions transaction) {
    this.dataSource = dataSource;
    this.transaction = transaction;
  }

  /** The accounts whose rows nobody sees. */
  public DisabledAccounts disabledAccounts() {
    return disabled;
  }

  /**
   * Bounds how long the statements of the caller's transaction take from now on, all together; a
   * bound that it has already stays. What takes longer is ended by the database, and answered with
   * {@link io.netia.errors.Busy}.
   */
  public void limit(Duration time) {
    if (transaction.get(DEADLINE) == null) {
      transaction.put(DEADLINE, Deadline.in(time));
    }
  }

  /** All rows of a query. Every query that can grow has a limit of its own. */
  public <T> List<T> list(
      UUID account, String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return run(account, sql, parameters, statement -> all(statement, mapper));
  }

  /** The first row of a query, or empty. */
  public <T> Optional<T> first(
      UUID account, String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return run(
        account,
        sql,
        parameters,
        statement -> {
          try (ResultSet rows = statement.getResultSet()) {
            return rows.next() ? Optional.of(mapper.map(new Row(rows))) : Optional.empty();
          }
        });
  }

  /**
   * The first row of a function's call that is a transaction of its own, in one round trip,
   * whatever transaction the caller is in. The function enters the account itself: it cannot travel
   * ahead as in {@link #first}, because the driver, once it knows that rows may be large, makes
   * each statement of a text a round trip of its own, and so a transaction of its own.
   */
  public <T> Optional<T> once(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    try (Lease lease = Lease.of(dataSource)) {
      return once(lease.connection(), sql, mapper, parameters);
    } catch (SQLException failed) {
      throw new DatabaseFailure(failed);
    }
  }

  private static <T> Optional<T> once(
      Connection connection, String sql, RowMapper<T> mapper, @Nullable Object[] parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(connection, statement, 1, parameters);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(mapper.map(new Row(rows))) : Optional.empty();
      }
    } catch (SQLException failed) {
      throw DatabaseFailure.ofCommit(failed);
    }
  }

  /**
   * Runs several queries at once: in the caller's transaction or, when there is none, in one of
   * their own. Their rows are in the queries afterwards.
   */
  public void together(UUID account, Query<?>... queries) {
    String sql = Arrays.stream(queries).map(Query::sql).collect(Collectors.joining("; "));
    Object[] parameters = Arrays.stream(queries).flatMap(Query::parameters).toArray();
    if (transaction.isActive()) {
      run(account, sql, parameters, statement -> read(statement, queries));
      return;
    }
    try (Lease lease = Lease.of(dataSource)) {
      alone(lease.connection(), account, sql, parameters, statement -> read(statement, queries));
    } catch (SQLException failed) {
      throw new DatabaseFailure(failed);
    }
  }

  /**
   * The transaction is part of the text, so that it travels with the queries. Without it each round
   * trip that the driver makes of them would be one.
   */
  private <T> void alone(
      Connection connection,
      UUID account,
      String sql,
      @Nullable Object[] parameters,
      Reading<T> reading)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("begin; " + SET_ACCOUNT + "; " + sql + "; commit")) {
      statement.setString(1, disabled.seenAs(account).toString());
      bind(connection, statement, 2, parameters);
      statement.execute();
      statement.getMoreResults();
      statement.getMoreResults();
      reading.read(statement);
    } catch (SQLException failed) {
      try (Statement end = connection.createStatement()) {
        end.execute("rollback");
      } catch (SQLException broken) {
        failed.addSuppressed(broken);
      }
      throw failed;
    }
  }

  private static int read(PreparedStatement statement, Query<?>... queries) throws SQLException {
    int number = 0;
    for (Query<?> query : queries) {
      if (number++ > 0) {
        statement.getMoreResults();
      }
      try (ResultSet rows = statement.getResultSet()) {
        query.read(rows);
      }
    }
    return number;
  }

  /**
   * Enters the account in the caller's transaction, for statements that somebody else sends. Costs
   * a round trip, unless a statement has entered it already.
   */
  void enter(UUID account) {
    if (!isEntered(account)) {
      run(account, "select 1", new Object[0], statement -> account);
    }
  }

  /** Runs a statement that answers no rows and returns how many rows it changed. */
  public int update(UUID account, String sql, @Nullable Object... parameters) {
    return run(account, sql, parameters, PreparedStatement::getUpdateCount);
  }

  /**
   * The first row of a look-up that comes before the account is known; row-level security shows it
   * no tenant's rows.
   */
  public <T> Optional<T> lookUp(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return installation(
        sql,
        parameters,
        statement -> {
          try (ResultSet rows = statement.getResultSet()) {
            return rows.next() ? Optional.of(mapper.map(new Row(rows))) : Optional.empty();
          }
        });
  }

  /** All rows of a table that belongs to no tenant, or that a statement on it answers. */
  public <T> List<T> lookUpAll(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return installation(sql, parameters, statement -> all(statement, mapper));
  }

  /** Runs a statement on a table that belongs to no tenant. */
  public int updateInstallation(String sql, @Nullable Object... parameters) {
    return installation(sql, parameters, PreparedStatement::getUpdateCount);
  }

  private <T> T installation(String sql, @Nullable Object[] parameters, Reading<T> reading) {
    try (Lease lease = Lease.of(dataSource);
        PreparedStatement statement = lease.connection().prepareStatement(sql)) {
      bind(lease.connection(), statement, 1, parameters);
      statement.execute();
      return reading.read(statement);
    } catch (SQLException failed) {
      throw new DatabaseFailure(failed);
    }
  }

  private static <T> List<T> all(PreparedStatement statement, RowMapper<T> mapper)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (ResultSet rows = statement.getResultSet()) {
      Row row = new Row(rows);
      while (rows.next()) {
        found.add(mapper.map(row));
      }
    }
    return found;
  }

  private <T> T run(UUID account, String sql, @Nullable Object[] parameters, Reading<T> reading) {
    boolean entered = isEntered(account);
    Deadline deadline = (Deadline) transaction.get(DEADLINE);
    String ahead =
        (deadline == null ? "" : Deadline.SET + "; ") + (entered ? "" : SET_ACCOUNT + "; ");
    try (PreparedStatement statement = transaction.connection().prepareStatement(ahead + sql)) {
      int settings = 0;
      if (deadline != null) {
        statement.setString(++settings, deadline.left());
      }
      if (!entered) {
        statement.setString(++settings, disabled.seenAs(account).toString());
      }
      bind(statement.getConnection(), statement, settings + 1, parameters);
      statement.execute();
      if (!entered) {
        transaction.put(ACCOUNT, account);
      }
      for (int setting = 0; setting < settings; setting++) {
        statement.getMoreResults();
      }
      return reading.read(statement);
    } catch (SQLException failed) {
      if (deadline != null && Deadline.isOver(failed)) {
        throw Deadline.refusal();
      }
      throw failure(account, failed);
    }
  }

  /** The failure of a statement that was sent for an account. */
  DatabaseFailure failure(UUID account, SQLException failed) {
    return new DatabaseFailure(disabled.contain(account) ? asOfNoAccount(failed) : failed);
  }

  /**
   * A row that names a disabled account is refused by row-level security; by its foreign key, if
   * there were no such account.
   */
  private static SQLException asOfNoAccount(SQLException failed) {
    return INSUFFICIENT_PRIVILEGE.equals(failed.getSQLState())
        ? new SQLException("The account is disabled", MISSING_REFERENCE, failed)
        : failed;
  }

  private boolean isEntered(UUID account) {
    if (!transaction.isActive()) {
      throw new IllegalStateException("The database is only reached inside a transaction");
    }
    Object current = transaction.get(ACCOUNT);
    if (current != null && !current.equals(account)) {
      throw new IllegalStateException("A transaction belongs to one account");
    }
    return current != null;
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int from, @Nullable Object[] parameters)
      throws SQLException {
    int index = from;
    for (Object parameter : parameters) {
      if (parameter instanceof Instant instant) {
        statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
      } else if (parameter instanceof UUID[] ids) {
        statement.setArray(index, connection.createArrayOf("uuid", ids));
      } else if (parameter instanceof Long[] numbers) {
        statement.setArray(index, connection.createArrayOf("bigint", numbers));
      } else if (parameter instanceof String[] texts) {
        statement.setArray(index, connection.createArrayOf("text", texts));
      } else {
        statement.setObject(index, parameter);
      }
      index++;
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T read(PreparedStatement statement) throws SQLException;
  }
}
