package io.netia.identity.service;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps passwords as Argon2id hashes with the parameters OWASP recommends (19 MiB, 2 iterations, 1
 * lane).
 */
@ApplicationScoped
public class Passwords {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;

  private static final Argon2Function FUNCTION =
      Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, LANES, HASH_BYTES, Argon2.ID);

  /**
   * A hash that no password matches, so that an unknown address costs as much time as a wrong
   * password.
   */
  private static final String NOBODY =
      Password.hash("nobody").addRandomSalt().with(FUNCTION).getResult();

  /**
   * Hashes with a random salt; the result names its own parameters. Takes tens of milliseconds on
   * purpose.
   */
  public String hash(String clear) {
    return Password.hash(clear).addRandomSalt().with(FUNCTION).getResult();
  }

  /** Whether the password belongs to the hash. */
  public boolean matches(String clear, String hash) {
    return Password.check(clear, hash).with(Argon2Function.getInstanceFromHash(hash));
  }

  /** Takes as long as {@link #matches} and is never true. */
  public boolean matchesNobody(String clear) {
    Password.check(clear, NOBODY).with(FUNCTION);
    return false;
  }
}
