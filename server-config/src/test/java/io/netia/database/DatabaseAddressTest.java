package io.netia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"ecto", "postgres", "postgresql"})
  void every_scheme_means_the_same(String scheme) {
    assertThat(parse(scheme + "://anna:s%40fe+1@db.example:5433/netia", false))
        .isEqualTo(
            new DatabaseAddress("jdbc:postgresql://db.example:5433/netia", "anna", "s@fe+1"));
  }

  @Test
  void a_jdbc_url_stays_as_it_is() {
    assertThat(parse("jdbc:postgresql://db/netia?user=anna&password=x", false))
        .isEqualTo(new DatabaseAddress("jdbc:postgresql://db/netia?user=anna&password=x", "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?ssl=true", "?ssl=1", "?ssl", "?ssl=TRUE"})
  void ssl_in_a_jdbc_url_means_what_it_means_to_the_driver(String query) {
    assertThat(parse("jdbc:postgresql://db/netia" + query, false).jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/netia?sslmode=verify-full");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db/netia, sslmode=verify-full&sslrootcert=/etc/ca.pem, sslrootcert=/etc/ca.pem&sslmode=verify-full",
    "postgres://a:b@db/netia, sslmode=verify-full&sslrootcert=/etc/ca.pem, sslrootcert=/etc/ca.pem&sslmode=verify-full",
    "postgres://a:b@db/netia, sslmode=VERIFY%2DCA, sslmode=verify-ca",
    "postgres://a:b@db/netia, ssl=YES, sslmode=require",
    "postgres://a:b@db/netia, ssl=true&sslmode=disable, sslmode=require",
    "postgres://a:b@db/netia, sslmode=disable&sslmode=verify-full, sslmode=verify-full",
    "postgres://a:b@db/netia, ssl=true&sslrootcert=/etc/ca.pem, sslrootcert=/etc/ca.pem&sslmode=verify-full",
    "postgres://a:b@db/netia, sslmode=require&sslrootcert=/etc/ca.pem, sslrootcert=/etc/ca.pem&sslmode=verify-ca",
    "jdbc:postgresql://db/netia, ssl=false, ''",
  })
  void what_the_address_sets_for_tls_is_never_weakened(String address, String query, String given) {
    assertThat(parse(address + "?" + query, false).jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/netia" + (given.isEmpty() ? "" : "?" + given));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssl=maybe", "sslmode=on", "sslmode=", "sslmode=verify_full"})
  void an_unknown_word_for_tls_is_refused(String query) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("postgres://a:secret@db/netia?" + query, false))
        .withMessageContaining("DATABASE_URL")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://a:b@db/netia?sslmode=verify-full, true",
    "jdbc:postgresql://db/netia?ssl=true, true",
    "postgres://a:b@127.0.0.1/netia, true",
    "postgres://a:b@localhost:5433/netia, true",
    "postgres://a:b@db/netia, false",
    "postgres://a:b@db/netia?ssl=true, false",
    "postgres://a:b@localhost.example.com/netia, false",
    "jdbc:postgresql://db/netia?ssl=true&sslfactory=org.postgresql.ssl.NonValidatingFactory, false",
  })
  void who_does_not_verify_the_database_can_be_warned(String url, boolean isVerified) {
    assertThat(parse(url, false).isVerified()).isEqualTo(isVerified);
  }

  @Test
  void a_host_may_have_an_underscore_and_standbys() {
    assertThat(parse("postgres://a:b@netia_db:5433,standby/netia", false).jdbcUrl())
        .isEqualTo("jdbc:postgresql://netia_db:5433,standby/netia");
  }

  @Test
  void ssl_in_the_address_asks_for_encryption() {
    assertThat(parse("ecto://a:b@db/netia?ssl=true&pool_size=10", false).jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/netia?pool_size=10&sslmode=require");
  }

  @Test
  void required_encryption_cannot_be_weakened_by_the_address() {
    assertThat(parse("postgres://a:b@db/netia?sslmode=prefer&ssl=false", true).jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/netia?sslmode=require");
  }

  @Test
  void required_encryption_keeps_a_stronger_mode() {
    assertThat(parse("jdbc:postgresql://db/netia?sslmode=verify-full", true).jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/netia?sslmode=verify-full");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://a:secret@db/netia",
        "postgres://db/netia",
        "postgres://a:secret@db",
        "nonsense",
        "postgres://a:sec ret@db/netia"
      })
  void what_is_no_address_is_refused_by_name_and_without_its_password(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse(url, false))
        .withMessageStartingWith("DATABASE_URL ")
        .withMessageNotContaining("sec");
  }

  private static DatabaseAddress parse(String url, boolean requireTls) {
    return DatabaseAddress.parse("DATABASE_URL", url, requireTls);
  }
}
