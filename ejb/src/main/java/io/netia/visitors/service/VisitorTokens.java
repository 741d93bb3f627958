package io.netia.customers.service;

import io.netia.identity.service.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.UUID;

/** Signed proof, given to the browser that a customer was made for, that it is that customer's. */
@ApplicationScoped
public class VisitorTokens {

  private static final String PURPOSE = "visitor";

  @Inject private SecretBox box;

  /** The token of a customer. */
  public String issue(UUID account, UUID customer) {
    byte[] signature = box.sign(PURPOSE, account + "." + customer);
    return customer + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }
}
