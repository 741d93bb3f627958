package io.netia.identity.service;

import io.netia.errors.Busy;
import io.netia.limits.Budget;
import io.netia.limits.service.FairQueue;
import io.netia.limits.service.LimitSettings;
import io.netia.limits.service.LowPriority;
import io.netia.limits.service.TurnRules;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps passwords as Argon2id hashes. Each needs 19 MiB and a processor, so only a few are made at
 * once and on threads of low priority, the others wait in a short queue, and what finds no place in
 * it is refused.
 */
@ApplicationScoped
public class Passwords {

  private static final String THIS_SERVER = "";

  /** A hash to check against where there is none. */
  private static final String NOBODY = Argon2.hash("nobody");

  @Inject private LimitSettings settings;
  @Inject private LowPriority lowPriority;

  private @Nullable FairQueue queue;

  @PostConstruct
  void open() {
    queue = TurnRules.HASHES.queue(settings);
  }

  /**
   * Hashes in a process of its own, which shares no turns with anybody: the operator's command. A
   * server uses {@link #hash(String, String)}.
   */
  public static String hashed(String clear) {
    return Argon2.hash(clear);
  }

  /** As {@link #hash(String, String)}, for the server itself. */
  public String hash(String clear) {
    return hash(clear, THIS_SERVER);
  }

  /**
   * Hashes with a random salt; the result names its own parameters. Takes tens of milliseconds on
   * purpose.
   *
   * @param address who asks, for sharing the turns fairly
   * @throws Busy when no turn was to be had
   */
  public String hash(String clear, String address) {
    return turn(address, () -> hashed(clear));
  }

  /**
   * Whether the password belongs to the hash. Without a hash the answer is no, after the same time:
   * an unknown e-mail address must cost as much as a wrong password. A password that nobody can
   * have set is refused without hashing.
   *
   * @param address who asks, for sharing the turns fairly
   * @throws Busy when no turn was to be had
   */
  public boolean matches(String clear, Optional<String> hash, String address) {
    if (clear.isEmpty() || clear.length() > Budget.SignIn.PASSWORD_CHARACTERS) {
      return false;
    }
    String kept = hash.orElse(NOBODY);
    return turn(address, () -> Argon2.matches(clear, kept) && hash.isPresent());
  }

  /** Whether another request from this address would get or wait for a turn. */
  public boolean hasRoomFor(String address) {
    return Objects.requireNonNull(queue).hasRoomFor(address);
  }

  /** How many requests wait for a turn. */
  public int waiting() {
    return Objects.requireNonNull(queue).waiting();
  }

  private <T> T turn(String address, Supplier<T> work) {
    return Objects.requireNonNull(queue).run(address, () -> lowPriority.compute(work));
  }
}
