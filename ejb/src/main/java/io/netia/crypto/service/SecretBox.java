package io.netia.crypto.service;

import io.netia.configuration.service.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts small secrets for the database (AES-256-GCM) and signs short texts (HMAC-SHA-256), with
 * keys derived from SECRET_KEY_BASE.
 */
@ApplicationScoped
public class SecretBox {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject private Settings settings;

  /** For the container. */
  public SecretBox() {}

  /** For tests. */
  SecretBox(Settings settings) {
    this.settings = settings;
  }

  /** Encrypts for one purpose; the result cannot be opened for another. */
  public byte[] seal(String purpose, byte[] clear) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed =
        cipher(Cipher.ENCRYPT_MODE, settings.secretKeyBase(), purpose, nonce).doFinal(clear);
    byte[] box = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, box, NONCE_BYTES, sealed.length);
    return box;
  }

  /**
   * Opens what {@link #seal} made, with the present secret or the one before.
   *
   * @throws GeneralSecurityException when the key, the purpose or the bytes are not the same
   */
  public byte[] open(String purpose, byte[] box) throws GeneralSecurityException {
    try {
      return open(settings.secretKeyBase(), purpose, box);
    } catch (AEADBadTagException notByThisOne) {
      Optional<String> previous = settings.previousSecretKeyBase();
      if (previous.isEmpty()) {
        throw notByThisOne;
      }
      return open(previous.get(), purpose, box);
    }
  }

  /**
   * What has to be stored in the place of a box of the secret before, which may then be forgotten;
   * empty for one of the present secret.
   *
   * @throws GeneralSecurityException when neither opens it
   */
  public Optional<byte[]> resealed(String purpose, byte[] box) throws GeneralSecurityException {
    try {
      open(settings.secretKeyBase(), purpose, box);
      return Optional.empty();
    } catch (AEADBadTagException notByThisOne) {
      return Optional.of(seal(purpose, open(purpose, box)));
    }
  }

  private static byte[] open(String secret, String purpose, byte[] box)
      throws GeneralSecurityException {
    byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, secret, purpose, nonce)
        .doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
  }

  /** A signature over a text, for one purpose. */
  public byte[] sign(String purpose, String text) {
    return sign(settings.secretKeyBase(), purpose, text);
  }

  /** Whether a signature was made by {@link #sign}, with the present secret or the one before. */
  public boolean isSigned(String purpose, String text, byte[] signature) {
    return Stream.concat(
            Stream.of(settings.secretKeyBase()), settings.previousSecretKeyBase().stream())
        .anyMatch(secret -> MessageDigest.isEqual(signature, sign(secret, purpose, text)));
  }

  private static byte[] sign(String secret, String purpose, String text) {
    try {
      return mac(key(secret, purpose)).doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", impossible);
    }
  }

  private static Cipher cipher(int mode, String secret, String purpose, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key(secret, purpose), "AES"),
        new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  /** HKDF with an empty salt and one block (RFC 5869). */
  private static byte[] key(String secret, String purpose) throws GeneralSecurityException {
    byte[] pseudoRandom = mac(new byte[32]).doFinal(secret.getBytes(StandardCharsets.UTF_8));
    Mac expand = mac(pseudoRandom);
    expand.update(purpose.getBytes(StandardCharsets.UTF_8));
    return expand.doFinal(new byte[] {1});
  }

  private static Mac mac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac;
  }
}
