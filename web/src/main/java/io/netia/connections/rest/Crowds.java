package io.netia.connections.rest;

import io.netia.limits.Budget;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;

/** The addresses that are no proxies, by how many connections each has. */
final class Crowds {

  /** Of several with as many, the one that is known for longest comes first. */
  private static final Comparator<Crowd> MOST_FIRST =
      Comparator.comparingInt(Crowd::connections)
          .reversed()
          .thenComparingLong(crowd -> crowd.address().number());

  private final NavigableSet<Crowd> crowds = new ConcurrentSkipListSet<>(MOST_FIRST);

  private record Crowd(int connections, AddressUse address) {}

  /** An address has more connections, or fewer. Called by one thread at a time for each address. */
  void changed(AddressUse address, int before, int now) {
    if (address.isProxy()) {
      return;
    }
    if (now > 0) {
      crowds.add(new Crowd(now, address));
    }
    if (before > 0) {
      crowds.remove(new Crowd(before, address));
    }
  }

  /**
   * Takes a place for a newcomer from the address with the most, and from none that has fewer than
   * the newcomer's. An answer is given up only where no connection is silent, and only by an
   * address that has more.
   *
   * @param connections of the newcomer's address, the newcomer included
   */
  Optional<HttpConnection> giveWay(int connections, long now) {
    Optional<HttpConnection> silent = giveWay(connections, false, now);
    return silent.isPresent() ? silent : giveWay(connections + 1, true, now);
  }

  private Optional<HttpConnection> giveWay(int least, boolean isServed, long now) {
    int looks = Budget.Connections.LOOKED_AT;
    for (Crowd crowd : crowds) {
      if (crowd.connections() < least || looks <= 0) {
        break;
      }
      Optional<HttpConnection> found = crowd.address().giveWay(isServed, looks, now);
      if (found.isPresent()) {
        return found;
      }
      looks -= crowd.connections();
    }
    return Optional.empty();
  }
}
