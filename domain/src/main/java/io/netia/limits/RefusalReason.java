package io.netia.limits;

/** Why something from outside was not served; the names become labels of a metric. */
public enum RefusalReason {
  /** No turn at hashing a password came in time, or too many wait already. */
  HASH_QUEUE,
  /** A request body is larger than its route and caller may send. */
  BODY_TOO_LARGE,
  /** A request body came slower than its deadline or its least rate. */
  BODY_SLOW,
  /** All bodies in memory together left no room for another. */
  BODY_MEMORY,
  /** Too many bodies from one address are still on their way. */
  BODY_CONCURRENCY,
  /** A body of more values, levels or fields than may be parsed. */
  BODY_STRUCTURE,
  /** A head that is ambiguous, too large or too slow, or chunks that are none. */
  HEAD,
  /** More connections than an address or a node may have. */
  CONNECTIONS,
  /** Answers that their clients do not read. */
  UNREAD,
  /** A path or a method that no route can mean. */
  REQUEST_LINE,
  /** More requests a minute than the caller's limit. */
  RATE,
  /** More requests at the same time than the caller's limit. */
  IN_FLIGHT,
  /** A stored field longer than it may be. */
  FIELD,
  /** More sockets, joins or long-poll sessions than the caller's limit. */
  SOCKETS,
  /** More events on a socket than its rate. */
  SOCKET_EVENTS,
  /** More searches than may wait for their turn. */
  SEARCHES,
  /** More large answers than may wait for their turn. */
  LARGE_ANSWERS,
  /** More requests that wait for something than an address or a node may have. */
  WAITS,
  /** A message of a socket that came too slowly, or in part while too many others did. */
  SOCKET_MESSAGE,
  /** A frame larger than a socket may send. */
  SOCKET_FRAME,
  /** An answer that would have been larger than its limit, so the client was asked to reload. */
  ANSWER
}
