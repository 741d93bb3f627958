package io.netia.tenancy.service;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A query that travels with others ({@link TenantDatabase#together}), and then its rows. */
public final class Query<T> {

  private final String sql;
  private final RowMapper<T> mapper;
  private final @Nullable Object[] parameters;
  private final List<T> rows = new ArrayList<>();

  /** Asks nothing yet. */
  public Query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    this.sql = sql;
    this.mapper = mapper;
    this.parameters = parameters;
  }

  String sql() {
    return sql;
  }

  Stream<@Nullable Object> parameters() {
    return Arrays.<@Nullable Object>stream(parameters);
  }

  void read(ResultSet found) throws SQLException {
    Row row = new Row(found);
    while (found.next()) {
      rows.add(mapper.map(row));
    }
  }

  /** All rows that were found. */
  public List<T> rows() {
    return rows;
  }
}
