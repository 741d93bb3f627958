package io.netia.tenancy.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DatabaseFailureTest {

  @ParameterizedTest
  @CsvSource({
    "08006,true",
    "53300,true",
    "57P01,true",
    "57014,true",
    "55P03,true",
    "40P01,true",
    "23505,false",
    "42601,false"
  })
  void what_passes_is_distinguished_from_what_does_not(String sqlState, boolean passes) {
    DatabaseFailure failure = new DatabaseFailure(new SQLException("failed", sqlState));
    assertThat(failure.isUnavailable()).isEqualTo(passes);
    assertThat(DatabaseFailure.isAwayBehind(new IllegalStateException(failure))).isEqualTo(passes);
  }
}
