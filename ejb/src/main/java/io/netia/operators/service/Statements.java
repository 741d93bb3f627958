package io.netia.operators.service;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Statements on one connection, whose rows become lines of columns with tabs between them. */
final class Statements {

  private final Connection connection;

  Statements(Connection connection) {
    this.connection = connection;
  }

  /** Shows the rows of this account, and of no other, until the transaction ends. */
  void enter(UUID account) throws SQLException {
    List<String> unused =
        lines("select set_config('netia.account_id', ?, true)", account.toString());
  }

  List<String> lines(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<String> lines = new ArrayList<>();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
          line.append(column == 1 ? "" : "\t").append(readable(rows.getString(column)));
        }
        lines.add(line.toString());
      }
      return lines;
    }
  }

  void update(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = prepared(sql, parameters)) {
      int unused = statement.executeUpdate();
    }
  }

  static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /** Names come from strangers, and a terminal obeys control characters. */
  private static String readable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
