package io.netia.live.socket.dispatch;

import io.netia.live.socket.channels.AccountEventsTopic;
import io.netia.live.socket.channels.ConversationTopic;
import io.netia.live.socket.channels.IssuesTopic;
import io.netia.live.socket.channels.LobbyTopic;
import io.netia.live.socket.channels.NotificationTopic;
import io.netia.live.socket.channels.RoomTopic;
import io.netia.live.socket.hub.Connection;
import io.netia.live.socket.hub.FakeTransport;
import io.netia.live.socket.hub.Hub;
import io.netia.live.socket.hub.QueueMemory;
import io.netia.live.socket.protocol.WireVersion;
import io.netia.security.Agent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** A client on one socket, and the server's side of it. */
final class Client {

  private static final Pattern REF = Pattern.compile(",\"phx_ref\":\"[^\"]+\"");
  private static int count;

  final FakeTransport transport = new FakeTransport();
  final PhoenixSocket socket;

  /** The server that clients of one test share. */
  static final class Server {
    final Hub hub = new Hub("node");
    final FakeChat chat = new FakeChat(hub);
    final Deque<Runnable> later = new ArrayDeque<>();
    final Deque<Runnable> late = new ArrayDeque<>();
    final AtomicLong nanos = new AtomicLong();
    private final Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    private final SocketLimits limits =
        new SocketLimits(
            3, 10, 20, Duration.ofMinutes(2), Duration.ofSeconds(45), Duration.ofSeconds(15));

    /** What all visitors of one test may do together. */
    AddressShare share = share(0, 0, 0);

    AddressShare share(int joins, int events, int messages) {
      return new AddressShare(
          new AddressShare.Rates(
              new AddressShare.Rate(0, 0),
              new AddressShare.Rate(joins, joins),
              new AddressShare.Rate(events, events),
              new AddressShare.Rate(messages, messages)),
          new AddressShare.Work(0, new WaitingEvents(0, late::add)),
          nanos::get);
    }

    /** The same without rates, with so many events in work at once. */
    AddressShare share(int atOnce, WaitingEvents waiting) {
      AddressShare.Rate any = new AddressShare.Rate(0, 0);
      return new AddressShare(
          new AddressShare.Rates(any, any, any, any),
          new AddressShare.Work(atOnce, waiting),
          nanos::get);
    }

    Client visitor() {
      return new Client(this, WireVersion.V2, Optional.empty());
    }

    Client visitor(WireVersion version) {
      return new Client(this, version, Optional.empty());
    }

    Client agent(Agent agent) {
      return new Client(this, WireVersion.V2, Optional.of(agent));
    }

    void pass(Duration time) {
      nanos.addAndGet(time.toNanos());
    }
  }

  private Client(Server server, WireVersion version, Optional<Agent> agent) {
    PhoenixSocket.Shared surroundings =
        new PhoenixSocket.Shared(
            server.hub,
            List.of(
                new LobbyTopic(server.chat),
                new ConversationTopic(server.chat, server.clock),
                new NotificationTopic(
                    server.chat, server.clock, (after, task) -> server.later.add(task)),
                new RoomTopic(server.chat),
                new IssuesTopic(server.chat),
                new AccountEventsTopic()),
            server.limits,
            server.nanos::get);
    Connection connection =
        new Connection(
            "socket-" + ++count,
            transport,
            new Connection.Limits(
                1000, 1_000_000, new QueueMemory(Long.MAX_VALUE / 2, Runnable::run)),
            Runnable::run);
    socket = new PhoenixSocket(surroundings, connection, version, agent, "192.0.2.1", server.share);
    socket.begin();
  }

  /**
   * Sends a frame written with apostrophes for quotes and answers what came since the last one,
   * without references of presence.
   */
  List<String> send(String frame) {
    transport.received.clear();
    socket.receive(frame.replace('\'', '"'));
    return received();
  }

  /** Joins as the only thing that happens; the answer is thrown away. */
  Client joined(String topic, String params) {
    send("['1','1','" + topic + "','phx_join'," + params + "]");
    transport.received.clear();
    return this;
  }

  /** What came since it was last asked, with apostrophes for quotes. */
  List<String> news() {
    List<String> all = received();
    transport.received.clear();
    return all;
  }

  /** What came, with apostrophes for quotes. */
  List<String> received() {
    List<String> all = new ArrayList<>();
    for (String message : transport.received) {
      all.add(REF.matcher(message).replaceAll("").replace('"', '\''));
    }
    return all;
  }
}
