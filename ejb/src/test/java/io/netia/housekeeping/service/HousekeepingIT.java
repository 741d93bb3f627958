package io.netia.housekeeping.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.actors.Agent;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.testing.TestServer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HousekeepingIT {

  private final TestServer server = new TestServer();
  private final Agent agent = server.newAccount();

  private void told() {
    server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .update(
                    agent.accountId(),
                    "insert into feed (account_id, event, conversation_id, inserted_at) values (?, 'conversation:created', ?, ?)",
                    agent.accountId(),
                    UUID.randomUUID(),
                    server.now()));
  }

  private long rows() {
    return server.tx(
        () ->
            server
                .bean(TenantDatabase.class)
                .first(agent.accountId(), "select count(*) from feed", row -> row.count("count"))
                .orElseThrow());
  }

  @Test
  void feed_rows_go_after_seven_days_and_not_before() {
    told();
    server.pass(Duration.ofDays(6));
    told();
    server.pass(Duration.ofDays(1).plusSeconds(1));

    server.tx(
        () -> {
          server.bean(Housekeeping.class).removeAged();
          return null;
        });

    assertThat(rows()).isEqualTo(1);
  }
}
