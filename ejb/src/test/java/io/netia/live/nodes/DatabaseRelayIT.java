package io.netia.live.nodes;

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
class DatabaseRelayIT {

  private final TestServer server = new TestServer();
  private final TenantDatabase database = server.bean(TenantDatabase.class);
  private final DatabaseRelay relay = server.bean(DatabaseRelay.class);

  @AfterEach
  void clear() {
    database.updateInstallation("delete from relayed_batches");
  }

  @Test
  void each_node_reads_what_the_others_left_and_it_has_not_read_in_one_round_trip() {
    relay.leave(left("one", 5, "a"));
    relay.leave(left("two", 3, "b"));
    relay.leave(left("one", 6, "c d"));

    assertThat(read("one", Map.of())).isEqualTo("two/3 b");
    assertThat(read("two", Map.of())).isEqualTo("one/5 a, one/6 c d");
    assertThat(read("two", Map.of("one", 5L))).isEqualTo("one/6 c d");
    assertThat(read("three", Map.of("one", 6L))).isEqualTo("two/3 b");
    assertThat(read("three", Map.of("one", 6L, "two", 3L))).isEmpty();
    assertThat(server.roundTripsOf(() -> relay.leave(left("one", 7, "d")))).isEqualTo(1);
    assertThat(server.roundTripsOf(() -> relay.collect("two", Map.of()))).isEqualTo(1);
  }

  @Test
  void what_is_left_again_because_nobody_knows_whether_it_was_is_there_once() {
    relay.leave(left("one", 5, "a"));
    relay.leave(left("one", 5, "a"));

    assertThat(read("two", Map.of())).isEqualTo("one/5 a");
  }

  @Test
  void the_table_shows_nobody_what_was_said() {
    relay.leave(left("one", 5, "a customer's secret"));

    byte[] stored =
        database
            .lookUp("select batches from relayed_batches", row -> row.bytes("batches"))
            .orElseThrow();

    assertThat(new String(stored, UTF_8)).doesNotContain("secret");
  }

  @Test
  void what_another_key_has_sealed_is_no_obstacle() {
    relay.leave(left("one", 5, "a"));
    database.updateInstallation("update relayed_batches set batches = sha256(batches)");
    relay.leave(left("one", 6, "b"));

    assertThat(read("two", Map.of())).isEqualTo("one/5 , one/6 b");
  }

  @Test
  void a_node_takes_away_what_it_left_half_a_minute_ago() {
    relay.leave(left("one", 5, "a"));
    relay.leave(left("two", 1, "b"));
    database.updateInstallation(
        "update relayed_batches set relayed_at = relayed_at - interval '31 seconds'");

    relay.leave(left("one", 6, "c"));

    assertThat(read("three", Map.of())).isEqualTo("one/6 c, two/1 b");
  }

  @Test
  void what_the_dead_have_left_goes_with_the_next_sign_of_life() {
    DatabaseNodes registry = server.bean(DatabaseNodes.class);
    registry.open();
    relay.leave(left("dead", 5, "a"));
    database.updateInstallation(
        "update relayed_batches set relayed_at = relayed_at - interval '61 seconds'");

    registry.register("alive", false);
    registry.leave("alive");

    assertThat(read("two", Map.of())).isEmpty();
  }

  private static Relay.Left left(String node, long number, String words) {
    return new Relay.Left(
        node, number, Stream.of(words.split(" ")).map(word -> word.getBytes(UTF_8)).toList());
  }

  private String read(String node, Map<String, Long> read) {
    return relay.collect(node, read).stream()
        .map(left -> left.node() + "/" + left.number() + " " + words(left))
        .collect(Collectors.joining(", "));
  }

  private static String words(Relay.Left left) {
    return left.batches().stream()
        .map(batch -> new String(batch, UTF_8))
        .collect(Collectors.joining(" "));
  }
}
