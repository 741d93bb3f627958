package io.netia.inboxes.service;

import io.netia.inboxes.Inbox;
import io.netia.limits.Budget.Answers;
import io.netia.tenancy.service.TenantDatabase;
import io.netia.tenancy.service.TenantEntities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Inboxes of an account; row-level security is what keeps queries to it. */
@ApplicationScoped
class InboxStore {

  private static final int MOST_CHANGES_MEANWHILE = 10;

  @Inject private TenantEntities entities;
  @Inject private TenantDatabase database;

  /** The primary one first, then in the order they were made. */
  List<Inbox> list(UUID account) {
    return entities.call(
        account,
        manager ->
            manager
                .createQuery(
                    "select i from Inbox i order by i.isPrimary desc, i.insertedAt, i.id",
                    Inbox.class)
                .setMaxResults(Answers.RECORDS)
                .getResultList());
  }

  Optional<Inbox> find(UUID account, UUID id) {
    return entities.call(account, manager -> Optional.ofNullable(manager.find(Inbox.class, id)));
  }

  Optional<Inbox> primary(UUID account) {
    return entities.call(
        account,
        manager ->
            manager
                .createQuery("select i from Inbox i where i.isPrimary = true", Inbox.class)
                .getResultStream()
                .findFirst());
  }

  /**
   * The primary inbox, locked until the transaction ends: those who change which one it is go one
   * after the other. Whoever locks another inbox as well does so afterwards.
   *
   * <p>Whoever waited here for somebody who made another inbox the primary one finds none: the one
   * that was is so no more, and the new one was not there when the query began. The next query sees
   * it.
   */
  Optional<Inbox> lockPrimary(UUID account) {
    return Stream.generate(() -> tryLockPrimary(account))
        .limit(MOST_CHANGES_MEANWHILE)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Inbox> tryLockPrimary(UUID account) {
    return entities.call(
        account,
        manager ->
            manager
                .createQuery("select i from Inbox i where i.isPrimary = true", Inbox.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst());
  }

  /** An inbox, locked until the transaction ends. */
  Optional<Inbox> lock(UUID account, UUID id) {
    return entities.call(
        account,
        manager ->
            Optional.ofNullable(manager.find(Inbox.class, id, LockModeType.PESSIMISTIC_WRITE)));
  }

  /**
   * Adds an inbox with its widget settings: there are some from the beginning, so that reading them
   * never writes.
   */
  void add(Inbox inbox) {
    entities.call(
        inbox.accountId(),
        manager -> {
          manager.persist(inbox);
          return inbox;
        });
    database.update(
        inbox.accountId(),
        "insert into widget_settings (account_id, inbox_id) values (?, ?)",
        inbox.accountId(),
        inbox.id());
  }

  /** Writes what was changed of the account's inboxes so far. */
  void flush(UUID account) {
    entities.call(account, manager -> account);
  }

  void delete(Inbox inbox) {
    entities.call(
        inbox.accountId(),
        manager -> {
          manager.remove(inbox);
          return inbox;
        });
  }
}
