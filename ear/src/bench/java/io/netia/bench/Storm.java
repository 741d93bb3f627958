package io.netia.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Visitors whose connections all break at the same moment, and who all come back at once. Who fails
 * tries again after the pauses that the clients' library makes.
 */
final class Storm {

  private static final int AT_ONCE = 50;
  private static final long[] PAUSES_MILLIS = {
    10, 50, 100, 150, 200, 250, 500, 1_000, 2_000, 5_000
  };
  private static final Duration ATTEMPT = Duration.ofSeconds(10);
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final Duration TICK = Duration.ofMillis(10);

  private final SocketLoop loop;
  private final Member.Tally tally = new Member.Tally();
  private final List<Client> clients = new ArrayList<>();
  private final Queue<Client> waiting =
      new PriorityQueue<>((one, other) -> Long.signum(one.retryAt - other.retryAt));
  private boolean struck;
  private long struckAt;
  private long sweepAt;
  private int present;
  private int failed;
  private int refused;
  private int dropped;

  Storm(SocketLoop loop) {
    this.loop = loop;
  }

  /** Connects and joins one visitor per conversation, in good order. */
  void gather(List<Account.Conversation> conversations) throws IOException {
    for (Account.Conversation conversation : conversations) {
      Client client = new Client(conversation);
      clients.add(client);
      client.connect();
      if (clients.size() % AT_ONCE == 0 || clients.size() == conversations.size()) {
        loop.runUntil(
            () -> clients.size() + " visitors have joined, " + tally.joined + " have",
            Duration.ofSeconds(60),
            () -> tally.joined == clients.size());
      }
    }
  }

  /** Cuts all connections and waits until all are back; returns how long each was away. */
  Latencies strike(Duration limit) throws IOException {
    loop.cutSockets();
    struck = true;
    present = 0;
    struckAt = System.nanoTime();
    sweepAt = struckAt;
    for (Client client : clients) {
      client.joined = false;
      client.connect();
    }
    long end = struckAt + limit.toNanos();
    while (present < clients.size()) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "not within %d s: all %d are back, %d are; attempts failed %d, refused %d, dropped %d"
                .formatted(limit.toSeconds(), clients.size(), present, failed, refused, dropped));
      }
      loop.runFor(TICK);
      tryAgain();
    }
    Latencies back = new Latencies();
    clients.forEach(client -> back.add(client.joinedAt - struckAt));
    return back;
  }

  /** Connections that failed before they had joined. */
  int failed() {
    return failed;
  }

  /** Connections that had joined again and were ended by the server all the same. */
  int dropped() {
    return dropped;
  }

  /** Joins that were refused. */
  int refused() {
    return refused;
  }

  private void tryAgain() throws IOException {
    long now = System.nanoTime();
    while (!waiting.isEmpty() && waiting.peek().retryAt - now <= 0) {
      waiting.remove().connect();
    }
    if (now - sweepAt > 0) {
      sweepAt = now + SWEEP.toNanos();
      for (Client client : clients) {
        client.giveUpIfSlow(now);
      }
    }
  }

  private final class Client extends Member {

    private PhoenixSocket socket;
    private boolean joined;
    private boolean connecting;
    private int attempts;
    private long startedAt;
    private long joinedAt;
    private long retryAt;

    Client(Account.Conversation conversation) {
      super(tally, Member.topic(conversation), Member.params(conversation));
    }

    void connect() throws IOException {
      connecting = true;
      startedAt = System.nanoTime();
      socket = loop.connect("", this);
    }

    void giveUpIfSlow(long now) throws IOException {
      if (connecting && now - startedAt > ATTEMPT.toNanos()) {
        failed++;
        retryLater(now);
      }
    }

    @Override
    void joined() {
      joined = true;
      connecting = false;
      joinedAt = System.nanoTime();
      present++;
    }

    @Override
    void refused(PhoenixSocket refusedSocket, String reply) throws IOException {
      if (!struck) {
        super.refused(refusedSocket, reply);
      }
      refused++;
      retryLater(System.nanoTime());
    }

    @Override
    public void lost(PhoenixSocket lostSocket, IOException reason) throws IOException {
      if (!struck) {
        throw new IOException(
            "before the storm, with %d clients joined: %s".formatted(present, reason.getMessage()),
            reason);
      }
      if (joined) {
        joined = false;
        present--;
        dropped++;
      } else {
        failed++;
      }
      retryLater(System.nanoTime());
    }

    private void retryLater(long now) throws IOException {
      connecting = false;
      socket.cut();
      loop.forget(socket);
      int pause = Math.min(attempts++, PAUSES_MILLIS.length - 1);
      retryAt = now + PAUSES_MILLIS[pause] * 1_000_000;
      waiting.add(this);
    }
  }
}
