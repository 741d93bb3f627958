package io.netia.lifecycle.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.database.ReadinessConnection;
import io.netia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadinessConnectionIT {

  private static final String SETTING = "DATABASE_URL";

  private ReadinessConnection connection;

  @BeforeEach
  void nameTheDatabase() throws SQLException {
    try (Connection any = TestDatabase.running().application().getConnection()) {
      String address = any.getMetaData().getURL().replaceFirst("\\?.*", "");
      System.setProperty(SETTING, address + "?user=netia_app");
    }
    connection = new ReadinessConnection();
  }

  @AfterEach
  void end() throws SQLException {
    connection.close();
    awaitEnd();
    System.clearProperty(SETTING);
  }

  /** What has been closed is there until its process has noticed. */
  private static void awaitEnd() throws SQLException {
    backends().forEach(TestDatabase::terminate);
  }

  /** The server's processes for connections that only ask. */
  private static List<Integer> backends() throws SQLException {
    try (Connection same = TestDatabase.running().application().getConnection();
        Statement statement = same.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select pid from pg_stat_activity where application_name = 'netia readiness'")) {
      List<Integer> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
      return found;
    }
  }

  @Test
  void asks_over_one_connection_however_often() throws SQLException {
    for (int i = 0; i < 3; i++) {
      assertThat(connection.answers()).isTrue();
    }
    assertThat(backends()).hasSize(1);
  }

  @Test
  void answers_at_once_over_another_connection_when_the_database_has_ended_the_first()
      throws SQLException {
    assertThat(connection.answers()).isTrue();
    int first = backends().get(0);
    TestDatabase.terminate(first);

    assertThat(connection.answers()).isTrue();
    assertThat(backends()).hasSize(1).doesNotContain(first);
  }

  @Test
  void a_database_that_is_not_there_does_not_answer() {
    System.setProperty(SETTING, "postgres://netia@127.0.0.1:1/netia");
    assertThat(connection.answers()).isFalse();
  }

  @Test
  void is_not_opened_again_once_it_was_closed() throws SQLException {
    assertThat(connection.answers()).isTrue();
    connection.close();
    awaitEnd();

    assertThat(connection.answers()).isFalse();
    assertThat(backends()).isEmpty();
  }
}
