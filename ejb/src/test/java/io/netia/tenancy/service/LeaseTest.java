package io.netia.tenancy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LeaseTest {

  @Test
  void a_pool_that_is_being_renewed_is_a_database_that_is_away_for_a_moment() {
    PGSimpleDataSource renewed =
        new PGSimpleDataSource() {
          private static final long serialVersionUID = 1L;

          @Override
          public Connection getConnection() {
            throw new IllegalStateException("Task already scheduled or cancelled");
          }
        };

    assertThatThrownBy(() -> Lease.of(renewed))
        .isInstanceOfSatisfying(
            SQLTransientConnectionException.class,
            failed -> assertThat(new DatabaseFailure(failed).isUnavailable()).isTrue());
    assertThat(Lease.waiting()).isZero();
  }
}
