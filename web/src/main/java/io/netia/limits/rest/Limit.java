package io.netia.limits.rest;

import io.netia.configuration.KnownSettings;
import io.netia.configuration.Setting;

/**
 * A named limit: so many a minute for each key, with bursts of as many unless it sets fewer; 0
 * switches it off.
 */
public enum Limit {
  /** Sign-ins and renewals from one address. */
  LOGIN_ADDRESS(KnownSettings.LIMIT_LOGIN_ADDRESS),
  /** Registrations from one address; each costs a slow hash. */
  REGISTRATION(KnownSettings.LIMIT_REGISTRATION),
  /** Guesses at external ids from one address. */
  IDENTIFY(KnownSettings.LIMIT_IDENTIFY),
  /** New customers from one address; a whole office may sit behind it. */
  CUSTOMER(KnownSettings.LIMIT_CUSTOMER),
  /** New conversations of visitors from one address. */
  CONVERSATION(KnownSettings.LIMIT_CONVERSATION),
  /** Descriptions of visitors and of pages; each is an event for the whole team. */
  DESCRIPTION(KnownSettings.LIMIT_DESCRIPTION),
  /**
   * All requests to the API from one address without a valid token, a twelfth of it at once: a page
   * with the widget makes about six, and hundreds of visitors may sit behind one address.
   */
  ANONYMOUS(KnownSettings.LIMIT_ANONYMOUS, 12),
  /**
   * Pages and files for one address, a twelfth of it at once: a page with the widget loads about
   * four, and its browser keeps them.
   */
  PAGE(KnownSettings.LIMIT_PAGE, 12),
  /**
   * What one address gets of answers with messages, a quarter of it at once; each counts by its
   * size ({@link LargeResponses}).
   */
  LARGE_ANSWERS(KnownSettings.LIMIT_ANSWERS, 4),
  /** Bodies from one address that are too large, and are read so that their sender sees it. */
  DISCARDED(KnownSettings.LIMIT_DISCARDED);

  @SuppressWarnings("ImmutableEnumChecker") // its function keeps no state
  private final Setting<Integer> setting;

  private final int burstPart;

  Limit(Setting<Integer> setting) {
    this(setting, 1);
  }

  Limit(Setting<Integer> setting, int burstPart) {
    this.setting = setting;
    this.burstPart = burstPart;
  }

  /** How many may come at once when so many may come in a minute. */
  int burst(int most) {
    return Math.max(1, most / burstPart);
  }

  int perMinute() {
    return setting.otherwise();
  }

  Setting<Integer> setting() {
    return setting;
  }
}
