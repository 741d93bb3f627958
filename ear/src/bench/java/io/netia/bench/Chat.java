package io.netia.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Conversations, each with its visitor and an agent connected and joined; one more agent watches
 * the whole account, as an open dashboard does.
 */
final class Chat {

  /** Is called when a message arrives at the agent's socket of a conversation. */
  interface Listener {
    void messageArrived(Exchange exchange, int number) throws IOException;
  }

  private static final int AT_ONCE = 50;

  private final Account account;
  private final SocketLoop loop;
  private final Listener listener;
  private final Member.Tally tally = new Member.Tally();
  private final Received atVisitors = new Received("at the visitor's own socket");
  private final Received atAgents = new Received("at the agent's socket");
  private final Received atDesk = new Received("at the dashboard's topic");
  private final List<Exchange> exchanges = new ArrayList<>();
  private int reordered;

  Chat(Account account, SocketLoop loop, Listener listener) {
    this.account = account;
    this.loop = loop;
    this.listener = listener;
  }

  /** Connects and joins everybody. */
  void open(List<Account.Conversation> conversations) throws IOException {
    loop.connect(
        "token=" + account.token(),
        new Member(tally, "notification:" + account.id(), "{}") {
          @Override
          void messageArrived(int number) throws IOException {
            atDesk.add(number);
          }
        });
    for (Account.Conversation conversation : conversations) {
      exchanges.add(new Exchange(conversation));
      if (exchanges.size() % AT_ONCE == 0 || exchanges.size() == conversations.size()) {
        loop.runUntil(
            () -> "everybody has joined, " + tally.joined + " have",
            Duration.ofSeconds(60),
            () -> tally.joined == 2 * exchanges.size() + 1);
      }
    }
  }

  List<Exchange> exchanges() {
    return exchanges;
  }

  /** Messages that have come to the agents so far. */
  int arrivedAtAgents() {
    return atAgents.count();
  }

  /** Messages that came to an agent after a later one of the same conversation. */
  int reordered() {
    return reordered;
  }

  /** Waits until so many messages are answered and have arrived everywhere, and leaves. */
  void finish(int sent, Duration limit) throws IOException {
    loop.runUntil(
        () ->
            "all of %d messages arrive; %d are answered, %s, %s, %s"
                .formatted(sent, tally.answered, atVisitors, atAgents, atDesk),
        limit,
        () ->
            tally.answered >= sent
                && atVisitors.count() >= sent
                && atAgents.count() >= sent
                && atDesk.count() >= sent);
    loop.closeSockets();
  }

  /** One conversation. */
  final class Exchange {

    private final byte[] message;
    private final PhoenixSocket visitor;
    private int lastArrived = -1;

    private Exchange(Account.Conversation conversation) throws IOException {
      message = Frames.message(conversation);
      visitor =
          loop.connect(
              "",
              new Member(tally, Member.topic(conversation), Member.params(conversation)) {
                @Override
                void messageArrived(int number) throws IOException {
                  atVisitors.add(number);
                }
              });
      loop.connect(
          "token=" + account.token(),
          new Member(tally, Member.topic(conversation), "{}") {
            @Override
            void messageArrived(int number) throws IOException {
              arrived(number);
            }
          });
    }

    /** Sends a message as the visitor; by one thread at a time. */
    void send(int number) throws IOException {
      Frames.number(message, number);
      visitor.send(message);
    }

    private void arrived(int number) throws IOException {
      atAgents.add(number);
      reordered += number < lastArrived ? 1 : 0;
      lastArrived = Math.max(lastArrived, number);
      listener.messageArrived(this, number);
    }
  }
}
