package io.netia.conversations.service;

import io.netia.crypto.Sha256;
import io.netia.security.Actor;
import io.netia.security.Agent;
import io.netia.security.Visitor;

/**
 * An Idempotency-Key together with who uses it: the keys of two callers have nothing to do with
 * each other, even when both count from 1.
 *
 * @param caller kind and identity of the caller
 * @param key as it was sent
 */
public record IdempotencyKey(String caller, String key) {

  /** The key of an agent, or of a customer. */
  public static IdempotencyKey of(Actor actor, String key) {
    if (actor instanceof Agent agent) {
      return new IdempotencyKey("user " + agent.userId(), key);
    }
    if (actor instanceof Visitor visitor) {
      return new IdempotencyKey("customer " + visitor.customerId(), key);
    }
    return new IdempotencyKey("server", key);
  }

  /** The key of somebody of whom nothing is known but the address. */
  public static IdempotencyKey ofStranger(String address, String key) {
    return new IdempotencyKey("address " + address, key);
  }

  /** One text for both, of 64 characters. */
  String digest() {
    return Sha256.hex(caller + '\0' + key);
  }
}
