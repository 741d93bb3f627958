package io.netia.tenancy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.Busy;
import io.netia.errors.DomainException.Kind;
import io.netia.live.service.AfterCommitEvents;
import io.netia.live.service.LiveEvent;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
  private final AfterCommitEvents live = server.bean(AfterCommitEvents.class);
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

    assertThat(server.published()).containsExactly(LiveEvent.resync("room:1"));
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
  void the_account_does_not_outlive_a_transaction_or_queries_outside_of_one() {
    UUID customer = transactions.call(this::addCustomer);
    UUID stranger = server.newAccount().accountId();

    // On a used connection the driver waits for each answer, which must not part the queries.
    for (int i = 0; i < 10; i++) {
      assertThat(together(stranger, customer)).isEmpty();
      assertThat(together(account, customer)).containsExactly("Ada", "Ada");
      assertThat(database.lookUp("select 1 from customers where id = ?", row -> true, customer))
          .isEmpty();
    }
  }

  private List<String> together(UUID reader, UUID customer) {
    Query<String> one = name(customer);
    Query<String> other = name(customer);
    database.together(reader, one, other);
    return Stream.of(one, other).flatMap(query -> query.rows().stream()).toList();
  }

  /** The condition without a type makes the driver ask for the types of everything. */
  private static Query<String> name(UUID customer) {
    return new Query<>(
        "select coalesce(name, 'Ada') as name from customers where id = ? and ?::text is null",
        row -> row.string("name"),
        customer,
        null);
  }

  @Test
  void queries_that_fail_leave_a_connection_that_can_be_used() {
    UUID customer = transactions.call(this::addCustomer);

    assertThatThrownBy(
            () ->
                database.together(
                    account,
                    name(customer),
                    new Query<>("select 1 / 0 from customers", row -> true)))
        .isInstanceOf(DatabaseFailure.class);

    assertThat(together(account, customer)).hasSize(2);
    assertThat(exists(transactions.call(this::addCustomer))).isTrue();
  }

  private static final String WITHOUT_END =
      "select count(*) from generate_series(1, 1000000000000)";

  private int statementMillis() {
    return database
        .first(
            account,
            "select setting::int as millis from pg_settings where name = 'statement_timeout'",
            row -> row.integer("millis"))
        .orElseThrow();
  }

  @Test
  void a_search_without_end_is_ended_by_the_database_and_answered_as_busy() {
    assertThatThrownBy(
            () ->
                transactions.call(
                    () -> {
                      database.limit(Duration.ofMillis(50));
                      return database.list(account, WITHOUT_END, row -> true);
                    }))
        .isInstanceOfSatisfying(
            Busy.class, busy -> assertThat(busy.kind()).isEqualTo(Kind.UNAVAILABLE));
  }

  @Test
  void all_statements_of_a_search_share_its_time_and_the_next_transaction_has_its_own() {
    int usual = transactions.call(this::statementMillis);
    transactions.call(
        () -> {
          database.limit(Duration.ofMinutes(1));
          database.limit(Duration.ofHours(1));
          int first = statementMillis();
          assertThat(first).isPositive().isLessThanOrEqualTo(60_000);
          assertThat(statementMillis()).isPositive().isLessThanOrEqualTo(first);
          return first;
        });
    assertThat(transactions.call(this::statementMillis)).isEqualTo(usual);

    assertThatThrownBy(
            () ->
                transactions.call(
                    () -> {
                      database.limit(Duration.ZERO);
                      return statementMillis();
                    }))
        .isInstanceOf(Busy.class);
  }
}
