package io.netia.users.service;

import io.netia.limits.Budget.Answers;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import io.netia.users.Invitation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invitations to an account; row-level security is what keeps queries to it. */
@ApplicationScoped
class InvitationStore {

  @Inject private TenantEntities entities;
  @Inject private TenantDatabase database;

  /** Newest first. */
  List<Invitation> list(UUID account) {
    return entities.call(
        account,
        manager ->
            manager
                .createQuery(
                    "select i from Invitation i order by i.insertedAt desc, i.id", Invitation.class)
                .setMaxResults(Answers.RECORDS)
                .getResultList());
  }

  Optional<Invitation> find(UUID account, UUID id) {
    return entities.call(
        account, manager -> Optional.ofNullable(manager.find(Invitation.class, id)));
  }

  /** An invitation, locked until the transaction ends. */
  Optional<Invitation> lock(UUID account, UUID id) {
    return entities.call(
        account,
        manager ->
            Optional.ofNullable(
                manager.find(Invitation.class, id, LockModeType.PESSIMISTIC_WRITE)));
  }

  /**
   * Whether a user is an active administrator, and stays so until the transaction ends: whoever is
   * taking that right away comes before or after.
   */
  boolean lockAdministrator(UUID account, long user) {
    return database
        .first(
            account,
            "select id from users where id = ? and role = 'admin'"
                + " and disabled_at is null and archived_at is null for share",
            row -> row.count("id"),
            user)
        .isPresent();
  }

  void add(Invitation invitation) {
    entities.call(
        invitation.accountId(),
        manager -> {
          manager.persist(invitation);
          return invitation;
        });
  }

  /** Writes what was changed of the account's invitations so far. */
  void flush(UUID account) {
    entities.call(account, manager -> account);
  }

  void delete(Invitation invitation) {
    entities.call(
        invitation.accountId(),
        manager -> {
          manager.remove(invitation);
          return invitation;
        });
  }
}
