package io.netia.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A chat that goes on at a fixed rate while other things happen. Each message counts from the
 * moment it was due, so that a stall shows in everything that it held up. Windows of time are
 * evaluated afterwards, when it is known of every message whether it arrived.
 */
final class SteadyChat implements AutoCloseable {

  private static final Duration LAST_MESSAGES = Duration.ofSeconds(60);

  /** A visitor and an agent: the limits of an address are those of a household. */
  private static final int SOCKETS_PER_ADDRESS = 2;

  private final SocketLoop loop;
  private final Chat chat;
  private final long interval;
  private long[] arrivedAt = new long[4_096];
  private long begin;
  private Thread sender;
  private volatile boolean isSending;
  private volatile int sent;
  private volatile IOException failure;

  SteadyChat(Account account, String url, int perSecond) throws IOException {
    this.loop = new SocketLoop(url, SOCKETS_PER_ADDRESS);
    this.chat = new Chat(account, loop, this::arrived);
    this.interval = 1_000_000_000L / perSecond;
  }

  /** Connects and joins everybody, and starts to send. */
  void start(List<Account.Conversation> conversations) throws IOException {
    chat.open(conversations);
    begin = System.nanoTime() + 100_000_000;
    isSending = true;
    sender = new Thread(this::sendAll, "steady chat");
    sender.setDaemon(true);
    sender.start();
  }

  /**
   * Goes on for the given time.
   *
   * @return the numbers of the messages that were due in it: from inclusive, to exclusive
   */
  int[] window(Duration time) throws IOException {
    int from = dueBy(System.nanoTime());
    loop.runFor(time);
    if (failure != null) {
      throw failure;
    }
    return new int[] {from, dueBy(System.nanoTime())};
  }

  /** Stops sending and waits until everything has arrived everywhere; fails when it does not. */
  void finish() throws IOException, InterruptedException {
    isSending = false;
    sender.join();
    if (failure != null) {
      throw failure;
    }
    chat.finish(sent, LAST_MESSAGES);
  }

  /** How long the messages of a window took. To be asked after {@link #finish}. */
  Latencies of(int[] window) {
    Latencies latencies = new Latencies();
    for (int number = window[0]; number < Math.min(window[1], sent); number++) {
      latencies.add(arrivedAt[number] - due(number));
    }
    return latencies;
  }

  /** Messages that were sent and did not come to the agents. */
  int missing() {
    return sent - chat.arrivedAtAgents();
  }

  private long due(int number) {
    return begin + number * interval;
  }

  private int dueBy(long moment) {
    return (int) Math.max(0, (moment - begin) / interval);
  }

  private void sendAll() {
    List<Chat.Exchange> exchanges = chat.exchanges();
    try {
      for (int number = 0; isSending; number++) {
        for (long left = due(number) - System.nanoTime();
            left > 0;
            left = due(number) - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        exchanges.get(number % exchanges.size()).send(number);
        sent = number + 1;
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  private void arrived(Chat.Exchange exchange, int number) {
    if (number >= arrivedAt.length) {
      arrivedAt = Arrays.copyOf(arrivedAt, 2 * number);
    }
    arrivedAt[number] = System.nanoTime();
  }

  @Override
  public void close() throws IOException {
    isSending = false;
    loop.close();
  }
}
