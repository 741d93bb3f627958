package io.netia.bodies.rest;

import java.util.HashMap;
import java.util.Map;

/** What each address has in bodies that are being served, in bytes. */
final class ParsedShares {

  private final long most;
  private final Map<String, Long> held = new HashMap<>();

  /**
   * Nobody has anything.
   *
   * @param most what one address may have; a single body may be larger
   */
  ParsedShares(long most) {
    this.most = most;
  }

  /** Takes bytes for an address; answers whether it may have them. */
  synchronized boolean take(String address, long bytes) {
    long before = held.getOrDefault(address, 0L);
    if (before > 0 && before + bytes > most) {
      return false;
    }
    held.put(address, before + bytes);
    return true;
  }

  /** Gives them back. */
  synchronized void giveBack(String address, long bytes) {
    held.computeIfPresent(address, (same, now) -> now > bytes ? now - bytes : null);
  }
}
