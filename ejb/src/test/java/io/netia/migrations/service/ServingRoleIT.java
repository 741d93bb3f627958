package io.netia.migrations.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.database.ServingRole;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Ways in which an operator can give the serving role too much, on a PostgreSQL of their own. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServingRoleIT {

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    asSuperuser(
        "postgres", "create role netia_owner login createrole", "create role bystander nologin");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void migrate() throws SQLException {
    asSuperuser(
        "postgres", "create role netia_app login", "create database netia owner netia_owner");
    Migrations.migrate(as("netia_owner"), "netia_app");
  }

  @AfterEach
  void drop() throws SQLException {
    asSuperuser("postgres", "drop database netia with (force)");
    asSuperuser("postgres", "drop role netia_app");
  }

  @Test
  void a_role_that_owns_nothing_may_serve() {
    assertThatCode(() -> Migrations.checkServingRole(as("netia_app"))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant netia_owner to netia_app",
        "grant netia_owner to netia_app with inherit false",
        "grant netia_owner to netia_app with set false",
        "grant netia_owner to netia_app with inherit false, set false, admin true",
        "grant netia_owner to bystander; grant bystander to netia_app",
        "alter role netia_app superuser",
        "alter role netia_app bypassrls",
        "alter role netia_app createrole",
        "alter role netia_app replication",
        "alter role bystander bypassrls; grant bystander to netia_app with inherit false",
        "grant postgres to netia_app",
        "grant pg_write_server_files to netia_app",
        "alter table customers owner to netia_app",
        "alter function find_customer(uuid) owner to netia_app",
        "alter schema public owner to netia_app",
        "alter database netia owner to netia_app",
        "grant create on schema public to netia_app",
        "grant create on schema public to public",
        "grant create on database netia to netia_app",
        "grant all on all tables in schema public to netia_app",
        "grant truncate on messages to public",
        "grant trigger on customers to bystander; grant bystander to netia_app with inherit false"
      })
  void a_role_that_could_step_around_row_level_security_is_refused(String mistake)
      throws SQLException {
    asSuperuser("netia", mistake);
    try {
      assertThatThrownBy(() -> Migrations.checkServingRole(as("netia_app")))
          .hasMessageStartingWith("DATABASE_URL serves requests as \"netia_app\", which ")
          .hasMessageMatching("[^\\n]*\\.")
          .hasMessageContaining(
              mistake.contains("netia_owner to netia_app") ? "\"netia_owner\"" : "");
    } finally {
      asSuperuser(
          "netia",
          "alter role bystander nobypassrls",
          "revoke bystander from netia_app",
          "revoke netia_owner from bystander",
          "reassign owned by netia_app to netia_owner");
    }
  }

  @Test
  void the_owner_itself_is_refused() {
    assertThatThrownBy(() -> Migrations.checkServingRole(as("netia_owner")))
        .hasMessageContaining("owns the database, its schema or its tables");
  }

  @Test
  void with_one_address_the_role_taken_is_judged_and_a_superuser_refused() throws SQLException {
    asSuperuser("netia", "grant netia_app to netia_owner");
    assertThatCode(() -> check("netia_owner", "set role netia_app")).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("netia_owner", "set role none"))
        .hasMessageContaining("owns the database");
    assertThatThrownBy(() -> check("postgres", "set role netia_app"))
        .hasMessageContaining("\"postgres\", which row-level security does not bind");
  }

  private static void check(String user, String role) throws SQLException {
    try (Connection connection = as(user).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(role);
      ServingRole.check(connection);
    }
  }

  @Test
  void a_role_that_became_the_owner_or_a_member_while_running_still_reads_one_account()
      throws SQLException {
    UUID mine = UUID.randomUUID();
    UUID theirs = UUID.randomUUID();
    asSuperuser(
        "netia",
        "insert into accounts (id, company_name) values ('"
            + mine
            + "', 'A'), ('"
            + theirs
            + "', 'B')",
        "grant netia_owner to netia_app");

    for (String session :
        new String[] {"", "set role netia_owner;", "set session role netia_owner;"}) {
      assertThat(accounts("netia_app", session, mine)).as(session).isEqualTo(1);
    }
    assertThat(accounts("netia_owner", "", mine)).isEqualTo(1);
  }

  @Test
  void with_one_address_a_session_that_leaves_its_role_still_reads_one_account()
      throws SQLException {
    UUID mine = UUID.randomUUID();
    asSuperuser(
        "netia",
        "insert into accounts (id, company_name) values ('"
            + mine
            + "', 'A'), (gen_random_uuid(), 'B')",
        "grant netia_app to netia_owner");

    PGSimpleDataSource serving = (PGSimpleDataSource) as("netia_owner");
    serving.setOptions("-c role=netia_app");
    String role = "select (current_user = 'netia_app')::int";
    String enter = "select set_config('netia.account_id', '" + mine + "', false)";
    for (String left : List.of("select 1", "reset role", "reset all", "set role none")) {
      try (Connection connection = serving.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(left);
        assertThat(number(statement, role)).as(left).isEqualTo(left.endsWith("none") ? 0 : 1);
        assertThat(number(statement, "select count(*) from accounts")).as(left).isZero();
        statement.execute(enter);
        assertThat(number(statement, "select count(*) from accounts")).as(left).isOne();
      }
    }
  }

  @Test
  void only_who_signed_in_as_the_owner_and_sets_that_lists_the_accounts() throws SQLException {
    asSuperuser(
        "netia",
        "insert into accounts (id, company_name) values (gen_random_uuid(), 'A'), (gen_random_uuid(), 'B')");
    String list = "set netia.operator = 'on'";
    String count = "select count(*) from accounts";

    assertThat(number("netia_owner", list, count)).isEqualTo(2);
    assertThat(number("netia_owner", "select 1", count)).isZero();
    assertThat(number("netia_app", list, count)).isZero();
    asSuperuser("netia", "grant netia_owner to netia_app");
    assertThat(number("netia_app", list, count)).isZero();
    assertThat(number("netia_app", list + "; set role netia_owner", count)).isZero();
  }

  private static long accounts(String user, String session, UUID account) throws SQLException {
    return number(
        user,
        session + "select set_config('netia.account_id', '" + account + "', false)",
        "select count(*) from accounts");
  }

  @Test
  void the_look_ups_find_an_account_for_the_serving_role_and_for_nobody_else() throws SQLException {
    UUID account = UUID.randomUUID();
    asSuperuser("netia", "insert into accounts (id, company_name) values ('" + account + "', 'A')");
    String exists = "select account_exists('" + account + "')::int";

    assertThat(number("netia_app", "select 1", exists)).isOne();
    asSuperuser("netia", "grant netia_app to netia_owner");
    assertThat(number("netia_owner", "set role netia_app", exists)).isOne();
    asSuperuser("netia", "alter role bystander login");
    assertThatThrownBy(() -> number("bystander", "select 1", exists))
        .hasMessageContaining("permission denied");
  }

  private static long number(String user, String first, String query) throws SQLException {
    try (Connection connection = as(user).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(first);
      return number(statement, query);
    }
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void asSuperuser(String database, String... statements) throws SQLException {
    try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static DataSource as(String user) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {postgres.getPort()});
    source.setDatabaseName("netia");
    source.setUser(user);
    return source;
  }
}
