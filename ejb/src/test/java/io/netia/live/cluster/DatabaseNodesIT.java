package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseNodesIT {

  private final TestServer server = new TestServer();
  private final TenantDatabase database = server.bean(TenantDatabase.class);
  private final DatabaseNodes registry = server.bean(DatabaseNodes.class);
  private final String one = UUID.randomUUID().toString();
  private final String two = UUID.randomUUID().toString();

  @AfterEach
  void clear() {
    database.updateInstallation("delete from cluster_nodes");
  }

  @Test
  void nodes_learn_of_each_other_in_one_round_trip_each() {
    registry.open();

    assertThat(registry.register(one, false)).isEmpty();
    assertThat(server.roundTripsOf(() -> registry.register(two, false))).isEqualTo(1);

    assertThat(registry.register(one, false)).containsOnlyKeys(two);
  }

  @Test
  void the_database_measures_the_age_of_a_heartbeat_and_each_one_renews_it() {
    registry.open();
    registry.register(two, false);
    age(two, "7 seconds");
    assertThat(registry.register(one, false).get(two).age())
        .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(60));

    registry.register(two, false);

    assertThat(registry.register(one, false).get(two).age()).isLessThan(Duration.ofSeconds(7));
  }

  @Test
  void a_node_registers_as_isolated_until_it_receives_again() {
    registry.open();
    registry.register(two, true);
    assertThat(registry.register(one, false).get(two).isIsolated()).isTrue();

    registry.register(two, false);

    assertThat(registry.register(one, false).get(two).isIsolated()).isFalse();
  }

  @Test
  void who_strikes_itself_off_is_known_no_more() {
    registry.open();
    registry.register(two, false);

    registry.deregister(two);

    assertThat(registry.register(one, false)).isEmpty();
  }

  @Test
  void who_has_long_been_dead_is_removed_and_who_has_only_slept_is_not() {
    registry.open();
    registry.register(one, false);
    registry.register(two, false);
    age(one, "11 minutes");
    age(two, "11 minutes");

    assertThat(registry.register(one, false)).isEmpty();

    assertThat(rows()).isEqualTo(1);
    assertThat(registry.register(two, false)).containsOnlyKeys(one);
  }

  @Test
  void nothing_is_asked_before_the_schema_is_there() {
    assertThat(server.roundTripsOf(() -> registry.register(one, false))).isZero();
    assertThat(server.roundTripsOf(() -> registry.deregister(one))).isZero();
  }

  private void age(String node, String by) {
    database.updateInstallation(
        "update cluster_nodes set heartbeat_at = heartbeat_at - ?::interval where id = ?",
        by,
        node);
  }

  private long rows() {
    return database
        .lookUp("select count(*) from cluster_nodes", row -> row.count("count"))
        .orElseThrow();
  }
}
