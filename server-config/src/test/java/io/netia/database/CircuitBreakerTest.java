package io.netia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CircuitBreakerTest {

  private static final Connection CONNECTION =
      (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (self, method, arguments) -> {
                throw new AssertionError(method);
              });

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final CircuitBreaker breaker = new CircuitBreaker(nanos::get);

  @Test
  void after_a_connection_that_was_waited_for_in_vain_the_next_are_refused_at_once()
      throws SQLException {
    assertThatThrownBy(() -> breaker.attempt(() -> failedAfter(Duration.ofSeconds(2))))
        .hasMessage("no answer");
    assertThatThrownBy(() -> breaker.attempt(() -> failedAfter(Duration.ZERO)))
        .isInstanceOf(SQLTransientConnectionException.class);
    assertThat(breaker.validate(() -> answeredAfter(Duration.ZERO, true))).isFalse();
    assertThat(asked).hasValue(1);
  }

  @Test
  void after_a_validation_that_was_waited_for_in_vain_one_connection_may_be_opened()
      throws SQLException {
    assertThat(breaker.validate(() -> answeredAfter(Duration.ofSeconds(2), false))).isFalse();
    assertThat(breaker.validate(() -> answeredAfter(Duration.ZERO, true)))
        .as("what ended one has mostly ended all")
        .isFalse();
    assertThat(asked).hasValue(1);
    assertThatThrownBy(() -> breaker.attempt(() -> failedAfter(Duration.ZERO)))
        .hasMessage("no answer");
    assertThatThrownBy(() -> breaker.attempt(() -> failedAfter(Duration.ZERO)))
        .isInstanceOf(SQLTransientConnectionException.class);
  }

  @Test
  void one_connection_that_died_in_silence_keeps_nobody_from_the_database() throws SQLException {
    breaker.validate(() -> answeredAfter(Duration.ofSeconds(2), false));
    breaker.attempt(() -> CONNECTION);
    breaker.attempt(() -> CONNECTION);
    assertThatThrownBy(() -> breaker.attempt(() -> failedAfter(Duration.ZERO)))
        .hasMessage("no answer");
  }

  @Test
  void what_fails_soon_is_tried_again_at_once() throws SQLException {
    assertThat(breaker.validate(() -> answeredAfter(Duration.ZERO, false))).isFalse();
    assertThatThrownBy(() -> breaker.attempt(() -> failedAfter(Duration.ZERO)))
        .hasMessage("no answer");
    assertThat(breaker.validate(() -> answeredAfter(Duration.ZERO, true))).isTrue();
    assertThat(asked).hasValue(3);
  }

  @Test
  void a_moment_later_the_database_is_asked_again() throws SQLException {
    breaker.validate(() -> answeredAfter(Duration.ofSeconds(2), false));
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(breaker.validate(() -> answeredAfter(Duration.ZERO, true))).isTrue();
  }

  private Connection failedAfter(Duration time) throws SQLException {
    answeredAfter(time, false);
    throw new SQLException("no answer");
  }

  private boolean answeredAfter(Duration time, boolean isAlive) {
    asked.incrementAndGet();
    nanos.addAndGet(time.toNanos());
    return isAlive;
  }
}
