package io.netia.limits.rest;

import io.netia.configuration.Setting;

/**
 * A named limit: so many a minute for each key, with bursts of as many. Set another number with the
 * setting {@code NETIA_LIMIT_<name>}, such as {@code NETIA_LIMIT_IDENTIFY}; 0 switches the limit
 * off.
 */
public enum Limit {
  /** Sign-ins and renewals from one address. */
  LOGIN_ADDRESS(300),
  /** Registrations from one address; each costs a slow hash. */
  REGISTRATION(300),
  /** Guesses at external ids from one address. */
  IDENTIFY(600),
  /** New customers from one address; a whole office may sit behind it. */
  CUSTOMER(6_000),
  /** New conversations of visitors from one address. */
  CONVERSATION(6_000),
  /** What pages tell of their visitors and of themselves; each is news to the whole team. */
  DESCRIPTION(1_200);

  private final int perMinute;

  Limit(int perMinute) {
    this.perMinute = perMinute;
  }

  int perMinute() {
    return perMinute;
  }

  Setting<Integer> setting() {
    return Setting.number("NETIA_LIMIT_" + name(), perMinute, 0, 1_000_000);
  }
}
