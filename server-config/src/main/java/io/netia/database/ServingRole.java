package io.netia.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Refuses to serve requests with a role that row-level security does not bind, or that may become
 * such a role: one forgotten condition would show one account's rows to another.
 *
 * <p>With {@code DATABASE_URL} alone the session signs in as the owner and takes the application's
 * role. Then that role is judged, and the session itself only for being a superuser.
 */
public final class ServingRole {

  /** PostgreSQL's class 28, invalid authorization: asking again does not help. */
  private static final String INVALID_AUTHORIZATION = "28000";

  /**
   * What the role can do or become, the worst first. Membership counts whether it is inherited or
   * not: what is not inherited is one SET ROLE away. The predefined roles named here reach the
   * server's files or run programs, which is as good as a superuser, and REPLICATION copies every
   * row. No policy is asked before TRUNCATE; a trigger runs as the owner when the owner's keys
   * cascade.
   */
  private static final String POWERS =
      """
      with owners as (
        select datdba as oid from pg_catalog.pg_database where datname = current_database()
        union select nspowner from pg_catalog.pg_namespace where nspname = 'public'
        union select relowner from pg_catalog.pg_class where relnamespace = 'public'::regnamespace
        union select proowner from pg_catalog.pg_proc where pronamespace = 'public'::regnamespace),
      powers as (
        select m.rolname::text as role, case
            when m.rolsuper or m.rolbypassrls or m.rolreplication
              or m.rolname in ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files') then 1
            when m.oid in (select oid from owners) then 2
            when m.rolcreaterole then 3
            when exists (select from pg_catalog.pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                  and has_table_privilege(m.oid, c.oid, 'TRUNCATE, TRIGGER')) then 6 end as power
        from pg_catalog.pg_roles m where pg_has_role(current_user, m.oid, 'MEMBER')
        union all
        select rolname::text, 1 from pg_catalog.pg_roles where rolname = session_user and (rolsuper or rolbypassrls)
        union all
        select current_user::text, 4 where has_schema_privilege('public', 'CREATE')
        union all
        select current_user::text, 5 where has_database_privilege(current_database(), 'CREATE'))
      select power, role, current_user, session_user from powers where power is not null
      order by power, role not in (current_user, session_user), starts_with(role, 'pg_') limit 1""";

  private ServingRole() {}

  /**
   * Looks at the role of a connection.
   *
   * @throws SQLException one sentence for the operator, when the role must not serve requests
   */
  public static void check(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(POWERS)) {
      if (row.next()) {
        throw new SQLException(
            sentence(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)),
            INVALID_AUTHORIZATION);
      }
    }
  }

  private static String sentence(int power, String role, String current, String session) {
    String self = role.equals(session) ? session : current;
    String serving = "DATABASE_URL serves requests as \"" + self + "\", which ";
    String become = role.equals(self) ? "" : "may become \"" + role + "\", a role that ";
    return switch (power) {
      case 1 ->
          serving
              + become
              + "row-level security does not bind (superuser, BYPASSRLS, REPLICATION or the server's files): give the application a role of its own, as the README says.";
      case 2 ->
          serving
              + become
              + "owns the database, its schema or its tables: give the application a role of its own that is no member of the owner, as the README says.";
      case 3 ->
          serving
              + become
              + "has CREATEROLE and could make itself a member of the owner: take it away with ALTER ROLE "
              + role
              + " NOCREATEROLE.";
      case 4 ->
          serving
              + "may create objects in the schema public: take that away with REVOKE CREATE ON SCHEMA public FROM PUBLIC, "
              + current
              + ".";
      case 5 ->
          serving
              + "may create schemas in the database: take that away with REVOKE CREATE ON DATABASE.";
      default ->
          serving
              + become
              + "may empty tables or put triggers on them, which row-level security does not bind: take that away with REVOKE TRUNCATE, TRIGGER ON ALL TABLES IN SCHEMA public FROM PUBLIC, "
              + role
              + ".";
    };
  }
}
