package io.netia.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/**
 * Messages at moments that a schedule fixes beforehand, whatever has become of the earlier ones.
 * Each counts from the moment it was to be sent, so that a stall is seen in all that it held up.
 */
final class OpenLoop {

  /**
   * Sent before the measured time begins, so that the schedule is well under way and, at the rates
   * measured, every conversation has received something.
   */
  private static final Duration RUN_UP = Duration.ofSeconds(5);

  private final SocketLoop loop;
  private final Chat chat;
  private final long interval;
  private final Latencies latencies = new Latencies();
  private Latencies late = new Latencies();
  private long begin;
  private int firstMeasured;
  private int arrived;

  OpenLoop(Account account, SocketLoop loop, int perSecond) {
    this.loop = loop;
    this.chat = new Chat(account, loop, this::messageArrived);
    this.interval = 1_000_000_000L / perSecond;
  }

  /** Connects and joins everybody, runs for the given time, and waits for what is under way. */
  Meter.Spent run(List<Account.Conversation> conversations, Duration time, Meter meter)
      throws IOException, InterruptedException {
    chat.open(conversations);
    firstMeasured = (int) (RUN_UP.toNanos() / interval);
    int sent = firstMeasured + (int) (time.toNanos() / interval);
    begin = System.nanoTime() + 100_000_000;
    FutureTask<Latencies> schedule = new FutureTask<>(() -> sendAll(sent));
    Thread sender = new Thread(schedule, "schedule");
    sender.setDaemon(true);
    sender.start();
    loop.runTo(due(firstMeasured));
    int before = chat.arrivedAtAgents();
    Meter.Phase phase = meter.start();
    loop.runTo(due(sent));
    Meter.Spent spent = phase.end();
    arrived = chat.arrivedAtAgents() - before;
    chat.finish(sent, time.multipliedBy(2).plusSeconds(60));
    try {
      late = schedule.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e);
    }
    return spent;
  }

  /** From the moment a message was to be sent until the agent's socket had it. */
  Latencies latencies() {
    return latencies;
  }

  /** Messages that arrived within the measured time: fewer than were due when the server lags. */
  int arrived() {
    return arrived;
  }

  /** How late this program itself was with sending. */
  Latencies late() {
    return late;
  }

  int reordered() {
    return chat.reordered();
  }

  private long due(int number) {
    return begin + number * interval;
  }

  private Latencies sendAll(int count) throws IOException {
    Latencies lateness = new Latencies();
    List<Chat.Exchange> exchanges = chat.exchanges();
    for (int number = 0; number < count; number++) {
      for (long left = due(number) - System.nanoTime();
          left > 0;
          left = due(number) - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      exchanges.get(number % exchanges.size()).send(number);
      if (number >= firstMeasured) {
        lateness.add(System.nanoTime() - due(number));
      }
    }
    return lateness;
  }

  private void messageArrived(Chat.Exchange exchange, int number) {
    if (number >= firstMeasured) {
      latencies.add(System.nanoTime() - due(number));
    }
  }
}
