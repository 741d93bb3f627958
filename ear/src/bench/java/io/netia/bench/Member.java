package io.netia.bench;

import java.io.IOException;

/** Somebody who joins one topic as soon as the socket is open. */
class Member implements PhoenixSocket.Listener {

  /** What all members of a load count together. Used by the loop's thread alone. */
  static final class Tally {
    int joined;
    int answered;
    long alive;
  }

  private final Tally tally;
  private final byte[] join;

  Member(Tally tally, String topic, String params) {
    this.tally = tally;
    this.join = Frames.join(topic, params);
  }

  /** The visitor of a conversation. */
  static Member visitor(Tally tally, Account.Conversation conversation) {
    return new Member(tally, topic(conversation), params(conversation));
  }

  static String topic(Account.Conversation conversation) {
    return "conversation:" + conversation.id();
  }

  static String params(Account.Conversation conversation) {
    return "{\"customer_id\":\"" + conversation.customerId() + "\"}";
  }

  @Override
  public final void opened(PhoenixSocket socket) throws IOException {
    socket.send(join);
  }

  @Override
  public final void received(PhoenixSocket socket, byte[] data, int from, int to)
      throws IOException {
    if (Frames.isPushReply(data, from, to)) {
      requireOk(data, from, to);
      tally.answered++;
    } else if (Frames.isHeartbeatReply(data, from, to)) {
      requireOk(data, from, to);
      tally.alive++;
    } else if (Frames.isJoinReply(data, from, to)) {
      if (Frames.isOk(data, from, to)) {
        tally.joined++;
        joined();
      } else {
        refused(socket, Frames.readable(data, from, to));
      }
    } else {
      int number = Frames.messageNumber(data, from, to);
      if (number >= 0) {
        messageArrived(number);
      }
    }
  }

  private static void requireOk(byte[] data, int from, int to) throws IOException {
    if (!Frames.isOk(data, from, to)) {
      throw new IOException("refused: " + Frames.readable(data, from, to));
    }
  }

  /** The join was answered. */
  void joined() throws IOException {}

  /** The join was refused; that ends the run unless foreseen. */
  void refused(PhoenixSocket socket, String reply) throws IOException {
    throw new IOException("a join was refused: " + reply);
  }

  /** A message was announced. */
  void messageArrived(int number) throws IOException {}
}
