package io.netia.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Visitors who have the widget open and send nothing. */
final class IdleLoad {

  /** So many connect at a time, that the server's accept queue does not overflow. */
  private static final int AT_ONCE = 50;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SocketLoop loop;
  private final Member.Tally tally = new Member.Tally();
  private final List<PhoenixSocket> sockets = new ArrayList<>();

  IdleLoad(SocketLoop loop) {
    this.loop = loop;
  }

  /** Connects and joins one visitor per conversation. */
  void start(List<Account.Conversation> conversations) throws IOException {
    for (Account.Conversation conversation : conversations) {
      sockets.add(loop.connect("", Member.visitor(tally, conversation)));
      if (sockets.size() % AT_ONCE == 0 || sockets.size() == conversations.size()) {
        loop.runUntil(
            () -> sockets.size() + " visitors have joined, " + tally.joined + " have",
            PATIENCE,
            () -> tally.joined == sockets.size());
      }
    }
  }

  /** Lets time pass, heartbeats aside, and returns how many heartbeats went out meanwhile. */
  long stay(Duration time) throws IOException {
    long before = loop.beats();
    loop.runFor(time);
    return loop.beats() - before;
  }

  /** Fails unless every connection still answers. */
  void checkAlive() throws IOException {
    for (PhoenixSocket socket : sockets) {
      loop.beat(socket);
    }
    loop.runUntil(
        () -> loop.beats() + " heartbeats are answered, " + tally.alive + " are",
        PATIENCE,
        () -> tally.alive == loop.beats());
    if (sockets.stream().anyMatch(socket -> !socket.isOpen())) {
      throw new IOException("an idle connection did not stay open");
    }
  }
}
