package io.netia.identity.service;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash as it is stored, in the usual form of Argon2id, which names its own parameters: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, the last two in base64 without padding.
 *
 * @param memoryKib memory it is made with
 * @param iterations passes over the memory
 * @param lanes independent parts of the memory
 */
record PasswordHash(int memoryKib, int iterations, int lanes, String salt, String hash) {

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is no Argon2id hash
   */
  static PasswordHash read(String stored) {
    Matcher matcher = FORM.matcher(stored);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("A stored password is no Argon2id hash");
    }
    return new PasswordHash(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        matcher.group(4),
        matcher.group(5));
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().withoutPadding().encodeToString(bytes);
  }

  byte[] saltBytes() {
    return Base64.getDecoder().decode(salt);
  }

  byte[] hashBytes() {
    return Base64.getDecoder().decode(hash);
  }

  @Override
  public String toString() {
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(memoryKib, iterations, lanes, salt, hash);
  }
}
