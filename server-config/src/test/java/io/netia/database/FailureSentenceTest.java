package io.netia.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.configuration.InvalidSettingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.crypto.AEADBadTagException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FailureSentenceTest {

  @Test
  void a_host_that_nobody_knows_is_named() {
    assertThat(behind("The connection attempt failed.", new UnknownHostException("db.invalid")))
        .isEqualTo("There is no host db.invalid, or nobody here knows its address");
  }

  @Test
  void a_wrong_setting_is_reported_in_its_own_words_whatever_showed_it() {
    assertThat(
            FailureSentence.of(
                new IllegalStateException(
                    "not started",
                    new InvalidSettingException(
                        "SECRET_KEY_BASE is another.", new AEADBadTagException("Tag mismatch!")))))
        .isEqualTo("SECRET_KEY_BASE is another.");
  }

  @Test
  void a_refused_connection_is_reported_with_its_address_and_not_twice() {
    String driver = "Connection to db:5433 refused. Check that the hostname and port are correct.";

    assertThat(behind(driver, new ConnectException("Connection refused"))).isEqualTo(driver);
    assertThat(behind(driver, new NoRouteToHostException("No route to host")))
        .isEqualTo(driver + " No route to host");
  }

  @Test
  void what_the_driver_leaves_out_follows_its_words() {
    assertThat(
            behind(
                "The connection attempt failed.", new SocketTimeoutException("Connect timed out")))
        .isEqualTo("The connection attempt failed. Connect timed out");
  }

  @Test
  void a_certificate_that_is_not_accepted_is_called_that() {
    SSLHandshakeException handshake = new SSLHandshakeException("PKIX");
    handshake.initCause(new CertificateException("unable to find valid certification path"));

    assertThat(behind("SSL error: PKIX", handshake))
        .isEqualTo(
            "The database's certificate is not accepted: unable to find valid certification path");
  }

  @Test
  void of_an_error_of_the_database_the_first_line_is_enough() {
    assertThat(FailureSentence.of(wrapped(new SQLException("no password\n  Position: 1", "28P01"))))
        .isEqualTo("no password");
  }

  @Test
  void the_sentence_of_a_setting_stays_as_it_is() {
    Exception wrong = new InvalidSettingException("DATABASE_URL is not set.");
    SQLException thrown = new SQLException(wrong.getMessage(), wrong);

    assertThat(FailureSentence.asAnswer(thrown)).isEqualTo("DATABASE_URL is not set.");
    assertThat(FailureSentence.asAnswer(new SQLException("no password")))
        .isEqualTo("The database cannot be used: no password");
  }

  private static String behind(String driver, Exception cause) {
    return FailureSentence.of(wrapped(new SQLException(driver, "08001", cause)));
  }

  private static Exception wrapped(SQLException cause) {
    return new IllegalStateException(
        "Migration failed", new SQLException("Error in allocating a connection", cause));
  }
}
