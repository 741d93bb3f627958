package io.netia.tenancy.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OutageTest {

  private long now = -5;
  private final Outage outage = new Outage(() -> now);

  @Test
  void a_cause_has_a_line_when_it_begins_and_each_minute_with_the_number_of_failures() {
    assertThat(outage.happened("timeout")).hasValue(1);
    for (int i = 0; i < 500; i++) {
      assertThat(outage.happened("timeout")).isEmpty();
    }
    now += Duration.ofSeconds(60).toNanos();
    assertThat(outage.happened("timeout")).hasValue(501);
    assertThat(outage.happened("timeout")).isEmpty();
  }

  @Test
  void causes_are_distinguished() {
    assertThat(outage.happened("timeout")).hasValue(1);
    assertThat(outage.happened("refused")).hasValue(1);
  }
}
