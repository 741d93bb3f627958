package io.netia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
