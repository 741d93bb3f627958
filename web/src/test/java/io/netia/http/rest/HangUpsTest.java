package io.netia.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.EOFException;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HangUpsTest {

  static Stream<Exception> hangUps() {
    return Stream.of(
        new IOException("Connection is closed", new EOFException()),
        new IOException("Connection reset by peer"),
        new IOException("Broken pipe"),
        new ServletException(new IllegalStateException(new IOException("Connection closed"))));
  }

  static Stream<Exception> others() {
    return Stream.of(
        new IOException("No space left on device"),
        new IOException(),
        new ServletException("wrong"),
        new ServletException(new IllegalStateException("Connection is closed")));
  }

  @ParameterizedTest
  @MethodSource("hangUps")
  void a_client_that_hangs_up_is_no_failure_of_ours(Exception thrown) {
    assertThat(HangUps.isHangUp(thrown)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("others")
  void another_failure_stays_one(Exception thrown) {
    assertThat(HangUps.isHangUp(thrown)).isFalse();
  }
}
