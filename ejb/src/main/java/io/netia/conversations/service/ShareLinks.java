package io.netia.conversations.service;

import io.netia.crypto.service.SecretBox;
import io.netia.errors.DomainException;
import io.netia.identity.service.OpaqueToken;
import io.netia.limits.Budget.Links;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Links to one conversation for anyone who has them. One ends after {@link Links#LIFETIME}, when
 * the team takes it back, with the conversation, and while the teammate who gave it is disabled.
 */
@ApplicationScoped
class ShareLinks {

  @Inject private ShareLinkStore store;
  @Inject private SecretBox box;
  @Inject private Clock clock;

  /** The token of a new link; the oldest ones of the conversation make room for it. */
  String give(Agent agent, UUID conversation) {
    Instant now = clock.instant();
    String token = OpaqueToken.random();
    store.deleteOldest(agent.accountId(), conversation, Links.PER_CONVERSATION - 1, now);
    store.add(
        agent.accountId(),
        OpaqueToken.hash(token),
        conversation,
        agent.userId(),
        now.plus(Links.LIFETIME),
        now);
    return token;
  }

  /** Takes back all links to a conversation; answers how many there were. */
  int takeBack(Agent agent, UUID conversation) {
    return store.deleteAll(agent.accountId(), conversation);
  }

  /**
   * Checks a token for a conversation of an account.
   *
   * @return names for the people in the conversation that mean nothing outside of this link
   * @throws DomainException 403, when there is no such link, or it is over
   */
  Pseudonyms open(UUID account, UUID conversation, String token) {
    Instant end =
        store.end(account, OpaqueToken.hash(token), conversation).orElseThrow(ShareLinks::notValid);
    if (end.isBefore(clock.instant())) {
      throw DomainException.forbidden("The link has expired");
    }
    return new Pseudonyms(id -> box.sign("share link", token + '\0' + id));
  }

  static DomainException notValid() {
    return DomainException.forbidden("The link is not valid");
  }
}
