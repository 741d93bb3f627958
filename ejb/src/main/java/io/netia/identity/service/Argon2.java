package io.netia.identity.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id with the parameters OWASP recommends (19 MiB, 2 iterations, 1 lane). The memory is kept
 * from one hash to the next: as garbage it would stop the whole server several times a second while
 * many sign in.
 */
final class Argon2 {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int ITERATIONS = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** As many as hashes were ever made at once; each serves one at a time. */
  private static final Queue<BlockPool> MEMORY = new ConcurrentLinkedQueue<>();

  private Argon2() {}

  /** Hashes with a random salt. */
  static String hash(String clear) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    String text = PasswordHash.base64(salt);
    PasswordHash wanted = new PasswordHash(MEMORY_KIB, ITERATIONS, LANES, text, "");
    String hash = PasswordHash.base64(like(wanted, clear, HASH_BYTES));
    return new PasswordHash(MEMORY_KIB, ITERATIONS, LANES, text, hash).toString();
  }

  /**
   * Whether the password belongs to the hash.
   *
   * @throws IllegalArgumentException when that is no Argon2id hash
   */
  static boolean matches(String clear, String stored) {
    PasswordHash kept = PasswordHash.read(stored);
    byte[] hash = kept.hashBytes();
    return MessageDigest.isEqual(like(kept, clear, hash.length), hash);
  }

  private static byte[] like(PasswordHash known, String clear, int bytes) {
    boolean isUsual = known.memoryKib() == MEMORY_KIB && known.lanes() == LANES;
    @Nullable BlockPool kept = isUsual ? MEMORY.poll() : null;
    BlockPool memory =
        kept != null
            ? kept
            : new FixedBlockPool(
                Argon2BytesGenerator.getBlockCount(known.memoryKib(), known.lanes()));
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(known.memoryKib())
            .withIterations(known.iterations())
            .withParallelism(known.lanes())
            .withSalt(known.saltBytes())
            .withBlockPool(memory)
            .build());
    byte[] hash = new byte[bytes];
    generator.generateBytes(clear.getBytes(StandardCharsets.UTF_8), hash);
    if (isUsual) {
      MEMORY.offer(memory);
    }
    return hash;
  }
}
