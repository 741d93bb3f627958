package io.netia.tenancy.service;

import static io.netia.testing.TestServer.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.conversations.service.Conversations;
import io.netia.security.Agent;
import io.netia.security.Visitor;
import io.netia.testing.TestDatabase;
import io.netia.testing.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TenancyIT {

  private static final String TOUCH = "update accounts set updated_at = now()";

  private final TestServer server = new TestServer();
  private final TenantDatabase database = server.bean(TenantDatabase.class);

  @Test
  void every_table_with_an_account_has_forced_row_level_security_and_a_tenant_policy()
      throws SQLException {
    String unprotected =
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')"
            + " and (c.relname = 'accounts' or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id'"
            + " and not a.attisdropped)) and not (c.relrowsecurity and c.relforcerowsecurity and exists"
            + " (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant' and p.polcmd = '*' and p.polroles = '{0}'))";
    assertThat(names(unprotected)).isEmpty();

    String withoutAccount =
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')"
            + " and c.relname <> 'accounts' and not exists (select 1 from pg_attribute a where a.attrelid = c.oid"
            + " and a.attname = 'account_id') order by 1";
    assertThat(names(withoutAccount))
        .as("tables that belong to no tenant")
        .containsExactly(
            "cluster_batches",
            "cluster_nodes",
            "feed_epoch",
            "flyway_schema_history",
            "operator_actions",
            "signing_keys");
  }

  @Test
  void the_applications_role_owns_nothing_and_cannot_step_around_the_policies()
      throws SQLException {
    assertThat(
            names(
                "select rolname from pg_roles where rolname = 'netia_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)"))
        .isEmpty();
    assertThat(
            names(
                "select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'netia_app'"))
        .isEmpty();
    assertThat(
            names(
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')"
                    + " and not (relkind = 'v' and coalesce(reloptions @> array['security_invoker=true'], false))"))
        .as("views that are read with the owner's eyes")
        .isEmpty();
    assertThat(
            names(
                "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v' order by 1"))
        .as("views, which keep the old names of tables")
        .containsExactly("nodes", "once_keys", "relayed_batches");
  }

  @Test
  void functions_that_run_as_the_owner_resolve_names_safely_and_serve_the_application_only()
      throws SQLException {
    assertThat(
            names(
                "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"
                    + " and (not coalesce(proconfig @> array['search_path=pg_catalog, public, pg_temp'], false)"
                    + " or has_function_privilege('public', oid, 'execute'))"))
        .isEmpty();
    assertThat(names("select polname from pg_policy where pg_get_expr(polqual, polrelid) = 'true'"))
        .as("policies that hold without a condition")
        .isEmpty();
  }

  private static List<String> names(String sql) throws SQLException {
    try (Connection owner = TestDatabase.running().owner().getConnection();
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  @Test
  void without_an_account_no_row_is_visible_and_the_setting_does_not_outlive_its_transaction()
      throws SQLException {
    Agent agent = server.newAccount();
    try (Connection pooled = TestDatabase.running().application().getConnection();
        Statement statement = pooled.createStatement()) {
      assertThat(count(statement, "select count(*) from users")).isZero();
      pooled.setAutoCommit(false);
      statement.execute("select set_config('netia.account_id', '" + agent.accountId() + "', true)");
      assertThat(count(statement, "select count(*) from users")).isEqualTo(1);
      pooled.commit();
      assertThat(count(statement, "select count(*) from users")).isZero();
    }
  }

  @Test
  void a_query_that_forgets_the_account_altogether_still_reads_and_writes_nothing_of_another() {
    Agent mine = server.newAccount();
    Agent theirs = server.newAccount();
    Visitor customer = server.newCustomer(theirs.accountId());
    UUID conversation =
        server
            .tx(
                () ->
                    server
                        .bean(Conversations.class)
                        .createAsVisitor(
                            theirs.accountId(),
                            input("customer_id", customer.customerId()),
                            Optional.of(input("body", "secret")),
                            Optional.empty()))
            .id();

    // Statements as they would be if the application's own check were gone: by id alone, or without
    // any condition.
    for (String table :
        List.of(
            "conversations",
            "messages",
            "customers",
            "users",
            "accounts",
            "inboxes",
            "feed",
            "sessions")) {
      long foreign =
          server.tx(
              () ->
                  database
                      .first(
                          mine.accountId(),
                          "select count(*) from "
                              + table
                              + " where "
                              + (table.equals("accounts") ? "id" : "account_id")
                              + " <> ?",
                          row -> row.count("count"),
                          mine.accountId())
                      .orElseThrow());
      assertThat(foreign).as(table).isZero();
    }
    assertThat(
            server.<Integer>tx(
                () ->
                    database.update(
                        mine.accountId(),
                        "update conversations set status = 'closed' where id = ?",
                        conversation)))
        .isZero();
    assertThat(
            server.<Integer>tx(
                () ->
                    database.update(
                        mine.accountId(),
                        "delete from messages where conversation_id = ?",
                        conversation)))
        .isZero();
  }

  @Test
  void a_row_cannot_be_written_for_another_account_nor_moved_to_it() {
    Agent mine = server.newAccount();
    Agent theirs = server.newAccount();
    Visitor customer = server.newCustomer(mine.accountId());

    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        database.update(
                            mine.accountId(),
                            "insert into customers (id, account_id) values (?, ?)",
                            UUID.randomUUID(),
                            theirs.accountId())))
        .isInstanceOf(DatabaseFailure.class)
        .hasMessageContaining("row-level security");
    assertThatThrownBy(
            () ->
                server.tx(
                    () ->
                        database.update(
                            mine.accountId(),
                            "update customers set account_id = ? where id = ?",
                            theirs.accountId(),
                            customer.customerId())))
        .isInstanceOf(DatabaseFailure.class)
        .hasMessageContaining("row-level security");
  }

  @Test
  void a_transaction_belongs_to_one_account() {
    Agent mine = server.newAccount();
    Agent theirs = server.newAccount();

    assertThatThrownBy(
            () ->
                server.tx(
                    () -> {
                      database.update(mine.accountId(), TOUCH);
                      return database.update(theirs.accountId(), TOUCH);
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> database.update(mine.accountId(), TOUCH))
        .isInstanceOf(IllegalStateException.class);
  }

  private static long count(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
