package io.netia.connections.rest;

import java.util.concurrent.atomic.AtomicLong;

/** The memory of all answers that wait to be read by their clients. */
final class Unsent {

  private static final int SHARE_OF_ONE = 4;

  private final long most;
  private final AtomicLong all = new AtomicLong();

  /**
   * Nothing waits yet.
   *
   * @param most bytes
   */
  Unsent(long most) {
    this.most = most;
  }

  void add(AddressUse address, long bytes) {
    all.addAndGet(bytes);
    address.unsent().addAndGet(bytes);
  }

  void remove(AddressUse address, long bytes) {
    all.addAndGet(-bytes);
    address.unsent().addAndGet(-bytes);
  }

  /** Whether no further answer should be made. */
  boolean isFull() {
    return all.get() > most;
  }

  /** Whether one address has more than its share. */
  boolean isFullFor(AddressUse address) {
    return address.unsent().get() > most / SHARE_OF_ONE;
  }

  /** Bytes that have to go, once three quarters are taken: down to a half. */
  long excess() {
    long taken = all.get();
    return taken > most / 4 * 3 ? taken - most / 2 : 0;
  }
}
