package io.netia.feed.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FeedLagTest {

  private long now;
  private final FeedLag lag = new FeedLag(() -> now);

  @Test
  void nothing_is_behind_while_no_transaction_stays_open() {
    pass(60);
    lag.looked(100, 100);

    assertThat(lag.seconds()).isZero();
  }

  @Test
  void an_open_transaction_holds_back_everything_since_it_began() {
    lag.looked(100, 100);
    for (int second = 0; second < 30; second += 2) {
      pass(2);
      lag.looked(100, 101 + second);
    }

    assertThat(lag.seconds()).isEqualTo(30);
  }

  @Test
  void its_end_brings_the_feed_up_to_date() {
    lag.looked(100, 100);
    pass(10);
    lag.looked(100, 150);
    pass(2);
    lag.looked(160, 160);

    assertThat(lag.seconds()).isZero();
  }

  @Test
  void a_database_that_does_not_answer_lets_it_grow() {
    lag.looked(100, 100);
    pass(40);

    assertThat(lag.seconds()).isEqualTo(40);
  }

  private void pass(int seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }
}
