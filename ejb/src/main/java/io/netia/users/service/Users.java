package io.netia.users.service;

import io.netia.conversations.service.Reassignment;
import io.netia.errors.DomainException;
import io.netia.identity.service.CredentialRules;
import io.netia.identity.service.Sessions;
import io.netia.input.Input;
import io.netia.security.Agent;
import io.netia.security.Role;
import io.netia.users.ActiveAdministrators;
import io.netia.users.User;
import io.netia.users.service.UserStore.Filter;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Teammates. Taking somebody's rights away ends all his or her sessions, on every node and socket,
 * and takes back his or her invitations; the last active administrator keeps them.
 */
@Stateless
public class Users {

  private static final int TEXT_MAX = 255;

  @Inject private Reassignment reassignment;
  @Inject private UserStore store;
  @Inject private Sessions sessions;
  @Inject private Clock clock;

  /**
   * Teammates that are not disabled.
   *
   * @param query {@code email}, {@code role}, {@code has_valid_email}; {@code active=true} leaves
   *     archived ones out
   */
  public List<UserView> list(Agent agent, Input query) {
    Filter filter =
        new Filter(
            query.text("email", TEXT_MAX).map(CredentialRules::address),
            query.text("role", TEXT_MAX),
            query.bool("has_valid_email"),
            query.bool("active"));
    if (!query.errors().isEmpty()) {
      throw DomainException.badRequest(
          "A filter cannot be read: " + String.join(", ", query.errors().keySet()));
    }
    return store.list(agent.accountId(), filter);
  }

  /** Everybody in the account who has not left; disabled ones are there. */
  public List<UserView> present(Agent agent) {
    return store.present(agent.accountId());
  }

  /** A teammate; empty for somebody else's and for nobody's id. */
  public Optional<UserView> show(Agent agent, long id) {
    return store.find(agent.accountId(), id);
  }

  /** No more sign-ins for this teammate, and out of every session. */
  public UserView disable(Agent admin, long id) {
    if (id == admin.userId()) {
      throw DomainException.badRequest("You cannot disable your own account");
    }
    return changeRights(admin, id, user -> user.disable(clock.instant()));
  }

  /** May sign in again. */
  public UserView enable(Agent admin, long id) {
    if (id == admin.userId()) {
      throw DomainException.badRequest("You cannot enable your own account");
    }
    return changeRights(admin, id, user -> user.enable(clock.instant()));
  }

  /** Has left the team. */
  public UserView archive(Agent admin, long id) {
    if (id == admin.userId()) {
      throw DomainException.forbidden("You cannot archive your own account");
    }
    return changeRights(admin, id, user -> user.archive(clock.instant()));
  }

  /**
   * Gives a teammate another role.
   *
   * @throws DomainException bad request for a word that is no role
   */
  public UserView changeRole(Agent admin, long id, String role) {
    if (!role.equals(Role.ADMIN.wire()) && !role.equals(Role.USER.wire())) {
      throw DomainException.badRequest("The role must be admin or user");
    }
    return changeRights(admin, id, user -> user.changeRole(Role.of(role), clock.instant()));
  }

  private UserView changeRights(Agent admin, long id, Consumer<User> change) {
    ActiveAdministrators administrators = store.lockAdministrators(admin.accountId());
    if (!administrators.include(admin.userId())) {
      // Was one when the request came in, and was waiting for whoever took that away.
      throw DomainException.unauthorizedRole();
    }
    User user = store.lock(admin.accountId(), id).orElseThrow(DomainException::notFound);
    change.accept(user);
    if (!user.isActiveAdmin()) {
      administrators.requireOthersThan(id);
      store.withdrawInvitations(admin.accountId(), id);
    }
    store.flush(admin.accountId());
    sessions.endAllOf(admin, id);
    return store.find(admin.accountId(), id).orElseThrow(DomainException::notFound);
  }

  /**
   * Removes the caller for good; messages stay.
   *
   * @throws DomainException 403 for anybody else's id, and for the last administrator
   */
  public void delete(Agent agent, long id) {
    if (id != agent.userId()) {
      throw DomainException.forbidden("You can only delete your own user");
    }
    store.lockAdministrators(agent.accountId()).requireOthersThan(id);
    sessions.endAllOf(agent, id);
    store.nameAuthor(agent.accountId(), id);
    reassignment.unassign(agent.accountId(), id);
    store.lockForDeletion(agent.accountId(), id);
    // What was assigned meanwhile; mostly nothing.
    reassignment.unassign(agent.accountId(), id);
    store.delete(agent.accountId(), id);
  }
}
