package io.netia.tenancy.service;

import io.netia.errors.DomainException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;
import java.util.function.Function;

/**
 * Entities of one tenant, inside the transaction of a session bean: the only way to an entity
 * manager.
 *
 * <p>The account is entered before the entity manager is handed out, so row-level security holds
 * for JPQL, native queries and writes as it does for {@link TenantDatabase}, which shares the
 * transaction and its connection. The lean transactions of {@link Transactions#call} are not the
 * container's: entities are not reached in them.
 */
@ApplicationScoped
public class TenantEntities {

  @PersistenceContext(unitName = "netia")
  private EntityManager entities;

  @Inject private Transactions transaction;
  @Inject private TenantDatabase database;

  /** For the container. */
  public TenantEntities() {}

  /** For tests, which bring their own. */
  public TenantEntities(EntityManager entities, Transactions transaction, TenantDatabase database) {
    this.entities = entities;
    this.transaction = transaction;
    this.database = database;
  }

  /**
   * Works with the entities of an account. What was changed is written before this returns, so that
   * a refusal of the database is this call's and not the commit's.
   *
   * @throws DomainException 409 when somebody else changed an entity meanwhile
   * @throws DatabaseFailure when a statement fails
   */
  public <T> T call(UUID account, Function<EntityManager, T> work) {
    if (!transaction.isOfContainer()) {
      throw new IllegalStateException("Entities are only reached inside a container transaction");
    }
    database.enter(account);
    try {
      T result = work.apply(entities);
      entities.flush();
      return result;
    } catch (OptimisticLockException stale) {
      throw DomainException.stale();
    } catch (RuntimeException failed) {
      // EclipseLink throws some failures of statements as its own, and reports of each that waits
      // for
      // a lock that somebody else has it.
      throw DatabaseFailure.causeOf(failed)
          .<RuntimeException>map(cause -> database.failure(account, cause))
          .orElse(failed);
    }
  }
}
