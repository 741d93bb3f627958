package io.netia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ServingDataSourceTest {

  /** Nothing listens there. */
  private static final String NOWHERE = "postgres://netia@127.0.0.1:1/netia";

  private final Logger log = Logger.getLogger(ServingDataSource.class.getPackageName());
  private final List<String> logged = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    log.addHandler(listener);
    System.setProperty("DATABASE_URL", NOWHERE);
  }

  @AfterEach
  void forget() {
    log.removeHandler(listener);
    List.of("DATABASE_URL", "DATABASE_OWNER_URL", "NETIA_ENV").forEach(System::clearProperty);
  }

  private void connect(String environment) {
    System.setProperty("NETIA_ENV", environment);
    assertThatThrownBy(() -> new ServingDataSource().getConnection())
        .isInstanceOf(SQLException.class);
  }

  @Test
  void in_production_it_warns_when_the_owner_of_the_tables_signs_in_for_requests() {
    connect("prod");
    assertThat(logged).singleElement().asString().contains("set DATABASE_OWNER_URL");
  }

  @Test
  void it_is_silent_with_two_roles_and_outside_production() {
    connect("dev");
    System.setProperty("DATABASE_OWNER_URL", NOWHERE);
    connect("prod");
    assertThat(logged).isEmpty();
  }

  @Test
  void in_production_it_warns_when_anybody_on_the_way_could_pose_as_the_database() {
    System.setProperty("DATABASE_OWNER_URL", NOWHERE);
    System.setProperty("DATABASE_URL", "postgres://netia@db.invalid/netia?sslmode=require");
    connect("dev");
    assertThat(logged).isEmpty();
    connect("prod");
    assertThat(logged).singleElement().asString().contains("certificate", "is not verified");
  }
}
