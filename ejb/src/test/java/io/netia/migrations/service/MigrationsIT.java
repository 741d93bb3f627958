package io.netia.migrations.service;

import static io.netia.migrations.service.TestMigrations.migrate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MigrationsIT {

  @Test
  void a_schema_of_a_newer_release_is_refused_with_a_sentence() throws SQLException {
    execute(
        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
            + " installed_by, execution_time, success)"
            + " values (9999, '999', 'of tomorrow', 'SQL', 'V999__of_tomorrow.sql', 'test', 1, true)");
    try {
      assertThatThrownBy(() -> Migrations.migrate(TestDatabase.running().owner(), "netia_app"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("The database's schema is of a newer release (migration 999)");
    } finally {
      execute("delete from flyway_schema_history where installed_rank = 9999");
    }
  }

  @Test
  void who_registered_in_full_width_letters_keeps_the_user_unless_the_usual_spelling_is_taken()
      throws SQLException {
    DataSource owner = TestDatabase.running().empty("spelled");
    migrate(owner, "029");
    String account = "00000000-0000-0000-0000-00000000000a";
    execute(
        owner,
        "set netia.account_id = '"
            + account
            + "'; insert into accounts (id, company_name) values ('"
            + account
            + "', 'A'); insert into users (account_id, email) select '"
            + account
            + "', email from unnest(array['jo@a.example', '\uFF4A\uFF4F@a.example', '\uFF41nn@a.example',"
            + " '\uFF41\uFF4En@a.example', 'j\u043E@a.example']) as email");

    migrate(owner, "030");

    assertThat(emails(owner, account))
        .containsExactly(
            "jo@a.example",
            "\uFF4A\uFF4F@a.example",
            "ann@a.example",
            "\uFF41\uFF4En@a.example",
            "j\u043E@a.example");
  }

  private static List<String> emails(DataSource owner, String account) throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set netia.account_id = '" + account + "'");
      List<String> emails = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("select email from users order by id")) {
        while (rows.next()) {
          emails.add(rows.getString(1));
        }
      }
      return emails;
    }
  }

  private static void execute(String sql) throws SQLException {
    execute(TestDatabase.running().owner(), sql);
  }

  private static void execute(DataSource owner, String sql) throws SQLException {
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
