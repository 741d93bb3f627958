package io.netia.identity.service;

import io.netia.identity.service.SigningKeys.SigningKey;
import io.netia.tenancy.service.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Rows of signing keys, which belong to the installation and to no account. */
@ApplicationScoped
class SigningKeyStore {

  /** Any number nobody else uses: two nodes that start at once must not both make a key. */
  private static final long LOCK = 7_305_142_019L;

  @Inject private TenantDatabase database;

  /** Makes a key pair of the columns of its row. */
  @FunctionalInterface
  interface Opening {
    SigningKey open(UUID id, byte[] publicKey, byte[] encryptedPrivateKey);
  }

  /**
   * Waits until no other node reads or makes a key, and locks them out until the transaction ends.
   */
  void lock() {
    database.lookUp(
        "select pg_advisory_xact_lock(?)::text as locked",
        row -> Optional.ofNullable(row.text("locked")),
        LOCK);
  }

  Optional<SigningKey> oldest(Opening opening) {
    return database.lookUp(
        "select id, public_key, encrypted_private_key from signing_keys order by inserted_at, id limit 1",
        row ->
            opening.open(
                row.id("id"), row.bytes("public_key"), row.bytes("encrypted_private_key")));
  }

  Optional<byte[]> encryptedPrivateKey(UUID id) {
    return database.lookUp(
        "select encrypted_private_key from signing_keys where id = ?",
        row -> row.bytes("encrypted_private_key"),
        id);
  }

  void add(UUID id, byte[] publicKey, byte[] encryptedPrivateKey) {
    database.updateInstallation(
        "insert into signing_keys (id, public_key, encrypted_private_key) values (?, ?, ?)",
        id,
        publicKey,
        encryptedPrivateKey);
  }

  void changeEncryptedPrivateKey(UUID id, byte[] encrypted) {
    database.updateInstallation(
        "update signing_keys set encrypted_private_key = ? where id = ?", encrypted, id);
  }
}
