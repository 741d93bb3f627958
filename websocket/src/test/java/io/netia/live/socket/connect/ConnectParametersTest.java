package io.netia.live.socket.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectParametersTest {

  @ParameterizedTest
  @CsvSource({
    "vsn=2.0.0, 2.0.0",
    "&vsn=2.0.0, 2.0.0",
    "inbox_id=undefined&account_id=1&vsn=1.0.0, 1.0.0",
    "a[b]=c&a%5Bb%5D=c&vsn=2.0.0, 2.0.0",
    "%&=&==&%zz=1&vsn=2.0.0, 2.0.0",
    "vsn=%zz, %zz"
  })
  void odd_parameters_are_passed_over(String query, String vsn) {
    assertThat(ConnectParameters.of(query, null)).isEqualTo(new ConnectParameters(vsn, null));
  }

  @Test
  void no_query_is_an_anonymous_client_of_the_first_version() {
    assertThat(ConnectParameters.of(null, null)).isEqualTo(new ConnectParameters(null, null));
  }

  @ParameterizedTest
  @CsvSource({
    "token=abc, abc",
    "token=Bearer%20abc, abc",
    "token=bearer+abc, abc",
    "token=a%2Eb, a.b"
  })
  void the_token_comes_with_or_without_its_scheme(String query, String token) {
    assertThat(ConnectParameters.of(query, null).token()).isEqualTo(token);
  }

  @Test
  void an_empty_token_is_a_token() {
    assertThat(ConnectParameters.of("token=&vsn=2.0.0", null).token()).isEmpty();
    assertThat(ConnectParameters.of("token", null).token()).isEmpty();
  }

  @Test
  void newer_clients_hide_the_token_among_the_subprotocols() {
    assertThat(ConnectParameters.of("vsn=2.0.0", "phoenix, base64url.bearer.phx.YS5iLmM").token())
        .isEqualTo("a.b.c");
    assertThat(ConnectParameters.of("vsn=2.0.0", "phoenix").token()).isNull();
    assertThat(ConnectParameters.of("vsn=2.0.0", "phoenix,base64url.bearer.phx.%%").token())
        .isEmpty();
  }
}
