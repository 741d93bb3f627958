package io.netia.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalCountersTest {

  @Test
  void aRefusalIsCountedUnderItsReasonAndNoOther() {
    long rate = RefusalCounters.of(RefusalReason.RATE);
    long field = RefusalCounters.of(RefusalReason.FIELD);
    RefusalCounters.count(RefusalReason.RATE);
    assertThat(RefusalCounters.of(RefusalReason.RATE)).isEqualTo(rate + 1);
    assertThat(RefusalCounters.of(RefusalReason.FIELD)).isEqualTo(field);
  }

  @Test
  void aReasonThatNeverOccurredIsListedToo() {
    assertThat(RefusalCounters.all()).containsOnlyKeys(RefusalReason.values());
  }
}
