package io.netia.live.socket.connect;

import io.netia.limits.Budget;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.live.socket.dispatch.AddressShare;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many sockets there may be, from one address and in all, WebSockets and long-poll sessions
 * together. An address that is full does not take the places of others.
 */
public final class Admission {

  private final Limits limits;
  private final LongSupplier nanos;
  private final ConcurrentHashMap<String, AddressShare> shares = new ConcurrentHashMap<>();

  /**
   * What is admitted.
   *
   * @param sockets on this node
   * @param perAddress from one address; 0 for no limit
   * @param work how many events of one address are in work
   */
  public record Limits(
      int sockets, int perAddress, AddressShare.Rates rates, AddressShare.Work work) {}

  /** What is to be done with one that wants to connect. */
  public enum Answer {
    /** It may. */
    ADMITTED,
    /** Its address has too many already, opens too many, or has sent without end lately. */
    ADDRESS_FULL,
    /** The node has too many already. */
    NODE_FULL
  }

  /** Starts without connections. */
  public Admission(Limits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  /**
   * Whether another socket may open. Those that are asked about at the same moment may all be:
   * there are at most as many as the server has threads.
   *
   * @param open how many there are on this node
   */
  public Answer of(String address, int open) {
    Answer answer = answer(address, open);
    if (answer != Answer.ADMITTED) {
      RefusalCounters.count(RefusalReason.SOCKETS);
    }
    return answer;
  }

  private Answer answer(String address, int open) {
    if (open >= limits.sockets()) {
      return Answer.NODE_FULL;
    }
    AddressShare share = share(address);
    boolean isWithinRate = share.takeHandshake();
    return isWithinRate && !isFull(share) && !share.isFlooding()
        ? Answer.ADMITTED
        : Answer.ADDRESS_FULL;
  }

  /**
   * Counts a request for a long-poll session that is not there.
   *
   * @return false when its address has sent too many
   */
  boolean takeUnknownSession(String address) {
    boolean isWithinRate = share(address).takeUnknownSession();
    if (!isWithinRate) {
      RefusalCounters.count(RefusalReason.SOCKETS);
    }
    return isWithinRate;
  }

  private AddressShare share(String address) {
    return shares.computeIfAbsent(address, unknown -> newShare());
  }

  private boolean isFull(AddressShare share) {
    return limits.perAddress() > 0 && share.open() >= limits.perAddress();
  }

  /** A socket from this address opens. */
  AddressShare enter(String address) {
    return shares.compute(
        address,
        (key, share) -> {
          AddressShare entered = share == null ? newShare() : share;
          entered.opened();
          return entered;
        });
  }

  private AddressShare newShare() {
    return new AddressShare(limits.rates(), limits.work(), nanos);
  }

  /** Forgets addresses without sockets, once their rates are what they are for a new one. */
  void sweep() {
    long now = nanos.getAsLong();
    long kept =
        shares.size() > Budget.Sockets.ADDRESSES_REMEMBERED
            ? 0
            : Budget.Sockets.ADDRESS_REMEMBERED.toNanos();
    shares.forEach(
        (address, known) ->
            shares.computeIfPresent(
                address,
                (key, share) -> share.open() == 0 && now - share.usedAt() >= kept ? null : share));
  }

  /** How many addresses are known; for tests. */
  int addresses() {
    return shares.size();
  }
}
