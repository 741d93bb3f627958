package io.netia.tenancy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.live.service.Live;
import io.netia.live.service.LiveEvent;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TransactionsIT {

  private static final LiveEvent NEWS = LiveEvent.of("room:1", "news", "{}");

  private final TestServer server = new TestServer();
  private final Transactions transactions = server.bean(Transactions.class);
  private final TenantDatabase database = server.bean(TenantDatabase.class);
  private final Live live = server.bean(Live.class);
  private UUID account;

  @BeforeEach
  void open_an_account() {
    account = server.newAccount().accountId();
    server.published();
  }

  private UUID addCustomer() {
    UUID id = UUID.randomUUID();
    database.update(account, "insert into customers (id, account_id) values (?, ?)", id, account);
    live.announce(NEWS);
    return id;
  }

  private boolean exists(UUID customer) {
    return transactions.call(
        () ->
            database
                .first(account, "select 1 from customers where id = ?", row -> true, customer)
                .isPresent());
  }

  @Test
  void work_that_returns_is_committed_and_then_announced() {
    UUID customer =
        transactions.call(
            () -> {
              UUID added = addCustomer();
              assertThat(server.published()).isEmpty();
              return added;
            });

    assertThat(exists(customer)).isTrue();
    assertThat(server.published()).containsExactly(NEWS);
  }

  @Test
  void work_that_throws_never_happened() {
    UUID[] added = new UUID[1];

    assertThatThrownBy(
            () ->
                transactions.call(
                    () -> {
                      added[0] = addCustomer();
                      throw new IllegalArgumentException("broken off");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(exists(added[0])).isFalse();
    assertThat(server.published()).isEmpty();
    assertThat(transactions.isActive()).isFalse();
  }

  @Test
  void a_statement_that_fails_takes_the_whole_transaction_with_it() {
    UUID[] added = new UUID[1];

    assertThatThrownBy(
            () ->
                transactions.call(
                    () -> {
                      added[0] = addCustomer();
                      return database.update(account, "select 1 / 0");
                    }))
        .isInstanceOf(DatabaseFailure.class);

    assertThat(exists(added[0])).isFalse();
    assertThat(server.published()).isEmpty();
  }

  @Test
  void a_commit_that_the_database_does_not_confirm_lets_its_audience_read_again() {
    assertThatThrownBy(
            () ->
                transactions.call(
                    () -> {
                      UUID added = addCustomer();
                      TestDatabase.terminate(
                          database
                              .first(
                                  account,
                                  "select pg_backend_pid() as pid",
                                  row -> row.integer("pid"))
                              .orElseThrow());
                      return added;
                    }))
        .isInstanceOfSatisfying(
            DatabaseFailure.class, failed -> assertThat(failed.isInDoubt()).isTrue());

    assertThat(server.published()).containsExactly(LiveEvent.missed("room:1"));
  }

  @Test
  void work_inside_a_transaction_belongs_to_it() {
    UUID[] added = new UUID[1];

    assertThatThrownBy(
            () ->
                server.tx(
                    () -> {
                      added[0] = transactions.call(this::addCustomer);
                      throw new IllegalArgumentException("broken off");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(exists(added[0])).isFalse();
    assertThat(server.published()).isEmpty();
  }

  @Test
  void the_account_does_not_outlive_a_transaction_or_a_single_statement() {
    UUID customer = transactions.call(this::addCustomer);
    UUID stranger = server.newAccount().accountId();

    assertThat(
            database.once(stranger, "select 1 from customers where id = ?", row -> true, customer))
        .isEmpty();
    assertThat(
            database.once(account, "select 1 from customers where id = ?", row -> true, customer))
        .isPresent();
    assertThat(database.lookUp("select 1 from customers where id = ?", row -> true, customer))
        .isEmpty();
  }

  @Test
  void a_single_statement_that_fails_leaves_nothing() {
    UUID id = UUID.randomUUID();

    assertThatThrownBy(
            () ->
                database.once(
                    account,
                    "with added as (insert into customers (id, account_id) values (?, ?) returning id) select 1 / 0 from added",
                    row -> true,
                    id,
                    account))
        .isInstanceOf(DatabaseFailure.class);

    assertThat(exists(id)).isFalse();
  }
}
