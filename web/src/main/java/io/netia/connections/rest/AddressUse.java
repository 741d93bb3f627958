package io.netia.connections.rest;

import io.netia.limits.Budget;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one address uses at the moment.
 *
 * @param key how limits call it
 * @param isProxy whether all clients of a trusted proxy come by it
 * @param number of the addresses that are known, which one came first
 * @param connections how many are open or about to be
 * @param open those, by the order in which they came
 * @param unsent bytes of answers that wait to be read
 */
record AddressUse(
    String key,
    boolean isProxy,
    long number,
    AtomicInteger connections,
    NavigableMap<Long, HttpConnection> open,
    AtomicLong unsent) {

  private record Candidate(HttpConnection connection, Quiet quiet) {}

  AddressUse(String key, boolean isProxy, long number) {
    this(
        key, isProxy, number, new AtomicInteger(), new ConcurrentSkipListMap<>(), new AtomicLong());
  }

  /**
   * Takes its place from the connection that has been quiet for longest.
   *
   * @param isServed whether it is one that waits for an answer
   * @param looks how many are looked at, the oldest first
   * @return the connection, of which nothing is read any more; empty when none has been quiet for
   *     long enough
   */
  Optional<HttpConnection> giveWay(boolean isServed, int looks, long now) {
    return open.values().stream()
        .limit(looks)
        .map(one -> new Candidate(one, one.state().quiet()))
        .filter(one -> one.quiet().isServed() == isServed && one.quiet().isLongEnough(now))
        .sorted(Comparator.comparingLong(one -> one.quiet().since() - now))
        .filter(one -> one.connection().state().giveWay(one.quiet(), now))
        .map(Candidate::connection)
        .findFirst();
  }

  /** The same for another one of this address, for which nobody's answer is given up. */
  Optional<HttpConnection> giveWayToOwn(long now) {
    return giveWay(false, Budget.Connections.LOOKED_AT, now);
  }
}
