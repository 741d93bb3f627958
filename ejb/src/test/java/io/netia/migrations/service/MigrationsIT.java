package io.netia.migrations.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.testing.LateDatabase;
import io.netia.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MigrationsIT {

  private static final String ROLE = "netia_app";
  private static final Duration LONG = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(strings = {"08001", "57P03"})
  void a_database_that_is_not_there_yet_is_waited_for(String state) {
    assertThatCode(() -> Migrations.migrateWhenReachable(refusing(state, 2), ROLE, LONG))
        .doesNotThrowAnyException();
  }

  @Test
  void one_that_stays_away_is_waited_for_so_long_and_no_longer() {
    assertThatThrownBy(
            () -> Migrations.migrateWhenReachable(refusing("08001", 1000), ROLE, Duration.ZERO))
        .isInstanceOf(FlywayException.class);
  }

  @Test
  void a_refusal_for_good_is_told_at_once() {
    assertThatThrownBy(() -> Migrations.migrateWhenReachable(refusing("28P01", 1), ROLE, LONG))
        .isInstanceOf(FlywayException.class);
  }

  private static DataSource refusing(String state, int times) {
    return new LateDatabase(
        TestDatabase.running().owner(), new SQLException("not now", state), times);
  }
}
