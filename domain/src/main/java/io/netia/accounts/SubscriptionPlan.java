package io.netia.accounts;

import java.util.Locale;

/** What an account has subscribed to. */
public enum SubscriptionPlan {
  STARTER(2),
  LITE(4),
  TEAM(Integer.MAX_VALUE);

  /** Plans of the European edition begin with it, and are the same otherwise. */
  private static final String EUROPEAN = "eu-";

  private final int seats;

  SubscriptionPlan(int seats) {
    this.seats = seats;
  }

  /** Reads the name in the database and on the wire; an unknown plan is not limited. */
  public static SubscriptionPlan of(String name) {
    String plan = name.startsWith(EUROPEAN) ? name.substring(EUROPEAN.length()) : name;
    return switch (plan) {
      case "starter" -> STARTER;
      case "lite" -> LITE;
      default -> TEAM;
    };
  }

  /** The name in the database and on the wire, of the edition that is not European. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many active users it allows; {@link Integer#MAX_VALUE} when they are not limited. */
  public int seats() {
    return seats;
  }

  /** Whether one more may join those that are active. */
  public boolean hasFreeSeat(long activeUsers) {
    return activeUsers < seats;
  }

  /** Whether it is more than what everybody begins with. */
  public boolean isUpgraded() {
    return this != STARTER;
  }
}
