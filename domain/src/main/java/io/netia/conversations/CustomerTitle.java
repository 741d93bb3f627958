package io.netia.conversations;

import org.jspecify.annotations.Nullable;

/** What a customer is called in lists and beside messages. */
public final class CustomerTitle {

  private static final String ANONYMOUS = "Anonymous User";

  private CustomerTitle() {}

  /** The name, else the e-mail address; of whoever has neither, or blank ones, the same for all. */
  public static String of(@Nullable String name, @Nullable String email) {
    if (name != null && !name.isBlank()) {
      return name;
    }
    return email != null && !email.isBlank() ? email : ANONYMOUS;
  }
}
