package io.netia.users;

import io.netia.errors.DomainException;
import java.util.List;

/**
 * The administrators of one account who may sign in. An account keeps at least one: nobody else of
 * the account could let anybody in again.
 */
public record ActiveAdministrators(List<Long> ids) {

  /**
   * Reads the ids of the account that the transaction sees, and takes hold of them until it ends,
   * so that two who take rights away at the same time come after each other.
   */
  public static final String LOCK =
      "select id from users where role = 'admin' and disabled_at is null and archived_at is null"
          + " order by id for no key update";

  /** Whether this user is one of them. */
  public boolean include(long user) {
    return ids.contains(user);
  }

  /** Whether the account would have none without this user. */
  public boolean isLast(long user) {
    return ids.size() == 1 && ids.contains(user);
  }

  /**
   * To be asked before somebody stops being one of them.
   *
   * @throws DomainException 403 when the account would have none then
   */
  public void requireOthersThan(long user) {
    if (isLast(user)) {
      throw DomainException.forbidden("The last administrator of an account cannot be removed");
    }
  }
}
