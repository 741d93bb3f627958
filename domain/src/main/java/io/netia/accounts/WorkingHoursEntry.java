package io.netia.accounts;

import jakarta.validation.constraints.AssertTrue;
import org.jspecify.annotations.Nullable;

/** Working hours as they are sent. What is missing makes them invalid. */
public record WorkingHoursEntry(
    @Nullable String day, @Nullable Integer startMinute, @Nullable Integer endMinute) {

  private static final int MISSING = -1;

  /** Whether they are of a day and within it. */
  @AssertTrue(message = "is invalid")
  public boolean isMeaningful() {
    return hours().meansSomething();
  }

  WorkingHours hours() {
    return new WorkingHours(
        day == null ? "" : day,
        startMinute == null ? MISSING : startMinute,
        endMinute == null ? MISSING : endMinute);
  }
}
