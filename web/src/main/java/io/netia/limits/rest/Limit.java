package io.netia.limits.rest;

import io.netia.configuration.Setting;
import io.netia.limits.Budget;

/**
 * A named limit: so many a minute for each key, with bursts of as many unless it says less. Set
 * another number with the setting {@code NETIA_LIMIT_<name>}, such as {@code NETIA_LIMIT_IDENTIFY};
 * 0 switches the limit off.
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
  DESCRIPTION(1_200),
  /**
   * All requests to the API from one address without a valid token, a twelfth of it at once: a page
   * with the widget makes about six, and hundreds of visitors may sit behind one address.
   */
  ANONYMOUS(12_000, 12),
  /** Bodies from one address that are too large, and are read so that their sender sees it. */
  DISCARDED(Budget.Bodies.DISCARDED_PER_MINUTE);

  private final int perMinute;
  private final int burstPart;

  Limit(int perMinute) {
    this(perMinute, 1);
  }

  Limit(int perMinute, int burstPart) {
    this.perMinute = perMinute;
    this.burstPart = burstPart;
  }

  /** How many may come at once when so many may come in a minute. */
  int burst(int most) {
    return Math.max(1, most / burstPart);
  }

  int perMinute() {
    return perMinute;
  }

  Setting<Integer> setting() {
    return Setting.number("NETIA_LIMIT_" + name(), perMinute, 0, 1_000_000);
  }
}
