package io.netia.live.socket.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.service.LiveEvent;
import io.netia.live.socket.protocol.WireVersion;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HubTest {

  private static final Pattern REF = Pattern.compile("\"phx_ref\":\"[^\"]+\"");

  private final Hub hub = new Hub("node");
  private final FakeTransport ann = new FakeTransport();
  private final FakeTransport ben = new FakeTransport();
  private final Connection annsConnection = connection("ann", ann);
  private final Connection bensConnection = connection("ben", ben);

  @Test
  void an_event_reaches_every_subscriber_of_its_topic_in_its_own_version_and_nobody_else() {
    hub.subscribe(annsConnection, WireVersion.V1, "t").release();
    hub.subscribe(bensConnection, WireVersion.V2, "t").release();

    hub.publish(LiveEvent.of("t", "shout", "{\"a\":1}"));
    hub.publish(LiveEvent.of("other", "shout", "{}"));

    assertThat(ann.received)
        .containsExactly(
            "{\"topic\":\"t\",\"event\":\"shout\",\"payload\":{\"a\":1},\"ref\":null}");
    assertThat(ben.received).containsExactly("[null,null,\"t\",\"shout\",{\"a\":1}]");
  }

  @Test
  void the_socket_that_an_event_excepts_does_not_receive_it() {
    hub.subscribe(annsConnection, WireVersion.V2, "t").release();
    hub.subscribe(bensConnection, WireVersion.V2, "t").release();

    hub.publish(new LiveEvent("t", "typing", "{}", "ann"));

    assertThat(ann.received).isEmpty();
    assertThat(ben.received).hasSize(1);
  }

  @Test
  void nothing_is_sent_before_the_release_and_nothing_is_lost_by_it() {
    Subscription subscription = hub.subscribe(annsConnection, WireVersion.V2, "t");
    hub.publish(shout(1));
    assertThat(ann.received).isEmpty();

    subscription.release();
    hub.publish(shout(2));

    assertThat(ann.received).containsExactly(received(1), received(2));
  }

  @Test
  void messages_that_the_answer_brought_are_not_sent_again_however_late_they_are_announced() {
    Subscription subscription = hub.subscribe(annsConnection, WireVersion.V2, "t");
    hub.publish(shout(5));
    subscription.has(6);
    subscription.release();

    hub.publish(shout(6));
    hub.publish(LiveEvent.of("t", "message:updated", "{\"seq\":6}"));
    hub.publish(shout(7));

    assertThat(ann.received)
        .containsExactly("[null,null,\"t\",\"message:updated\",{\"seq\":6}]", received(7));
  }

  @Test
  void a_number_in_the_words_of_a_message_is_not_its_number() {
    Subscription subscription = hub.subscribe(annsConnection, WireVersion.V2, "t");
    subscription.has(3);
    subscription.release();

    hub.publish(
        LiveEvent.of(
            "t", "shout", "{\"metadata\":{\"seq\":1},\"body\":\"\\\"seq\\\":1\",\"seq\":4}"));

    assertThat(ann.received).hasSize(1);
  }

  @Test
  void messages_of_a_feed_page_are_known_by_their_ids() {
    Subscription subscription = hub.subscribe(annsConnection, WireVersion.V2, "t");
    subscription.has(Set.of("m1"));
    subscription.release();

    hub.publish(LiveEvent.of("t", "shout", "{\"id\":\"m1\"}"));
    hub.publish(LiveEvent.of("t", "shout", "{\"id\":\"m2\"}"));

    assertThat(ann.received).containsExactly("[null,null,\"t\",\"shout\",{\"id\":\"m2\"}]");
  }

  @Test
  void what_the_feed_brought_is_left_out_when_it_is_announced_after_the_catching_up() {
    Subscription subscription = hub.subscribe(annsConnection, WireVersion.V2, "t");
    subscription.has(Set.of("m1"));
    subscription.release();
    hub.publish(LiveEvent.of("t", "shout", "{\"id\":\"m2\"}"));
    subscription.catchUp("shout", "{\"id\":\"m2\"}");
    subscription.catchUp("shout", "{\"id\":\"m3\"}");
    subscription.caughtUp();

    hub.publish(LiveEvent.of("t", "shout", "{\"id\":\"m3\"}"));
    hub.publish(LiveEvent.of("t", "shout", "{\"id\":\"m1\"}"));
    hub.publish(LiveEvent.of("t", "message:updated", "{\"id\":\"m3\"}"));

    assertThat(ann.received)
        .containsExactly(
            "[null,null,\"t\",\"shout\",{\"id\":\"m2\"}]",
            "[null,null,\"t\",\"shout\",{\"id\":\"m3\"}]",
            "[null,null,\"t\",\"message:updated\",{\"id\":\"m3\"}]");
  }

  @Test
  void a_join_that_hangs_under_a_flood_ends_its_connection_and_not_the_memory() {
    hub.subscribe(annsConnection, WireVersion.V2, "t");

    for (int seq = 1; seq <= 1001; seq++) {
      hub.publish(shout(seq));
    }

    assertThat(ann.closedWith).isEqualTo(1001);
  }

  @Test
  void who_left_receives_nothing_and_an_empty_topic_is_forgotten() {
    Subscription subscription = hub.subscribe(annsConnection, WireVersion.V2, "t");
    subscription.release();

    subscription.end();
    subscription.end();
    hub.publish(shout(1));

    assertThat(ann.received).isEmpty();
    assertThat(hub.topicCount()).isZero();
  }

  @Test
  void M6_whoever_may_have_missed_something_is_sent_away_to_read_again() {
    hub.subscribe(annsConnection, WireVersion.V2, "t").release();
    hub.subscribe(bensConnection, WireVersion.V2, "other").release();

    hub.publish(LiveEvent.resync("t"));

    assertThat(ann.closedWith).isEqualTo(1001);
    assertThat(ann.received).isEmpty();
    assertThat(ben.closedWith).isZero();
  }

  @Test
  void a_disconnect_closes_the_connections_of_that_name_with_1001() {
    hub.name("sockets:user:1", annsConnection);
    hub.name("sockets:user:2", bensConnection);

    hub.publish(LiveEvent.of("sockets:user:1", "disconnect", "{}"));

    assertThat(ann.closedWith).isEqualTo(1001);
    assertThat(ben.closedWith).isZero();
  }

  @Test
  void a_name_that_was_taken_back_closes_nothing() {
    hub.name("sockets:user:1", annsConnection);
    hub.unname("sockets:user:1", annsConnection);

    hub.publish(LiveEvent.of("sockets:user:1", "disconnect", "{}"));

    assertThat(ann.closedWith).isZero();
  }

  @Test
  void joining_twice_is_one_key_with_two_metas_and_each_change_is_a_diff_of_one_meta() {
    Subscription watcher = hub.subscribe(annsConnection, WireVersion.V2, "room");
    watcher.release();
    Subscription firstTab = hub.subscribe(bensConnection, WireVersion.V2, "elsewhere");
    Subscription secondTab = hub.subscribe(bensConnection, WireVersion.V2, "elsewhere");

    firstTab.track("room", "user:1", "\"user_id\":1");
    secondTab.track("room", "user:1", "\"user_id\":1");
    watcher.pushPresence();
    firstTab.end();
    watcher.pushPresence();
    secondTab.end();
    watcher.pushPresence();

    String meta = "{\"user_id\":1,REF}";
    assertThat(withoutRefs(ann.received))
        .containsExactly(
            "[null,null,\"room\",\"presence_diff\",{\"joins\":{\"user:1\":{\"metas\":["
                + meta
                + "]}},\"leaves\":{}}]",
            "[null,null,\"room\",\"presence_diff\",{\"joins\":{\"user:1\":{\"metas\":["
                + meta
                + "]}},\"leaves\":{}}]",
            "[null,null,\"room\",\"presence_state\",{\"user:1\":{\"metas\":["
                + meta
                + ","
                + meta
                + "]}}]",
            "[null,null,\"room\",\"presence_diff\",{\"joins\":{},\"leaves\":{\"user:1\":{\"metas\":["
                + meta
                + "]}}}]",
            "[null,null,\"room\",\"presence_state\",{\"user:1\":{\"metas\":[" + meta + "]}}]",
            "[null,null,\"room\",\"presence_diff\",{\"joins\":{},\"leaves\":{\"user:1\":{\"metas\":["
                + meta
                + "]}}}]",
            "[null,null,\"room\",\"presence_state\",{}]");
  }

  @Test
  void the_meta_that_leaves_is_the_one_that_came() {
    Subscription watcher = hub.subscribe(annsConnection, WireVersion.V2, "room");
    watcher.release();
    Subscription tab = hub.subscribe(bensConnection, WireVersion.V2, "elsewhere");

    tab.track("room", "user:1", "\"user_id\":1");
    tab.end();

    assertThat(ref(ann.received.get(0))).isEqualTo(ref(ann.received.get(1)));
  }

  @Test
  void presence_that_comes_after_the_end_is_taken_back_at_once() {
    Subscription tab = hub.subscribe(bensConnection, WireVersion.V2, "elsewhere");
    tab.end();

    tab.track("room", "user:1", "\"user_id\":1");

    assertThat(hub.topicCount()).isZero();
  }

  private static Connection connection(String id, ClientTransport transport) {
    return new Connection(
        id,
        transport,
        new Connection.Limits(
            10_000, 10_000_000, new QueueMemory(Long.MAX_VALUE / 2, Runnable::run)),
        Runnable::run);
  }

  private static LiveEvent shout(int seq) {
    return LiveEvent.of("t", "shout", "{\"seq\":" + seq + "}");
  }

  private static String received(int seq) {
    return "[null,null,\"t\",\"shout\",{\"seq\":" + seq + "}]";
  }

  private static List<String> withoutRefs(List<String> messages) {
    return messages.stream().map(message -> REF.matcher(message).replaceAll("REF")).toList();
  }

  private static String ref(String message) {
    var matcher = REF.matcher(message);
    assertThat(matcher.find()).isTrue();
    return matcher.group();
  }
}
