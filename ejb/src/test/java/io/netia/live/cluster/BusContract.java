package io.netia.live.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.service.Announcement;
import io.netia.live.service.Bus;
import io.netia.live.service.ChangeRange;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.MembershipListener;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every network between nodes has to make true; each has a class of tests of its own. */
abstract class BusContract {

  /** What one node receives. */
  static final class Ear implements MembershipListener {

    private static final int PATIENCE_SECONDS = 20;

    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    final BlockingQueue<String> nodes = new LinkedBlockingQueue<>();

    static Ear on(Bus bus) {
      Ear ear = new Ear();
      bus.subscribe(event -> ear.events.add(event.payload()));
      bus.watch(ear);
      return ear;
    }

    String next() throws InterruptedException {
      return next(events);
    }

    String nextNode() throws InterruptedException {
      return next(nodes);
    }

    private static String next(BlockingQueue<String> queue) throws InterruptedException {
      String next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("something within %d s", PATIENCE_SECONDS).isNotNull();
      return next;
    }

    @Override
    public void memberJoined(String node) {
      nodes.add("appeared " + node);
    }

    @Override
    public void gapDetected() {
      nodes.add("missed");
    }

    @Override
    public void memberLeft(String node) {
      nodes.add("gone " + node);
    }
  }

  /** Two nodes that have found each other, and nothing more has happened. */
  abstract Bus here();

  abstract Bus there();

  @Test
  void an_event_is_delivered_here_before_publish_returns() {
    Ear ear = Ear.on(here());

    here().publish(event("hello"));

    assertThat(ear.events).containsExactly("hello");
  }

  @Test
  void an_event_is_delivered_on_every_node_once() throws InterruptedException {
    Ear near = Ear.on(here());
    Ear far = Ear.on(there());

    here().publish(event("once"));
    here().publish(event("end"));

    assertThat(far.next()).isEqualTo("once");
    assertThat(far.next()).isEqualTo("end");
    there().publish(event("back"));
    assertThat(far.next()).isEqualTo("back");
    assertThat(near.next()).isEqualTo("once");
    assertThat(near.next()).isEqualTo("end");
    assertThat(near.next()).isEqualTo("back");
    assertThat(near.events).isEmpty();
    assertThat(far.events).isEmpty();
  }

  @Test
  void everything_that_belongs_to_an_event_arrives() throws InterruptedException {
    BlockingQueue<LiveEvent> received = new LinkedBlockingQueue<>();
    there().subscribe(received::add);
    LiveEvent sent =
        new LiveEvent(
            "conversation:1", "typing", "{\"ä\":\"" + "ü€😀".repeat(50_000) + "\"}", "me");

    here().publish(sent);

    assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo(sent);
  }

  @Test
  void the_order_of_a_publisher_is_kept() throws InterruptedException {
    Ear far = Ear.on(there());
    List<String> sent = IntStream.range(0, 3000).mapToObj(String::valueOf).toList();

    sent.forEach(payload -> here().publish(event(payload)));

    List<String> received = new ArrayList<>();
    while (received.size() < sent.size()) {
      received.add(far.next());
    }
    assertThat(received).isEqualTo(sent);
  }

  @Test
  void two_nodes_that_write_in_turn_are_delivered_in_the_order_of_the_revisions_on_both()
      throws InterruptedException {
    Ear near = Ear.on(here());
    Ear far = Ear.on(there());
    UUID conversation = UUID.randomUUID();

    here().publish(change(conversation, ChangeRange.first(conversation, 0)));
    for (int i = 0; i < 200; i++) {
      Bus writer = i % 2 == 0 ? here() : there();
      writer.publish(change(conversation, new ChangeRange(conversation, i, i + 1, true)));
    }

    for (int i = 0; i <= 200; i++) {
      assertThat(near.next()).isEqualTo(String.valueOf(i));
      assertThat(far.next()).isEqualTo(String.valueOf(i));
    }
  }

  static LiveEvent event(String payload) {
    return LiveEvent.of("topic", "event", payload);
  }

  private static Announcement change(UUID conversation, ChangeRange change) {
    return new Announcement(change, List.of(event(String.valueOf(change.after()))));
  }
}
