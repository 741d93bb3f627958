package io.netia.migrations.service;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

  private static void execute(String sql) throws SQLException {
    try (Connection connection = TestDatabase.running().owner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
