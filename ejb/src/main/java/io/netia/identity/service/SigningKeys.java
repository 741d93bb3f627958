package io.netia.identity.service;

import io.netia.configuration.InvalidSettingException;
import io.netia.crypto.service.SecretBox;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key pair that signs access tokens: made once per installation, by whichever node starts
 * first, and kept in the database with the private part encrypted under SECRET_KEY_BASE.
 */
@Singleton(name = "SigningKeys")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class SigningKeys {

  private static final String PURPOSE = "access token signing key";
  private static final int RSA_BITS = 2048;

  @Inject private SigningKeyStore store;
  @Inject private SecretBox box;

  private volatile @Nullable SigningKey key;

  /** Reads the key pair, or makes it; the node does this before it serves. */
  public void load() {
    store.lock();
    SigningKey loaded = store.oldest(this::open).orElseGet(this::create);
    key = loaded;
    reseal(loaded.id());
  }

  /** What the secret before encrypted must not need it for ever. */
  private void reseal(UUID id) {
    store
        .encryptedPrivateKey(id)
        .flatMap(this::resealed)
        .ifPresent(encrypted -> store.changeEncryptedPrivateKey(id, encrypted));
  }

  private Optional<byte[]> resealed(byte[] encrypted) {
    try {
      return box.resealed(PURPOSE, encrypted);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("The signing key was opened a moment ago", impossible);
    }
  }

  /** The key pair; the same on every node. */
  public SigningKey key() {
    return Objects.requireNonNull(key, "The signing key is loaded before the node serves");
  }

  private SigningKey open(UUID id, byte[] publicKey, byte[] encrypted) {
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      return new SigningKey(
          id,
          (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(publicKey)),
          (RSAPrivateKey)
              rsa.generatePrivate(new PKCS8EncodedKeySpec(box.open(PURPOSE, encrypted))));
    } catch (GeneralSecurityException wrongKey) {
      throw new InvalidSettingException(
          "SECRET_KEY_BASE is not the one this database was set up with: set that one, or set it as SECRET_KEY_BASE_PREVIOUS.",
          wrongKey);
    }
  }

  private SigningKey create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      KeyPair pair = generator.generateKeyPair();
      UUID id = UUID.randomUUID();
      store.add(
          id, pair.getPublic().getEncoded(), box.seal(PURPOSE, pair.getPrivate().getEncoded()));
      return new SigningKey(id, (RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("This Java platform cannot make an RSA key", impossible);
    }
  }

  /** A key pair and the id that tokens name it by. */
  public record SigningKey(UUID id, RSAPublicKey publicKey, RSAPrivateKey privateKey) {}
}
