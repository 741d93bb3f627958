package io.netia.users.service;

import io.netia.accounts.SubscriptionPlan;
import io.netia.errors.DomainException;
import io.netia.tenancy.service.Query;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Seats of an account: those that its plan has, and the active users who have taken them. */
@ApplicationScoped
public class SeatStore {

  private static final String PLAN = "select subscription_plan from accounts where id = ?";
  private static final String ACTIVE =
      "select count(*) as active from users where disabled_at is null and archived_at is null";

  @Inject private TenantDatabase database;

  /**
   * Looks for a free seat.
   *
   * @throws DomainException 403 when there is none
   */
  public void requireFree(UUID account) {
    require(account, PLAN);
  }

  /**
   * Looks for a free seat, which stays free until the transaction ends: others who join wait.
   *
   * @throws DomainException 403 when there is none
   */
  public void lockFree(UUID account) {
    require(account, PLAN + " for update");
  }

  /**
   * In one round trip. The users are counted by a query of their own, which begins after a wait.
   */
  private void require(UUID account, String planSql) {
    Query<SubscriptionPlan> plan =
        new Query<>(planSql, row -> SubscriptionPlan.of(row.string("subscription_plan")), account);
    Query<Long> active = new Query<>(ACTIVE, row -> row.count("active"));
    database.together(account, plan, active);
    long users = active.rows().get(0);
    if (plan.rows().stream().noneMatch(found -> found.hasFreeSeat(users))) {
      throw DomainException.forbidden("The team has no free seat on its current plan");
    }
  }
}
