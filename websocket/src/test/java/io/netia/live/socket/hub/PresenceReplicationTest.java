package io.netia.live.socket.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.service.Announcement;
import io.netia.live.service.Bus;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.MembershipListener;
import io.netia.live.socket.protocol.WireVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Presence over three nodes, on a network that the test cuts, delays and lets lose things. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PresenceReplicationTest {

  private static final String TOPIC = "notification:1";

  private final Network network = new Network();
  private final Node a = new Node("a");
  private final Node b = new Node("b");
  private final Node c = new Node("c");

  @Test
  void who_is_on_one_node_is_seen_on_all() {
    a.open("user:1");
    network.deliver();

    assertThat(b.view()).isEqualTo(a.view());
    assertThat(b.view()).hasSize(1);
  }

  @Test
  void the_last_tab_decides() {
    Tab first = a.open("user:1");
    Tab second = b.open("user:1");
    network.deliver();

    a.close(first);
    network.deliver();
    assertThat(c.view()).hasSize(1);
    b.close(second);
    network.deliver();

    assertThat(c.view()).isEmpty();
  }

  @Test
  void everybody_on_a_node_that_is_gone_leaves_with_it() {
    a.open("user:1");
    b.open("user:2");
    network.deliver();

    a.die();
    network.deliver();

    assertThat(b.view()).hasSize(1);
    assertThat(c.view()).isEqualTo(b.view());
  }

  @Test
  void entries_of_a_dead_node_leave_one_of_each_key_at_a_time_and_joins_are_not_among_them() {
    a.open("user:1");
    a.open("user:1");
    a.open("user:2");
    network.deliver();
    c.transport.received.clear();

    a.die();

    List<String> differences = c.differences();
    assertThat(differences).hasSize(2);
    assertThat(differences).allMatch(frame -> frame.contains("\"joins\":{}"));
    assertThat(differences.get(0)).contains("user:1").contains("user:2");
    assertThat(differences.get(1)).contains("user:1").doesNotContain("user:2");
  }

  @Test
  void what_was_lost_on_the_way_is_noticed_and_put_right() {
    network.isLossy = true;
    Tab tab = a.open("user:1");
    a.close(tab);
    a.open("user:2");
    network.isLossy = false;
    assertThat(b.view()).isEmpty();

    network.settle();

    assertThat(b.view()).isEqualTo(a.view());
    assertThat(b.view()).hasSize(1);
  }

  @Test
  void two_hundred_agents_learn_of_each_other_once_each_and_of_nobody_twice() {
    for (int user = 0; user < 200; user++) {
      (user % 2 == 0 ? a : b).open("user:" + user);
      network.deliver();
    }
    network.settle();

    assertThat(c.view()).hasSize(200);
    assertThat(c.differences()).hasSize(200);
    assertThat(network.words).isLessThan(200 + 3 * 40);
  }

  @Test
  void whatever_happens_every_view_is_the_truth_in_the_end() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Network ownNetwork = new Network();
      List<Node> nodes = new ArrayList<>();
      for (String name : List.of("x", "y", "z")) {
        nodes.add(new Node(name, ownNetwork));
      }
      for (int step = 0; step < 60; step++) {
        act(random, ownNetwork, nodes.get(random.nextInt(nodes.size())));
      }
      ownNetwork.isLossy = false;
      nodes.forEach(Node::connect);
      ownNetwork.settle();

      Set<String> truth = new TreeSet<>();
      nodes.forEach(node -> truth.addAll(node.ownRefs()));
      for (Node node : nodes) {
        assertThat(node.view()).as("seed %d, node %s", seed, node.name).isEqualTo(truth);
        assertThat(node.replayed()).as("seed %d, client of %s", seed, node.name).isEqualTo(truth);
      }
    }
  }

  private static void act(Random random, Network network, Node node) {
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> node.open("user:" + random.nextInt(5));
      case 4, 5 -> node.closeAny(random);
      case 6 -> network.isLossy = random.nextInt(3) == 0;
      case 7 -> node.cut();
      case 8 -> node.connect();
      default -> network.deliver();
    }
  }

  private record Tab(Subscription subscription) {}

  /** A node with one client that watches the topic and merges as npm's Presence does. */
  private final class Node implements Bus {

    private final String name;
    private final Network network;
    private final FakeTransport transport = new FakeTransport();
    private final Hub hub;
    private final PresenceReplication replication;
    private final Subscription watching;
    private final List<Tab> tabs = new ArrayList<>();
    private final List<Consumer<LiveEvent>> listeners = new ArrayList<>();
    private final List<MembershipListener> watchers = new ArrayList<>();
    private boolean isCut;

    Node(String name) {
      this(name, PresenceReplicationTest.this.network);
    }

    Node(String name, Network network) {
      this.name = name;
      this.network = network;
      network.nodes.add(this);
      hub = new Hub(name);
      replication = new PresenceReplication(this, hub);
      watching = subscribe(transport);
      watching.pushPresence();
    }

    private Subscription subscribe(FakeTransport to) {
      Connection connection =
          new Connection(
              name + "-" + tabs.size(),
              to,
              new Connection.Limits(
                  100_000, 100_000_000, new QueueMemory(Long.MAX_VALUE / 2, Runnable::run)),
              Runnable::run);
      Subscription subscription = hub.subscribe(connection, WireVersion.V2, TOPIC);
      subscription.release();
      return subscription;
    }

    Tab open(String key) {
      Tab tab = new Tab(subscribe(new FakeTransport()));
      tab.subscription.track(TOPIC, key, "\"online_at\":\"1\"");
      tabs.add(tab);
      return tab;
    }

    void close(Tab tab) {
      tabs.remove(tab);
      tab.subscription.end();
    }

    void closeAny(Random random) {
      if (!tabs.isEmpty()) {
        close(tabs.get(random.nextInt(tabs.size())));
      }
    }

    void die() {
      network.nodes.remove(this);
      network.nodes.forEach(other -> other.watchers.forEach(nodes -> nodes.memberLeft(name)));
    }

    /** Nothing comes in or goes out; after a while each side takes the other for gone. */
    void cut() {
      if (!isCut) {
        isCut = true;
        for (Node other : network.others(this)) {
          other.watchers.forEach(nodes -> nodes.memberLeft(name));
          watchers.forEach(nodes -> nodes.memberLeft(other.name));
        }
      }
    }

    void connect() {
      if (isCut) {
        isCut = false;
        for (Node other : network.others(this)) {
          if (!other.isCut) {
            other.watchers.forEach(nodes -> nodes.memberJoined(name));
            watchers.forEach(nodes -> nodes.memberJoined(other.name));
          }
        }
      }
    }

    Set<String> ownRefs() {
      Set<String> refs = new TreeSet<>(view());
      refs.removeIf(ref -> !ref.startsWith(name + "-"));
      return refs;
    }

    /** What a client that joins now gets. */
    Set<String> view() {
      FakeTransport late = new FakeTransport();
      Subscription subscription = subscribe(late);
      subscription.pushPresence();
      subscription.end();
      return refs(late.received.get(late.received.size() - 1));
    }

    List<String> differences() {
      return transport.received.stream().filter(frame -> frame.contains("presence_diff")).toList();
    }

    /** What the client that has watched from the beginning has merged. */
    Set<String> replayed() {
      Set<String> present = new TreeSet<>();
      for (String frame : differences()) {
        int leaves = frame.indexOf("\"leaves\"");
        present.addAll(refs(frame.substring(0, leaves)));
        present.removeAll(refs(frame.substring(leaves)));
      }
      return present;
    }

    @Override
    public void publish(Announcement announcement) {
      for (LiveEvent event : announcement.events()) {
        listeners.forEach(listener -> listener.accept(event));
        network.send(this, event);
      }
    }

    @Override
    public void subscribe(Consumer<LiveEvent> listener) {
      listeners.add(listener);
    }

    @Override
    public String node() {
      return name;
    }

    @Override
    public void watch(MembershipListener nodes) {
      watchers.add(nodes);
    }
  }

  private static Set<String> refs(String json) {
    Set<String> refs = new TreeSet<>();
    String mark = "\"phx_ref\":\"";
    for (int at = json.indexOf(mark); at >= 0; at = json.indexOf(mark, at + 1)) {
      refs.add(json.substring(at + mark.length(), json.indexOf('"', at + mark.length())));
    }
    return refs;
  }

  /** Keeps the order of each sender, and nothing else. */
  private static final class Network {

    private record Parcel(Node from, Node to, LiveEvent event) {}

    private final List<Node> nodes = new ArrayList<>();
    private final Deque<Parcel> parcels = new ArrayDeque<>();
    private boolean isLossy;
    private int words;

    List<Node> others(Node node) {
      return nodes.stream().filter(other -> other != node).toList();
    }

    void send(Node from, LiveEvent event) {
      words++;
      if (!isLossy && !from.isCut) {
        others(from).forEach(to -> parcels.add(new Parcel(from, to, event)));
      }
    }

    void deliver() {
      while (!parcels.isEmpty()) {
        Parcel parcel = parcels.remove();
        if (!parcel.to().isCut) {
          parcel.to().listeners.forEach(listener -> listener.accept(parcel.event()));
        }
      }
    }

    /** Ten seconds without anything new. */
    void settle() {
      for (int second = 0; second < 10; second++) {
        List.copyOf(new HashSet<>(nodes)).forEach(node -> node.replication.tick());
        deliver();
      }
    }
  }
}
