package io.netia.accounts;

import java.util.List;

/**
 * When the office is open in the course of a week.
 *
 * @param hours of some days; of two that are about the same day the first one counts
 */
public record WorkingWeek(List<WorkingHours> hours) {

  /** How many hours there may be. */
  public static final int HOURS_MAX = 50;

  /** Without any hours: the office is never closed. */
  public static final WorkingWeek ALWAYS = new WorkingWeek(List.of());

  /** Takes a copy. */
  public WorkingWeek {
    hours = List.copyOf(hours);
  }
}
