package io.netia.identityverification.service;

import io.netia.crypto.service.SecretBox;
import io.netia.input.Input;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Signed proof, given to the browser that a customer was made for, that it is that customer's. */
@ApplicationScoped
public class VisitorTokens {

  private static final String PURPOSE = "visitor";

  @Inject private SecretBox box;

  /** The token of a customer. */
  public String issue(UUID account, UUID customer) {
    return customer
        + "."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(box.sign(PURPOSE, text(account, customer)));
  }

  /** Whether it is the token of that customer of that account. */
  boolean isOf(UUID account, UUID customer, String token) {
    String prefix = customer + ".";
    if (!token.startsWith(prefix)) {
      return false;
    }
    try {
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(prefix.length()));
      return box.isSigned(PURPOSE, text(account, customer), signature);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** The customer that a token names, without a check of the token. */
  public Optional<UUID> named(String token) {
    int end = token.indexOf('.');
    return end < 0 ? Optional.empty() : Input.uuidOf(token.substring(0, end));
  }

  private static String text(UUID account, UUID customer) {
    return account + "." + customer;
  }
}
