package io.netia.live.socket.longpoll;

/** A request that waits for what the server says. */
@FunctionalInterface
interface Poll {

  /** Answers it, once, and returns without waiting for the network. */
  void answer(Answer answer);
}
