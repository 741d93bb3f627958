package io.netia.connections.rest;

/** What a connection is doing. */
enum Phase {
  /** Has sent nothing yet. */
  NEW,
  /** Has sent a part of a head. */
  HEAD,
  /** Waits for an answer, or sends a body. */
  SERVING,
  /** Has its answer and may send another request. */
  IDLE,
  /** Has got a refusal; what it still sends is thrown away. */
  REFUSED
}
