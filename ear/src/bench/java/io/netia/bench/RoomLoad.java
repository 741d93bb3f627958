package io.netia.bench;

import java.io.IOException;
import java.time.Duration;

/** One conversation with very many subscribers. */
final class RoomLoad {

  private static final int AT_ONCE = 50;
  private static final Duration PERIOD = Duration.ofMillis(50);

  private final SocketLoop loop;
  private final Member.Tally tally = new Member.Tally();
  private final Latencies untilLast = new Latencies();
  private int subscribers;
  private byte[] message = {};
  private PhoenixSocket visitor;
  private int number = -1;
  private long sentAt;
  private int arrivals;

  RoomLoad(SocketLoop loop) {
    this.loop = loop;
  }

  /** Connects and joins the visitor and the subscribers, who are agents. */
  void open(Account account, Account.Conversation conversation, int count) throws IOException {
    message = Frames.message(conversation);
    visitor = loop.connect("", Member.visitor(tally, conversation));
    for (subscribers = 1; subscribers <= count; subscribers++) {
      loop.connect("token=" + account.token(), new Listener(conversation));
      if (subscribers % AT_ONCE == 0 || subscribers == count) {
        loop.runUntil(
            () -> "everybody has joined the room, " + tally.joined + " have",
            Duration.ofSeconds(60),
            () -> tally.joined == subscribers + 1);
      }
    }
    subscribers = count;
  }

  /**
   * Sends a message, waits until the last has it, and again, for the given time. Returns how long
   * the last had to wait for each.
   */
  Latencies run(Duration time) throws IOException {
    int before = untilLast.count();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      arrivals = 0;
      Frames.number(message, ++number);
      sentAt = System.nanoTime();
      visitor.send(message);
      loop.runUntil(
          () -> "all of %d have message %d; %d have".formatted(subscribers, number, arrivals),
          Duration.ofSeconds(30),
          () -> arrivals >= subscribers);
      loop.runTo(sentAt + PERIOD.toNanos());
    }
    return untilLast.from(before);
  }

  /** The program fails here when a subscriber gets a message twice, or an earlier one late. */
  private final class Listener extends Member {

    private int last = -1;

    Listener(Account.Conversation conversation) {
      super(tally, Member.topic(conversation), "{}");
    }

    @Override
    void messageArrived(int arrived) throws IOException {
      if (arrived != last + 1 || arrived != number) {
        throw new IOException("a subscriber of the room got message " + arrived + " after " + last);
      }
      last = arrived;
      arrivals++;
      if (arrivals == subscribers) {
        untilLast.add(System.nanoTime() - sentAt);
      }
    }
  }
}
