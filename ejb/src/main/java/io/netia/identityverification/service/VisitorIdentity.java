package io.netia.identityverification.service;

import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.live.service.AfterCommitEvents;
import io.netia.live.service.LiveEvent;
import io.netia.live.service.Topics;
import io.netia.security.Agent;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What an account requires of its visitors, and the secret that its own system proves users with.
 */
@Stateless
public class VisitorIdentity {

  /** Published when an account's rules change, so that no node remembers the old ones. */
  static final String TOPIC = "visitor-rules";

  /** Long enough to deploy the new secret everywhere before the old one is refused. */
  private static final Duration PREVIOUS_GOOD = Duration.ofHours(24);

  @Inject private VisitorRulesStore store;
  @Inject private AfterCommitEvents afterCommit;
  @Inject private Clock clock;

  /**
   * The rules, for checking; for this package, but public: session beans answer to nothing else.
   */
  public VisitorRules rules(UUID account) {
    return store.find(account);
  }

  /** The rules, without the secret. */
  public VisitorRulesView show(Agent admin) {
    return VisitorRulesView.of(store.find(admin.accountId()), clock.instant(), false);
  }

  /**
   * Changes {@code require_token} and {@code verify_identity}.
   *
   * @throws ValidationException when identities shall be verified and there is no secret to do it
   *     with
   */
  public VisitorRulesView change(Agent admin, Input changes) {
    VisitorRules old = store.lock(admin.accountId());
    VisitorRules changed =
        new VisitorRules(
            changes.bool("require_token").orElse(old.requireToken()),
            changes.bool("verify_identity").orElse(old.verifyIdentity()),
            old.secret(),
            old.previousSecret(),
            old.previousUntil(),
            old.rotatedAt());
    if (changed.verifyIdentity() && changed.secret() == null) {
      changes.error("verify_identity", "needs a secret");
    }
    changes.check();
    VisitorRulesView saved = saved(admin, changed, false);
    if (changed.requireToken() && !old.requireToken()) {
      // Who is in already is asked as well: sockets come back, and show their token or are refused.
      afterCommit.announce(
          LiveEvent.of(Topics.visitorSockets(admin.accountId()), "disconnect", "{}"));
    }
    return saved;
  }

  /**
   * Makes a new secret and shows it this once. The one before stays good for a day; rotating twice
   * ends it at once.
   */
  public VisitorRulesView rotate(Agent admin) {
    VisitorRules old = store.lock(admin.accountId());
    Instant now = clock.instant();
    VisitorRules rotated =
        new VisitorRules(
            old.requireToken(),
            old.verifyIdentity(),
            IdentitySecret.random().text(),
            old.secret(),
            old.secret() == null ? null : now.plus(PREVIOUS_GOOD),
            now);
    return saved(admin, rotated, true);
  }

  private VisitorRulesView saved(Agent admin, VisitorRules rules, boolean showsSecret) {
    Instant now = clock.instant();
    store.save(admin.accountId(), rules, now);
    afterCommit.announce(LiveEvent.of(TOPIC, "changed", "{\"id\":\"" + admin.accountId() + "\"}"));
    return VisitorRulesView.of(rules, now, showsSecret);
  }
}
