package io.netia.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Visitors who have the widget open and say nothing. */
final class IdleLoad {

  /** So many connect at a time, that the server's accept queue does not overflow. */
  private static final int AT_ONCE = 50;

  private final SocketLoop loop;
  private final List<PhoenixSocket> sockets = new ArrayList<>();
  private int joined;
  private int alive;

  IdleLoad(SocketLoop loop) {
    this.loop = loop;
  }

  /** Connects and joins one visitor per conversation. */
  void start(List<Account.Conversation> conversations) throws IOException {
    for (int i = 0; i < conversations.size(); i++) {
      sockets.add(loop.connect("", new Visitor(conversations.get(i))));
      int started = i + 1;
      if (started % AT_ONCE == 0 || started == conversations.size()) {
        loop.runUntil(started + " visitors have joined", 30_000, () -> joined >= started);
      }
    }
  }

  /** Fails unless every connection still answers. */
  void checkAlive() throws IOException {
    alive = 0;
    for (PhoenixSocket socket : sockets) {
      socket.heartbeat();
    }
    loop.runUntil("all idle connections answer", 30_000, () -> alive >= sockets.size());
  }

  private final class Visitor implements PhoenixSocket.Listener {

    private final Account.Conversation conversation;

    Visitor(Account.Conversation conversation) {
      this.conversation = conversation;
    }

    @Override
    public void opened(PhoenixSocket socket) throws IOException {
      socket.join(
          "conversation:" + conversation.id(),
          "{\"customer_id\":\"" + conversation.customerId() + "\"}");
    }

    @Override
    public void received(PhoenixSocket socket, String frame) throws IOException {
      if (!ChatLoad.isReply(frame)) {
        return;
      }
      ChatLoad.requireOk(frame);
      if (frame.startsWith("[null,\"h\"")) {
        alive++;
      } else {
        joined++;
      }
    }
  }
}
