package io.netia.conversations.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netia.conversations.Conversation;
import io.netia.tenancy.service.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * The states in which this node's messages left their conversations, so that the next message need
 * not read and lock the row first. Never more than a hint: whoever writes by it names the row's
 * version, and changes nothing when the row has another one by now.
 */
@ApplicationScoped
class ConversationVersionCache {

  private static final int MOST = 10_000;

  /** States with more metadata are not kept, in characters. */
  private static final int METADATA_MAX = 2_048;

  private static final Duration KEPT = Duration.ofMinutes(10);

  @Inject private Transactions transactions;

  private final Cache<UUID, Known> known =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

  /**
   * A state and the version of the row that holds it.
   *
   * @param rowVersion id of the transaction that wrote the row, PostgreSQL's {@code xmin}: every
   *     writer changes it, whoever it is
   */
  record Known(Conversation conversation, String rowVersion) {}

  /** Hands a state out, to one caller only: two would only stand in each other's way. */
  Optional<Known> take(UUID conversation) {
    return Optional.ofNullable(known.asMap().remove(conversation));
  }

  /**
   * Keeps the state that a message has left once the caller's transaction has committed, and not
   * before: whoever writes by a version looks for the message it may repeat first, and would look
   * past one that commits between that look and the write.
   */
  void keepAfterCommit(Known state) {
    transactions.register(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Nothing is known yet.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              keep(state);
            }
          }
        });
  }

  /** Keeps the state that a message has left, which is committed. */
  void keep(Known state) {
    String metadata = state.conversation().metadata();
    if (metadata == null || metadata.length() <= METADATA_MAX) {
      known.put(state.conversation().id(), state);
    }
  }

  /** The row changes otherwise. */
  void forget(UUID conversation) {
    known.invalidate(conversation);
  }
}
