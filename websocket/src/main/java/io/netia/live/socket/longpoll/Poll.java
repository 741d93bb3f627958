package io.netia.live.socket.longpoll;

/** A request that waits for frames of the server. */
@FunctionalInterface
interface Poll {

  /** Answers it, once, and returns without waiting for the network. */
  void answer(Answer answer);
}
