package io.netia.users.service;

import io.netia.json.service.Json;
import io.netia.limits.Budget.Answers;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import io.netia.users.ActiveAdministrators;
import io.netia.users.User;
import io.netia.users.service.UserView.Profile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Teammates: entities when they change, and views with their profiles in one statement. */
@ApplicationScoped
class UserStore {

  private static final String SELECT =
      "select u.id, u.email, u.inserted_at, u.disabled_at, u.archived_at, u.role,"
          + " p.user_id as profile_of, p.full_name, p.display_name, p.profile_photo_url"
          + " from users u left join user_profiles p on p.user_id = u.id";
  private static final String LOCK = "select * from users where id = ?1 for no key update";
  private static final String ORDER = " order by u.id limit " + Answers.RECORDS;

  @Inject private TenantEntities entities;
  @Inject private TenantDatabase database;

  /** What a list is narrowed by; empty means everything. */
  record Filter(
      Optional<String> email,
      Optional<String> role,
      Optional<Boolean> hasValidEmail,
      Optional<Boolean> active) {}

  /** Teammates that are not disabled, oldest first. */
  List<UserView> list(UUID account, Filter filter) {
    StringBuilder where = new StringBuilder(" where u.disabled_at is null");
    List<@Nullable Object> parameters = new ArrayList<>();
    filter.email().ifPresent(email -> and(where, parameters, "u.email = ?", email));
    filter.role().ifPresent(role -> and(where, parameters, "u.role = ?", role));
    filter
        .hasValidEmail()
        .ifPresent(
            valid -> and(where, parameters, "coalesce(u.has_valid_email, false) = ?", valid));
    filter
        .active()
        .ifPresent(active -> and(where, parameters, "(u.archived_at is null) = ?", active));
    return database.list(account, SELECT + where + ORDER, UserStore::view, parameters.toArray());
  }

  private static void and(
      StringBuilder where, List<@Nullable Object> parameters, String condition, Object parameter) {
    where.append(" and ").append(condition);
    parameters.add(parameter);
  }

  /** Everybody who has not left, disabled ones included, oldest first. */
  List<UserView> present(UUID account) {
    return database.list(account, SELECT + " where u.archived_at is null" + ORDER, UserStore::view);
  }

  Optional<UserView> find(UUID account, long id) {
    return database.first(account, SELECT + " where u.id = ?", UserStore::view, id);
  }

  /** See {@link ActiveAdministrators#LOCK}. */
  ActiveAdministrators lockAdministrators(UUID account) {
    return new ActiveAdministrators(
        database.list(account, ActiveAdministrators.LOCK, row -> row.count("id")));
  }

  /**
   * A teammate, locked until the transaction ends. Not as {@code PESSIMISTIC_WRITE} would: whoever
   * stores a message or a session of the user meanwhile refers to the row, and does not wait.
   */
  Optional<User> lock(UUID account, long id) {
    return entities.call(
        account,
        manager -> {
          List<?> found =
              manager.createNativeQuery(LOCK, User.class).setParameter(1, id).getResultList();
          return found.stream().map(User.class::cast).findFirst();
        });
  }

  /** Writes what was changed of the account's users so far. */
  void flush(UUID account) {
    entities.call(account, manager -> account);
  }

  /** Takes back what somebody has invited others with. */
  void withdrawInvitations(UUID account, long id) {
    database.update(account, "delete from user_invitations where user_id = ?", id);
  }

  /** Lets messages keep the name of their author. */
  void nameAuthor(UUID account, long id) {
    database.update(
        account,
        "update messages m set author_name = left(coalesce(p.display_name, p.full_name, u.email), 255)"
            + " from users u left join user_profiles p on p.user_id = u.id where u.id = ? and m.user_id = u.id",
        id);
  }

  /** Removes the row. */
  void delete(UUID account, long id) {
    database.update(account, "delete from users where id = ?", id);
  }

  /** Lets nobody refer to the row any more. */
  void lockForDeletion(UUID account, long id) {
    database.list(
        account, "select id from users where id = ? for update", row -> row.count("id"), id);
  }

  private static UserView view(Row row) throws SQLException {
    Profile profile =
        row.number("profile_of") == null
            ? null
            : new Profile(
                row.text("full_name"), row.text("display_name"), row.text("profile_photo_url"));
    return new UserView(
        row.count("id"),
        "user",
        row.string("email"),
        Json.row(row.instant("inserted_at")),
        row.time("disabled_at"),
        row.time("archived_at"),
        row.string("role"),
        profile);
  }
}
