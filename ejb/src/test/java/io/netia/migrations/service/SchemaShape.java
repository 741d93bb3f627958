package io.netia.migrations.service;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Everything in a schema that a migration may change, as lines that can be compared. */
final class SchemaShape {

  private static final String OURS = " = 'public'::regnamespace";

  private static final List<String> QUESTIONS =
      List.of(
          "select 'column', table_name, column_name, data_type, domain_name, character_maximum_length, is_nullable, column_default, is_identity"
              + " from information_schema.columns where table_schema = 'public'",
          "select 'table', relname, relkind, relpersistence, relrowsecurity, relforcerowsecurity, reloptions, relacl::text from pg_class where relnamespace"
              + OURS,
          "select 'constraint', conrelid::regclass, contypid::regtype, pg_get_constraintdef(oid) from pg_constraint where connamespace"
              + OURS,
          "select 'index', indexdef from pg_indexes where schemaname = 'public'",
          "select 'function', pg_get_functiondef(oid), (select string_agg(a::text, ',' order by a::text) from unnest(coalesce(proacl, acldefault('f', proowner))) a) from pg_proc where pronamespace"
              + OURS,
          "select 'policy', tablename, policyname, roles, cmd, qual, with_check from pg_policies",
          "select 'domain', typname, typbasetype::regtype from pg_type where typtype = 'd' and typnamespace"
              + OURS,
          "select 'defaults', defaclobjtype, defaclacl from pg_default_acl where defaclrole = current_user::regrole");

  private SchemaShape() {}

  static TreeSet<String> of(DataSource owner) throws SQLException {
    TreeSet<String> lines = new TreeSet<>();
    try (Connection connection = owner.getConnection();
        Statement statement = connection.createStatement()) {
      for (String question : QUESTIONS) {
        try (ResultSet rows =
            statement.executeQuery("select r::text from (" + question + ") as r")) {
          while (rows.next()) {
            lines.add(rows.getString(1));
          }
        }
      }
    }
    lines.removeIf(line -> line.contains("flyway_schema_history"));
    return lines;
  }
}
