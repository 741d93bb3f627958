package io.netia.tenancy.service;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The accounts that an operator has disabled, as this node knows them. Their statements are run for
 * an account that does not exist, so that row-level security hides everything of theirs from every
 * use case: nothing else has to ask, and no statement is added.
 */
public final class DisabledAccounts {

  private static final UUID NOBODY = new UUID(0, 0);

  private volatile Set<UUID> ids = Set.of();

  /** Whether this account is disabled. */
  public boolean contain(UUID account) {
    return ids.contains(account);
  }

  /** Takes over which accounts are disabled now, and answers those that were not before. */
  public Set<UUID> become(Set<UUID> now) {
    Set<UUID> fresh = new HashSet<>(now);
    fresh.removeAll(ids);
    ids = Set.copyOf(now);
    return fresh;
  }

  /** The account that the statements of this one are run for. */
  UUID seenAs(UUID account) {
    return contain(account) ? NOBODY : account;
  }
}
