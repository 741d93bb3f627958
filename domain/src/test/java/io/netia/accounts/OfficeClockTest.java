package io.netia.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OfficeClockTest {

  private static final Instant FRIDAY_NOON = Instant.parse("2021-02-05T12:00:30Z");
  private static final Instant SUNDAY_NOON = Instant.parse("2021-02-07T12:00:00Z");
  private static final WorkingHours OFFICE_HOURS = new WorkingHours("weekdays", 9 * 60, 17 * 60);

  @Test
  void an_office_without_working_hours_is_never_closed() {
    assertThat(new OfficeClock(null, List.of(OFFICE_HOURS)).isOutside(SUNDAY_NOON)).isFalse();
    assertThat(new OfficeClock("Nowhere/Land", List.of(OFFICE_HOURS)).isOutside(SUNDAY_NOON))
        .isFalse();
    assertThat(new OfficeClock("UTC", List.of()).isOutside(SUNDAY_NOON)).isFalse();
  }

  @Test
  void the_first_hours_about_today_decide_and_both_ends_are_open() {
    OfficeClock clock =
        new OfficeClock("UTC", List.of(new WorkingHours("friday", 12 * 60, 12 * 60), OFFICE_HOURS));
    assertThat(clock.isOutside(FRIDAY_NOON)).isFalse();
    assertThat(clock.isOutside(FRIDAY_NOON.plusSeconds(60))).isTrue();
  }

  @Test
  void a_day_without_hours_is_closed() {
    assertThat(new OfficeClock("UTC", List.of(OFFICE_HOURS)).isOutside(SUNDAY_NOON)).isTrue();
  }

  @Test
  void time_is_that_of_the_office() {
    assertThat(new OfficeClock("Europe/Berlin", List.of()).minutesSinceMidnight(FRIDAY_NOON))
        .hasValue(780.5);
    assertThat(new OfficeClock("Pacific/Auckland", List.of(OFFICE_HOURS)).isOutside(FRIDAY_NOON))
        .isTrue();
  }

  @Test
  void hours_must_lie_within_a_day() {
    assertThat(new WorkingHours("everyday", 0, 1440).meansSomething()).isTrue();
    assertThat(new WorkingHours("someday", 0, 1440).meansSomething()).isFalse();
    assertThat(new WorkingHours("monday", -1, 1440).meansSomething()).isFalse();
    assertThat(new WorkingHours("monday", 0, 1441).meansSomething()).isFalse();
  }
}
