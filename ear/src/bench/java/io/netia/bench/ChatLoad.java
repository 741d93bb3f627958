package io.netia.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Conversations in a closed loop: the visitor speaks, and speaks again when the agent's socket has
 * heard it. Visitor and agent sit on the conversation's topic; one more agent watches the whole
 * account, as an open dashboard does.
 */
final class ChatLoad {

  private final Account account;
  private final SocketLoop loop;
  private final List<Talk> talks = new ArrayList<>();
  private Latencies latencies = new Latencies();
  private int joined;
  private boolean talking;
  private long heardAtDesk;

  ChatLoad(Account account, SocketLoop loop) {
    this.account = account;
    this.loop = loop;
  }

  /** Connects and joins everybody, and starts the talk. */
  void start(List<Account.Conversation> conversations) throws IOException {
    loop.connect("token=" + account.token(), new Desk());
    for (Account.Conversation conversation : conversations) {
      Talk talk = new Talk(conversation);
      talks.add(talk);
      talk.visitor = loop.connect("", talk.new Side(false));
      loop.connect("token=" + account.token(), talk.new Side(true));
    }
    loop.runUntil("everybody has joined", 60_000, () -> joined == 2 * talks.size() + 1);
    talking = true;
    for (Talk talk : talks) {
      talk.speak();
    }
  }

  /**
   * Lets them talk for the given time and returns each message's way from the visitor to the
   * agent's socket.
   */
  Latencies talkFor(long millis) throws IOException {
    latencies = new Latencies();
    loop.runFor(millis);
    return latencies;
  }

  /** Stops speaking and waits for what is under way. */
  void finish() throws IOException {
    talking = false;
    loop.runUntil(
        "the last words are heard", 10_000, () -> talks.stream().noneMatch(talk -> talk.waiting));
    if (heardAtDesk == 0) {
      throw new IOException("the dashboard's topic heard nothing");
    }
    loop.closeSockets();
  }

  /** One conversation. */
  private final class Talk {

    private final String topic;
    private final String customerId;
    private PhoenixSocket visitor;
    private int turn;
    private String expected = "";
    private long spokenAt;
    private boolean waiting;

    Talk(Account.Conversation conversation) {
      this.topic = "conversation:" + conversation.id();
      this.customerId = conversation.customerId();
    }

    void speak() throws IOException {
      turn++;
      expected = "\"body\":\"words " + turn + " of a visitor\"";
      waiting = true;
      spokenAt = System.nanoTime();
      visitor.push(
          "m" + turn, topic, "shout", "{" + expected + ",\"customer_id\":\"" + customerId + "\"}");
    }

    void heard() throws IOException {
      waiting = false;
      latencies.add(System.nanoTime() - spokenAt);
      if (talking) {
        speak();
      }
    }

    /** The visitor's or the agent's end. */
    final class Side implements PhoenixSocket.Listener {

      private final boolean agent;

      Side(boolean agent) {
        this.agent = agent;
      }

      @Override
      public void opened(PhoenixSocket socket) throws IOException {
        socket.join(topic, agent ? "{}" : "{\"customer_id\":\"" + customerId + "\"}");
      }

      @Override
      public void received(PhoenixSocket socket, String frame) throws IOException {
        if (isReply(frame)) {
          requireOk(frame);
          if (frame.startsWith("[\"1\",\"1\",")) {
            joined++;
          }
        } else if (agent && waiting && frame.contains("\"shout\"") && frame.contains(expected)) {
          heard();
        }
      }
    }
  }

  private final class Desk implements PhoenixSocket.Listener {

    @Override
    public void opened(PhoenixSocket socket) throws IOException {
      socket.join("notification:" + account.id(), "{}");
    }

    @Override
    public void received(PhoenixSocket socket, String frame) throws IOException {
      if (isReply(frame)) {
        requireOk(frame);
        joined += frame.startsWith("[\"1\",\"1\",") ? 1 : 0;
      } else if (frame.contains("\"shout\"")) {
        heardAtDesk++;
      }
    }
  }

  static boolean isReply(String frame) {
    return frame.contains("\"phx_reply\"");
  }

  static void requireOk(String frame) throws IOException {
    if (!frame.contains("\"status\":\"ok\"")) {
      throw new IOException("refused: " + frame);
    }
  }
}
