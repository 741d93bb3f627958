package io.netia.tenancy.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result, column by name, in the types the rest of the code uses. Nullable columns
 * answer null.
 *
 * <p>Ids and times are not read with {@code getObject(column, type)}: the pool's result set looks
 * that method up by reflection each time, by way of an exception, which showed in the profile of
 * every page of messages.
 */
public final class Row {

  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  /** A text column. */
  public @Nullable String text(String column) throws SQLException {
    return rows.getString(column);
  }

  /** A text column that is not null. */
  public String string(String column) throws SQLException {
    return rows.getString(column);
  }

  /** A uuid column. */
  public @Nullable UUID uuid(String column) throws SQLException {
    return (UUID) rows.getObject(column);
  }

  /** A uuid column that is not null. */
  public UUID id(String column) throws SQLException {
    return (UUID) rows.getObject(column);
  }

  /** A timestamptz column. */
  public @Nullable Instant time(String column) throws SQLException {
    Timestamp time = rows.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }

  /** A timestamptz column that is not null. */
  public Instant instant(String column) throws SQLException {
    return rows.getTimestamp(column).toInstant();
  }

  /** A date column that is not null. */
  public LocalDate date(String column) throws SQLException {
    return rows.getObject(column, LocalDate.class);
  }

  /** A bigint column. */
  public @Nullable Long number(String column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : value;
  }

  /** An integer column that is not null. */
  public int integer(String column) throws SQLException {
    return rows.getInt(column);
  }

  /** A bigint column that is not null. */
  public long count(String column) throws SQLException {
    return rows.getLong(column);
  }

  /** A boolean column that is not null. */
  public boolean flag(String column) throws SQLException {
    return rows.getBoolean(column);
  }

  /** A bytea column that is not null. */
  public byte[] bytes(String column) throws SQLException {
    return rows.getBytes(column);
  }
}
