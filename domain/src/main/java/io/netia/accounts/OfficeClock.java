package io.netia.accounts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What time it is where an account's office is, and whether it is open. */
public record OfficeClock(@Nullable String timeZone, List<WorkingHours> hours) {

  private static final double SECONDS_PER_MINUTE = 60.0;

  /** Whether a name is one of a time zone. */
  public static boolean isTimeZone(String name) {
    try {
      ZoneId.of(name);
      return true;
    } catch (DateTimeException unknown) {
      return false;
    }
  }

  private Optional<ZonedDateTime> local(Instant now) {
    return timeZone == null || !isTimeZone(timeZone)
        ? Optional.empty()
        : Optional.of(now.atZone(ZoneId.of(timeZone)));
  }

  /** Minutes since midnight, with fractions; empty without a time zone. */
  public Optional<Double> minutesSinceMidnight(Instant now) {
    return local(now).map(time -> time.toLocalTime().toSecondOfDay() / SECONDS_PER_MINUTE);
  }

  /**
   * Whether the office is closed: the first hours that are about today decide, and a day without
   * any is closed. An office without opening hours is never closed.
   */
  public boolean isOutside(Instant now) {
    Optional<ZonedDateTime> local = local(now);
    if (local.isEmpty() || hours.isEmpty()) {
      return false;
    }
    int minute = local.get().getHour() * 60 + local.get().getMinute();
    return hours.stream()
        .filter(entry -> entry.covers(local.get().getDayOfWeek()))
        .findFirst()
        .map(entry -> minute < entry.startMinute() || minute > entry.endMinute())
        .orElse(true);
  }
}
