package io.netia.retention.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.limits.Budget;
import io.netia.security.Agent;
import io.netia.tenancy.service.DatabaseFailure;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RetentionIT {

  private final TestServer server = new TestServer();
  private final TenantDatabase database = server.bean(TenantDatabase.class);
  private final Agent agent = server.newAccount();

  private void addEvents(int events, String age) {
    server.tx(
        () ->
            database.update(
                agent.accountId(),
                "insert into feed (account_id, event, conversation_id, inserted_at)"
                    + " select ?, 'conversation:created', gen_random_uuid(), now() - ?::interval from generate_series(1, ?)",
                agent.accountId(),
                age,
                events));
  }

  private long rows(String table) {
    return server.tx(
        () ->
            database
                .first(
                    agent.accountId(), "select count(*) from " + table, row -> row.count("count"))
                .orElseThrow());
  }

  private void removeAged() {
    server.bean(Retention.class).removeAged();
  }

  @Test
  void feed_rows_go_after_seven_days_and_not_before() {
    addEvents(1, "6 days 23 hours");
    addEvents(1, "7 days 1 second");

    removeAged();

    assertThat(rows("feed")).isEqualTo(1);
  }

  @Test
  void more_than_one_transaction_removes_go_in_several() {
    addEvents(Budget.Database.REMOVED_AT_ONCE + 1, "8 days");

    int before = server.roundTripsOf(this::removeAged);

    assertThat(rows("feed")).isZero();
    assertThat(before).isGreaterThanOrEqualTo(3);
  }

  @Test
  void keys_go_after_two_days_and_sessions_a_day_after_their_end() {
    server.tx(
        () ->
            database.update(
                agent.accountId(),
                "insert into idempotency_keys (account_id, scope, key, resource_id, inserted_at)"
                    + " select ?, 'test', age, gen_random_uuid(), now() - age::interval from unnest(?) as age",
                agent.accountId(),
                new String[] {"47 hours", "49 hours"}));
    server.tx(
        () ->
            database.update(
                agent.accountId(),
                "insert into sessions (id, account_id, user_id, renew_token_hash, expires_at)"
                    + " select gen_random_uuid(), ?, ?, md5(random()::text), now() - age::interval from unnest(?) as age",
                agent.accountId(),
                agent.userId(),
                new String[] {"23 hours", "25 hours"}));

    removeAged();

    assertThat(rows("idempotency_keys")).isEqualTo(1);
    assertThat(rows("sessions")).isEqualTo(2);
  }

  @Test
  void who_serves_chooses_no_age() {
    assertThatThrownBy(
            () ->
                database.lookUp(
                    "select remove_aged(now(), now(), now()) as removed",
                    row -> row.count("removed")))
        .isInstanceOf(DatabaseFailure.class)
        .hasMessageContaining("does not exist");
  }
}
