package io.netia.identityverification.service;

import io.netia.crypto.service.SecretBox;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows of what accounts require; an account without one requires nothing. Secrets are encrypted.
 */
@ApplicationScoped
class VisitorRulesStore {

  @Inject private TenantDatabase database;
  @Inject private SecretBox box;

  VisitorRules find(UUID account) {
    return find(account, "");
  }

  /** The same, for a change: others who change them wait until this transaction has ended. */
  VisitorRules lock(UUID account) {
    database.update(
        account,
        "insert into visitor_rules (account_id) values (?) on conflict (account_id) do nothing",
        account);
    return find(account, " for no key update");
  }

  private VisitorRules find(UUID account, String locking) {
    return database
        .first(
            account,
            "select * from visitor_rules where account_id = ?" + locking,
            row ->
                new VisitorRules(
                    row.flag("require_token"),
                    row.flag("verify_identity"),
                    opened(account, row.text("secret")),
                    opened(account, row.text("previous_secret")),
                    row.time("previous_until"),
                    row.time("rotated_at")),
            account)
        .orElse(VisitorRules.NONE);
  }

  void save(UUID account, VisitorRules rules, Instant now) {
    database.update(
        account,
        "insert into visitor_rules (account_id, require_token, verify_identity, secret, previous_secret, previous_until, rotated_at,"
            + " updated_at) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (account_id) do update set"
            + " require_token = excluded.require_token, verify_identity = excluded.verify_identity, secret = excluded.secret,"
            + " previous_secret = excluded.previous_secret, previous_until = excluded.previous_until,"
            + " rotated_at = excluded.rotated_at, updated_at = excluded.updated_at",
        account,
        rules.requireToken(),
        rules.verifyIdentity(),
        sealed(account, rules.secret()),
        sealed(account, rules.previousSecret()),
        rules.previousUntil(),
        rules.rotatedAt(),
        now);
  }

  /** The account is part of the purpose: a row that was moved to another account opens nothing. */
  private static String purpose(UUID account) {
    return "visitor-identity." + account;
  }

  private @Nullable String sealed(UUID account, @Nullable String secret) {
    if (secret == null) {
      return null;
    }
    try {
      byte[] sealed = box.seal(purpose(account), secret.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has AES-GCM", impossible);
    }
  }

  private @Nullable String opened(UUID account, @Nullable String sealed) {
    if (sealed == null) {
      return null;
    }
    try {
      byte[] clear = box.open(purpose(account), Base64.getDecoder().decode(sealed));
      return new String(clear, StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException otherKey) {
      throw new IllegalStateException(
          "The visitor identity secret was encrypted with another SECRET_KEY_BASE", otherKey);
    }
  }
}
