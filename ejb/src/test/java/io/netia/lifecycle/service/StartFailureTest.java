package io.netia.lifecycle.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StartFailureTest {

  @ParameterizedTest
  @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300"})
  void a_database_that_is_away_starting_or_full_is_waited_for(String state) {
    assertThat(failure(new SQLException("not now", state)).isPassing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"28P01", "28000", "3D000", "42501", "08004"})
  void what_a_person_has_to_mend_is_not(String state) {
    assertThat(failure(new SQLException("wrong password", state)).isPassing()).isFalse();
  }

  @Test
  void neither_is_a_certificate_that_is_not_accepted() {
    SSLHandshakeException handshake = new SSLHandshakeException("PKIX");
    handshake.initCause(new CertificateException("unable to find valid certification path"));

    StartFailure failure = failure(new SQLException("SSL error", "08006", handshake));

    assertThat(failure.isPassing()).isFalse();
    assertThat(failure.sentence())
        .isEqualTo(
            "The database's certificate is not accepted: unable to find valid certification path");
  }

  @Test
  void the_sentence_is_one_line_of_the_deepest_cause() {
    assertThat(failure(new SQLException("no password\n  Position: 1", "28P01")).sentence())
        .isEqualTo("no password");
  }

  private static StartFailure failure(SQLException cause) {
    return new StartFailure(
        new IllegalStateException(
            "Migration failed", new SQLException("Error in allocating a connection", cause)));
  }
}
