package io.netia.tenancy.service;

import java.util.Map;

/** How the pool of serving connections is used at this moment, for monitoring. */
public final class PoolUse {

  private PoolUse() {}

  /**
   * {@code in_use}: connections that serve something; {@code waiting}: threads that wait for one.
   */
  public static Map<String, Long> now() {
    return Map.of("in_use", Lease.inUse(), "waiting", Lease.waiting());
  }
}
