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
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * All HTTP connections, by address. Once one is a socket, it is counted elsewhere. When all places
 * are taken, the address with the most makes room for an address with fewer.
 */
class OpenConnections {

  private final Places places;
  private final TrustedProxies proxies;
  private final Unsent unsent;
  private final PartialMessages sockets;
  private final LongSupplier nanos;
  private final Set<HttpConnection> all = ConcurrentHashMap.newKeySet();
  private final Map<String, AddressUse> addresses = new ConcurrentHashMap<>();
  private final Crowds crowds = new Crowds();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong numbers = new AtomicLong();

  /**
   * How many connections there may be.
   *
   * @param most in all, 0 for any number
   * @param mostOfOne of one address, 0 for any number; a trusted proxy may have all
   */
  record Places(int most, int mostOfOne) {

    private boolean areExceededBy(int all) {
      return most > 0 && all > most;
    }

    private boolean areExceededBy(AddressUse one) {
      return mostOfOne > 0 && !one.isProxy() && one.connections().get() > mostOfOne;
    }
  }

  /**
   * None is open yet.
   *
   * @param unsent what waits to be read by their clients
   * @param sockets what comes on those that become WebSockets
   * @param nanos the one clock
   */
  OpenConnections(
      Places places,
      TrustedProxies proxies,
      Unsent unsent,
      PartialMessages sockets,
      LongSupplier nanos) {
    this.places = places;
    this.proxies = proxies;
    this.unsent = unsent;
    this.sockets = sockets;
    this.nanos = nanos;
  }

  /** Nanoseconds of the one clock. */
  long now() {
    return nanos.getAsLong();
  }

  /** Takes a connection, perhaps in the place of another one; empty when there is none for it. */
  Optional<HttpConnection> admit(NIOConnection connection, boolean isTls) {
    String peer =
        connection.getPeerAddress() instanceof InetSocketAddress known
            ? known.getAddress().getHostAddress()
            : "";
    AddressUse use =
        enter(proxies.clientOf(peer, List.of()).rateLimitKey(), proxies.contains(peer));
    if (!hasPlace(use)) {
      exit(use);
      RefusalCounters.count(RefusalReason.CONNECTIONS);
      return Optional.empty();
    }
    HttpConnection admitted =
        new HttpConnection(connection, this, use, numbers.incrementAndGet(), isTls, unsent);
    all.add(admitted);
    use.open().put(admitted.number(), admitted);
    admitted.enter();
    return Optional.of(admitted);
  }

  private boolean hasPlace(AddressUse newcomer) {
    long now = now();
    if (places.areExceededBy(newcomer) && !isRoomMade(newcomer.giveWayToOwn(now))) {
      return false;
    }
    // All clients of a proxy come by few connections.
    int connections = newcomer.isProxy() ? 1 : newcomer.connections().get();
    return !places.areExceededBy(count.get()) || isRoomMade(crowds.giveWay(connections, now));
  }

  private boolean isRoomMade(Optional<HttpConnection> given) {
    given.ifPresent(
        one -> {
          RefusalCounters.count(RefusalReason.CONNECTIONS);
          one.connection().terminateSilently();
          release(one);
        });
    return given.isPresent();
  }

  /** A connection is closed, or a socket from now on, or none of this application's any more. */
  void release(HttpConnection one) {
    if (all.remove(one)) {
      one.leave();
      one.address().open().remove(one.number());
      exit(one.address());
    }
  }

  private AddressUse enter(String address, boolean isProxy) {
    count.incrementAndGet();
    // Others may be in the same network as a proxy, and have limits.
    String key = isProxy ? "proxy " + address : address;
    return Objects.requireNonNull(
        addresses.compute(
            key,
            (same, known) -> {
              AddressUse use =
                  known == null ? new AddressUse(key, isProxy, numbers.incrementAndGet()) : known;
              int now = use.connections().incrementAndGet();
              crowds.changed(use, now - 1, now);
              return use;
            }));
  }

  private void exit(AddressUse use) {
    count.decrementAndGet();
    addresses.computeIfPresent(
        use.key(),
        (key, known) -> {
          int now = known.connections().decrementAndGet();
          crowds.changed(known, now + 1, now);
          return now == 0 ? null : known;
        });
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
    return !one.address().isProxy() && unsent.isFullFor(one.address()) ? 429 : 0;
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
