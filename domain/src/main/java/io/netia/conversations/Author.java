package io.netia.conversations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who wrote a message: exactly one of customer, user, and bot. */
public sealed interface Author {

  /** The customer's id, or null. */
  default @Nullable UUID customerId() {
    return null;
  }

  /** The id of the user, or null. */
  default @Nullable Long userId() {
    return null;
  }

  /** Who writes to the account. */
  record Customer(UUID id) implements Author {
    @Override
    public UUID customerId() {
      return id;
    }
  }

  /** A user of the account. */
  record User(long id) implements Author {
    @Override
    public Long userId() {
      return id;
    }
  }

  /** The assistant, or the server itself. */
  record Bot() implements Author {}
}
