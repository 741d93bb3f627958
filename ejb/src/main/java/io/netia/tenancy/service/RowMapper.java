package io.netia.tenancy.service;

import java.sql.SQLException;

/** Makes a value from the current row. */
@FunctionalInterface
public interface RowMapper<T> {

  /** Reads the row; never moves to another one. */
  T map(Row row) throws SQLException;
}
