package io.netia.users.service;

import io.netia.limits.Budget.Answers;
import io.netia.tenancy.service.Row;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of invitations to an account. */
@ApplicationScoped
class InvitationStore {

  private static final String SELECT =
      "select id, account_id, expires_at, user_id from user_invitations";

  @Inject private TenantDatabase database;

  /** Newest first. */
  List<InvitationView> list(UUID account) {
    return database.list(
        account,
        SELECT + " order by inserted_at desc, id limit " + Answers.RECORDS,
        InvitationStore::view);
  }

  Optional<InvitationView> find(UUID account, UUID id) {
    return database.first(account, SELECT + " where id = ?", InvitationStore::view, id);
  }

  /**
   * Adds the invitation of an active administrator; false when its maker is none. The maker is
   * locked: whoever is taking that right away comes before or after.
   */
  boolean add(InvitationView invitation, long maker, Instant now) {
    return database.update(
            invitation.accountId(),
            "insert into user_invitations (id, account_id, expires_at, inserted_at, updated_at, user_id)"
                + " select ?, ?, ?, ?, ?, maker.id from (select id from users where id = ? and role = 'admin'"
                + " and disabled_at is null and archived_at is null for share) maker",
            invitation.id(),
            invitation.accountId(),
            invitation.expiresAt(),
            now,
            now,
            maker)
        > 0;
  }

  void changeEnd(UUID account, UUID id, Instant end, Instant now) {
    database.update(
        account,
        "update user_invitations set expires_at = ?, updated_at = ? where id = ?",
        end,
        now,
        id);
  }

  /** False when there is no such invitation. */
  boolean delete(UUID account, UUID id) {
    return database.update(account, "delete from user_invitations where id = ?", id) > 0;
  }

  private static InvitationView view(Row row) throws SQLException {
    return new InvitationView(
        row.id("id"), row.id("account_id"), row.instant("expires_at"), row.number("user_id"));
  }
}
