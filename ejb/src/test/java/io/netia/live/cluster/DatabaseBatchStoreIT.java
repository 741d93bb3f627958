package io.netia.live.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseBatchStoreIT {

  private final TestServer server = new TestServer();
  private final TenantDatabase database = server.bean(TenantDatabase.class);
  private final DatabaseBatchStore batches = server.bean(DatabaseBatchStore.class);

  @AfterEach
  void clear() {
    database.updateInstallation("delete from cluster_batches");
  }

  @Test
  void each_node_reads_what_the_others_left_and_it_has_not_read_in_one_round_trip() {
    batches.store(stored("one", 5, "a"));
    batches.store(stored("two", 3, "b"));
    batches.store(stored("one", 6, "c d"));

    assertThat(read("one", Map.of())).isEqualTo("two/3 b");
    assertThat(read("two", Map.of())).isEqualTo("one/5 a, one/6 c d");
    assertThat(read("two", Map.of("one", 5L))).isEqualTo("one/6 c d");
    assertThat(read("three", Map.of("one", 6L))).isEqualTo("two/3 b");
    assertThat(read("three", Map.of("one", 6L, "two", 3L))).isEmpty();
    assertThat(server.roundTripsOf(() -> batches.store(stored("one", 7, "d")))).isEqualTo(1);
    assertThat(server.roundTripsOf(() -> batches.fetch("two", Map.of()))).isEqualTo(1);
  }

  @Test
  void what_is_left_again_because_nobody_knows_whether_it_was_is_there_once() {
    batches.store(stored("one", 5, "a"));
    batches.store(stored("one", 5, "a"));

    assertThat(read("two", Map.of())).isEqualTo("one/5 a");
  }

  @Test
  void the_table_shows_nobody_what_was_sent() {
    batches.store(stored("one", 5, "a customer's secret"));

    byte[] stored =
        database
            .lookUp("select batches from cluster_batches", row -> row.bytes("batches"))
            .orElseThrow();

    assertThat(new String(stored, UTF_8)).doesNotContain("secret");
  }

  @Test
  void what_another_key_has_sealed_is_no_obstacle() {
    batches.store(stored("one", 5, "a"));
    database.updateInstallation("update cluster_batches set batches = sha256(batches)");
    batches.store(stored("one", 6, "b"));

    assertThat(read("two", Map.of())).isEqualTo("one/5 , one/6 b");
  }

  @Test
  void a_node_takes_away_what_it_left_half_a_minute_ago() {
    batches.store(stored("one", 5, "a"));
    batches.store(stored("two", 1, "b"));
    database.updateInstallation(
        "update cluster_batches set stored_at = stored_at - interval '31 seconds'");

    batches.store(stored("one", 6, "c"));

    assertThat(read("three", Map.of())).isEqualTo("one/6 c, two/1 b");
  }

  @Test
  void what_the_dead_have_left_goes_with_the_next_sign_of_life() {
    DatabaseNodes registry = server.bean(DatabaseNodes.class);
    registry.open();
    batches.store(stored("dead", 5, "a"));
    database.updateInstallation(
        "update cluster_batches set stored_at = stored_at - interval '61 seconds'");

    registry.register("alive", false);
    registry.deregister("alive");

    assertThat(read("two", Map.of())).isEmpty();
  }

  private static BatchStore.Stored stored(String node, long number, String words) {
    return new BatchStore.Stored(
        node, number, Stream.of(words.split(" ")).map(word -> word.getBytes(UTF_8)).toList());
  }

  private String read(String node, Map<String, Long> read) {
    return batches.fetch(node, read).stream()
        .map(stored -> stored.node() + "/" + stored.number() + " " + words(stored))
        .collect(Collectors.joining(", "));
  }

  private static String words(BatchStore.Stored stored) {
    return stored.batches().stream()
        .map(batch -> new String(batch, UTF_8))
        .collect(Collectors.joining(" "));
  }
}
