package io.netia.identity.service;

import java.util.Optional;

/**
 * From where somebody signs in.
 *
 * @param address what limits count by
 * @param userAgent what the client calls itself
 * @param deviceToken what the client shows to be known again; see {@link DeviceTokens}
 */
public record SignInOrigin(
    String address, Optional<String> userAgent, Optional<String> deviceToken) {

  /** From an address, of which nothing else is known. */
  public static SignInOrigin of(String address) {
    return new SignInOrigin(address, Optional.empty(), Optional.empty());
  }
}
