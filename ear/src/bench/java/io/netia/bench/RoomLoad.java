package io.netia.bench;

import java.io.IOException;
import java.time.Duration;

/** One conversation with very many who listen. */
final class RoomLoad {

  private static final int AT_ONCE = 50;
  private static final Duration PERIOD = Duration.ofMillis(50);

  private final SocketLoop loop;
  private final Member.Tally tally = new Member.Tally();
  private final Latencies untilLast = new Latencies();
  private int listeners;
  private byte[] message = {};
  private PhoenixSocket visitor;
  private int number = -1;
  private long saidAt;
  private int heard;

  RoomLoad(SocketLoop loop) {
    this.loop = loop;
  }

  /** Connects and joins the visitor and the listeners, who are agents. */
  void open(Account account, Account.Conversation conversation, int count) throws IOException {
    message = Frames.message(conversation);
    visitor = loop.connect("", Member.visitor(tally, conversation));
    for (listeners = 1; listeners <= count; listeners++) {
      loop.connect("token=" + account.token(), new Listener(conversation));
      if (listeners % AT_ONCE == 0 || listeners == count) {
        loop.runUntil(
            () -> "everybody has joined the room, " + tally.joined + " have",
            Duration.ofSeconds(60),
            () -> tally.joined == listeners + 1);
      }
    }
    listeners = count;
  }

  /**
   * Says something, waits until the last has it, and again, for the given time. Returns how long
   * the last had to wait for each.
   */
  Latencies run(Duration time) throws IOException {
    int before = untilLast.count();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      heard = 0;
      Frames.number(message, ++number);
      saidAt = System.nanoTime();
      visitor.send(message);
      loop.runUntil(
          () -> "all of %d have message %d; %d have".formatted(listeners, number, heard),
          Duration.ofSeconds(30),
          () -> heard >= listeners);
      loop.runTo(saidAt + PERIOD.toNanos());
    }
    return untilLast.from(before);
  }

  /** The program fails here when somebody hears a message twice, or an earlier one late. */
  private final class Listener extends Member {

    private int last = -1;

    Listener(Account.Conversation conversation) {
      super(tally, Member.topic(conversation), "{}");
    }

    @Override
    void heard(int arrived) throws IOException {
      if (arrived != last + 1 || arrived != number) {
        throw new IOException(
            "a subscriber of the room heard message " + arrived + " after " + last);
      }
      last = arrived;
      heard++;
      if (heard == listeners) {
        untilLast.add(System.nanoTime() - saidAt);
      }
    }
  }
}
