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

  /** Hears a message arrive at the agent's socket of a conversation. */
  interface Ear {
    void heard(Talk talk, int number) throws IOException;
  }

  private static final int AT_ONCE = 50;

  private final Account account;
  private final SocketLoop loop;
  private final Ear ear;
  private final Member.Tally tally = new Member.Tally();
  private final Received atVisitors = new Received("at the visitor's own socket");
  private final Received atAgents = new Received("at the agent's socket");
  private final Received atDesk = new Received("at the dashboard's topic");
  private final List<Talk> talks = new ArrayList<>();
  private int reordered;

  Chat(Account account, SocketLoop loop, Ear ear) {
    this.account = account;
    this.loop = loop;
    this.ear = ear;
  }

  /** Connects and joins everybody. */
  void open(List<Account.Conversation> conversations) throws IOException {
    loop.connect(
        "token=" + account.token(),
        new Member(tally, "notification:" + account.id(), "{}") {
          @Override
          void heard(int number) throws IOException {
            atDesk.add(number);
          }
        });
    for (Account.Conversation conversation : conversations) {
      talks.add(new Talk(conversation));
      if (talks.size() % AT_ONCE == 0 || talks.size() == conversations.size()) {
        loop.runUntil(
            () -> "everybody has joined, " + tally.joined + " have",
            Duration.ofSeconds(60),
            () -> tally.joined == 2 * talks.size() + 1);
      }
    }
  }

  List<Talk> talks() {
    return talks;
  }

  /** Messages that have come to the agents so far. */
  int heard() {
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
  final class Talk {

    private final byte[] message;
    private final PhoenixSocket visitor;
    private int lastHeard = -1;

    private Talk(Account.Conversation conversation) throws IOException {
      message = Frames.message(conversation);
      visitor =
          loop.connect(
              "",
              new Member(tally, Member.topic(conversation), Member.params(conversation)) {
                @Override
                void heard(int number) throws IOException {
                  atVisitors.add(number);
                }
              });
      loop.connect(
          "token=" + account.token(),
          new Member(tally, Member.topic(conversation), "{}") {
            @Override
            void heard(int number) throws IOException {
              arrived(number);
            }
          });
    }

    /** The visitor says something; by one thread at a time. */
    void say(int number) throws IOException {
      Frames.number(message, number);
      visitor.send(message);
    }

    private void arrived(int number) throws IOException {
      atAgents.add(number);
      reordered += number < lastHeard ? 1 : 0;
      lastHeard = Math.max(lastHeard, number);
      ear.heard(this, number);
    }
  }
}
