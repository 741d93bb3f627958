package io.netia.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Each visitor sends again when the agent's socket has received it. */
final class ClosedLoop {

  private static final Duration LAST_MESSAGES = Duration.ofSeconds(30);

  private final SocketLoop loop;
  private final Chat chat;
  private Latencies latencies = new Latencies();
  private long[] sentAt = new long[65_536];
  private int sent;
  private boolean isSending;

  ClosedLoop(Account account, SocketLoop loop) {
    this.loop = loop;
    this.chat = new Chat(account, loop, this::messageArrived);
  }

  /** Connects and joins everybody, and starts the exchange. */
  void start(List<Account.Conversation> conversations) throws IOException {
    chat.open(conversations);
    isSending = true;
    for (Chat.Exchange exchange : chat.exchanges()) {
      sendNext(exchange);
    }
  }

  /**
   * Lets them send for the given time and returns each message's way from the visitor to the
   * agent's socket.
   */
  Latencies talkFor(Duration time) throws IOException {
    latencies = new Latencies();
    loop.runFor(time);
    return latencies;
  }

  /** Stops sending and waits for what is under way. */
  void finish() throws IOException {
    isSending = false;
    chat.finish(sent, LAST_MESSAGES);
  }

  int reordered() {
    return chat.reordered();
  }

  private void sendNext(Chat.Exchange exchange) throws IOException {
    if (sent == sentAt.length) {
      sentAt = Arrays.copyOf(sentAt, 2 * sent);
    }
    sentAt[sent] = System.nanoTime();
    exchange.send(sent++);
  }

  private void messageArrived(Chat.Exchange exchange, int number) throws IOException {
    latencies.add(System.nanoTime() - sentAt[number]);
    if (isSending) {
      sendNext(exchange);
    }
  }
}
