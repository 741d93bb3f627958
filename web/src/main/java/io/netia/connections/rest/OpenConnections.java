package io.netia.connections.rest;

import io.netia.addresses.TrustedProxies;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.glassfish.grizzly.nio.NIOConnection;

/** All connections that speak HTTP, by address. Once one is a socket, it is counted elsewhere. */
class OpenConnections {

  private final int most;
  private final int mostOfOne;
  private final TrustedProxies proxies;
  private final Unsent unsent;
  private final PartialMessages sockets;
  private final Set<HttpConnection> all = ConcurrentHashMap.newKeySet();
  private final Map<String, AddressUse> addresses = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  /**
   * None is open yet.
   *
   * @param most in all, 0 for any number
   * @param mostOfOne of one address, 0 for any number; a trusted proxy may have all
   * @param unsent what waits to be read by their clients
   * @param sockets what comes on those that become WebSockets
   */
  OpenConnections(
      int most, int mostOfOne, TrustedProxies proxies, Unsent unsent, PartialMessages sockets) {
    this.most = most;
    this.mostOfOne = mostOfOne;
    this.proxies = proxies;
    this.unsent = unsent;
    this.sockets = sockets;
  }

  /** Takes a connection; empty when there are too many already. */
  Optional<HttpConnection> admit(NIOConnection connection, boolean isTls, long now) {
    String peer =
        connection.getPeerAddress() instanceof InetSocketAddress known
            ? known.getAddress().getHostAddress()
            : "";
    boolean isProxy = proxies.contains(peer);
    AddressUse use = enter(proxies.clientOf(peer, List.of()).rateLimitKey());
    boolean isTooMany = count.incrementAndGet() > most && most > 0;
    boolean isTooManyOfOne = !isProxy && mostOfOne > 0 && use.connections().get() > mostOfOne;
    if (isTooMany || isTooManyOfOne) {
      exit(use);
      RefusalCounters.count(RefusalReason.CONNECTIONS);
      return Optional.empty();
    }
    HttpConnection admitted =
        new HttpConnection(connection, this, use, isProxy, isTls, unsent, now);
    all.add(admitted);
    admitted.enter();
    return Optional.of(admitted);
  }

  /** A connection is closed, or a socket from now on, or none of this application's any more. */
  void release(HttpConnection one) {
    if (all.remove(one)) {
      one.leave();
      exit(one.address());
    }
  }

  private AddressUse enter(String key) {
    return Objects.requireNonNull(
        addresses.compute(
            key,
            (same, known) -> {
              AddressUse use = known == null ? new AddressUse(key) : known;
              use.connections().incrementAndGet();
              return use;
            }));
  }

  private void exit(AddressUse use) {
    count.decrementAndGet();
    addresses.computeIfPresent(
        use.key(), (key, known) -> known.connections().decrementAndGet() == 0 ? null : known);
  }

  /** Those that have become WebSockets. */
  PartialMessages sockets() {
    return sockets;
  }

  /** How many are open. */
  int count() {
    return count.get();
  }

  /**
   * The status with which the next request of this address is refused, since too many answers wait
   * to be read; 0 for none.
   */
  int refusal(HttpConnection one) {
    if (unsent.isFull()) {
      return 503;
    }
    return !one.isProxy() && unsent.isFullFor(one.address()) ? 429 : 0;
  }

  /**
   * Ends those that have used up their time.
   *
   * @param ending what is done with each, and what it was doing
   */
  void expire(long now, BiConsumer<HttpConnection, Phase> ending) {
    for (HttpConnection one : all) {
      one.state().expire(now).ifPresent(phase -> ending.accept(one, phase));
    }
  }

  /** Those with the most unread bytes, when all of them have too many. */
  List<HttpConnection> tooLarge() {
    long excess = unsent.excess();
    if (excess == 0) {
      return List.of();
    }
    List<HttpConnection> largest =
        all.stream()
            .filter(one -> one.state().unsent() > 0)
            .sorted(
                Comparator.comparingLong((HttpConnection one) -> one.state().unsent()).reversed())
            .toList();
    int chosen = 0;
    while (chosen < largest.size() && excess > 0) {
      excess -= largest.get(chosen).state().unsent();
      chosen++;
    }
    return largest.subList(0, chosen);
  }

  /** The application goes: the server has all connections as if it had never been there. */
  void releaseAll() {
    for (HttpConnection one : all) {
      release(one);
      if (one.state().phase() == Phase.REFUSED) {
        one.connection().closeSilently();
      }
    }
    sockets.releaseAll();
  }
}
