package io.netia.accounts;

import java.time.DayOfWeek;
import java.util.Locale;
import java.util.Set;

/**
 * When the office is open on some days.
 *
 * @param day one day of the week in lower case, or {@code everyday}, {@code weekdays}, {@code
 *     weekends}
 * @param startMinute minutes since midnight, the first one open
 * @param endMinute minutes since midnight, the last one open
 */
public record WorkingHours(String day, int startMinute, int endMinute) {

  /** The words that name days. */
  public static final Set<String> DAYS =
      Set.of(
          "everyday",
          "weekdays",
          "weekends",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday");

  private static final int DAY_END = 24 * 60;

  /** Whether the values mean something. */
  public boolean meansSomething() {
    return DAYS.contains(day)
        && startMinute >= 0
        && startMinute <= DAY_END
        && endMinute >= 0
        && endMinute <= DAY_END;
  }

  /** Whether these hours are about a day. */
  boolean covers(DayOfWeek today) {
    boolean weekend = today == DayOfWeek.SATURDAY || today == DayOfWeek.SUNDAY;
    return switch (day) {
      case "everyday" -> true;
      case "weekdays" -> !weekend;
      case "weekends" -> weekend;
      default -> today.name().toLowerCase(Locale.ROOT).equals(day);
    };
  }
}
