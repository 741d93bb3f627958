package io.netia.live.socket.dispatch;

import io.netia.limits.Budget;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * What all sockets of one address may do together: how many there are, and how fast they are opened
 * and their visitors join, send and write messages. Teammates are known by their token and are not
 * counted by address, except as open sockets and by their events in work. Safe for several threads.
 */
public final class AddressShare {

  /** Bytes of a message that cost one more than it does by itself. */
  private static final int BYTES_PER_TOKEN = 4096;

  private final AtomicInteger open = new AtomicInteger();
  private final LongSupplier nanos;
  private final TokenBucket handshakes;
  private final TokenBucket unknownSessions;
  private final TokenBucket joins;
  private final TokenBucket events;
  private final TokenBucket messages;
  private final EventTurns turns;
  private final boolean isRated;
  private volatile long usedAt;
  private volatile boolean hasFlooded;
  private volatile long floodedAt;

  /**
   * Rates of one address; a rate of 0 is no limit.
   *
   * @param handshakes tries to open a socket, those that are refused included; as often may
   *     long-poll ask for sessions that are not there
   * @param joins joins that ask the database, a second and at once
   * @param events frames, heartbeats and leaving not counted
   * @param messages messages of up to 4 KB; a longer one counts as several
   */
  public record Rates(Rate handshakes, Rate joins, Rate events, Rate messages) {}

  /**
   * How often something may happen.
   *
   * @param perSecond in the long run; 0 for no limit
   * @param burst at once
   */
  public record Rate(double perSecond, int burst) {}

  /**
   * How many events are in work at once.
   *
   * @param atOnce 0 for any number
   * @param waiting the events of all addresses that wait
   */
  public record Work(int atOnce, WaitingEvents waiting) {}

  /** Nothing is open yet. */
  public AddressShare(Rates rates, Work work, LongSupplier nanos) {
    this.nanos = nanos;
    this.turns = new EventTurns(work);
    this.handshakes = bucket(rates.handshakes());
    this.unknownSessions = bucket(rates.handshakes());
    this.joins = bucket(rates.joins());
    this.events = bucket(rates.events());
    this.messages = bucket(rates.messages());
    this.isRated = rates.events().perSecond() > 0;
    this.usedAt = nanos.getAsLong();
  }

  private TokenBucket bucket(Rate rate) {
    return new TokenBucket(rate.perSecond(), rate.burst(), nanos);
  }

  /** How many sockets are open. */
  public int open() {
    return open.get();
  }

  /** A socket opens. */
  public void opened() {
    usedAt = nanos.getAsLong();
    open.incrementAndGet();
  }

  /** A socket has ended. */
  public void ended() {
    usedAt = nanos.getAsLong();
    open.decrementAndGet();
  }

  /** Since when no socket was opened or closed, in nanoseconds of the clock. */
  public long usedAt() {
    return usedAt;
  }

  /** A socket was closed because it sent without end: no other opens for a while. */
  void flooded() {
    floodedAt = nanos.getAsLong();
    hasFlooded = isRated;
  }

  /** Whether none may open, because one was closed a moment ago for sending without end. */
  public boolean isFlooding() {
    return hasFlooded && nanos.getAsLong() - floodedAt < Budget.Sockets.FLOOD_PAUSE.toNanos();
  }

  /** Counts a try to open a socket; false when there have been too many. */
  public boolean takeHandshake() {
    usedAt = nanos.getAsLong();
    return take(handshakes, 1);
  }

  /** Counts a request for a session that is not there; false when there have been too many. */
  public boolean takeUnknownSession() {
    usedAt = nanos.getAsLong();
    return take(unknownSessions, 1);
  }

  /** The turns of its events. */
  EventTurns turns() {
    return turns;
  }

  boolean takeJoin() {
    return take(joins, 1);
  }

  boolean takeEvent() {
    return take(events, 1);
  }

  boolean takeMessage(int bytes) {
    return take(messages, 1 + bytes / BYTES_PER_TOKEN);
  }

  private static boolean take(TokenBucket bucket, int tokens) {
    synchronized (bucket) {
      return bucket.take(tokens);
    }
  }
}
