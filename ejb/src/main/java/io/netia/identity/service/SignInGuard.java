package io.netia.identity.service;

import io.netia.digests.Sha256;
import io.netia.limits.Budget;
import io.netia.limits.LimitSetting;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.limits.service.LimitSettings;
import io.netia.problems.Busy;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing passwords without keeping the owner of a name out.
 *
 * <p>Two counts: of a name from one source, which is an address or a device that signed in as this
 * user before; and of a name from everywhere, against guesses from many addresses. The second one
 * does not stop a source that is known. Both are kept on each node, so several nodes allow as many
 * times the free guesses; the waits grow on each of them.
 */
@ApplicationScoped
public class SignInGuard {

  @Inject private LimitSettings settings;
  @Inject private Clock clock;

  private final FailedAttempts ofSource =
      new FailedAttempts(
          Budget.SignIn.FAILURES_FREE_PER_SOURCE, Budget.SignIn.FAILURE_LONGEST_WAIT_PER_SOURCE);
  private @Nullable FailedAttempts ofName;
  private boolean isOff;

  @PostConstruct
  void open() {
    int free = settings.of(LimitSetting.FAILURES_FREE_PER_NAME);
    isOff = free == 0;
    ofName = new FailedAttempts(free, Budget.SignIn.FAILURE_LONGEST_WAIT_PER_NAME);
  }

  /**
   * Begins to try a password.
   *
   * @param name what is signed in with, whether anybody has it or not
   * @param source the address or device that tries
   * @param isKnown whether the source signed in as this user before; asked only when it matters
   * @throws Busy 429 when it has to wait
   */
  Attempt begin(String name, String source, BooleanSupplier isKnown) {
    if (isOff) {
      return new Attempt(Optional.empty(), Optional.empty());
    }
    Instant now = clock.instant();
    String sourceKey = Sha256.hex(name + '\0' + source);
    ofSource.begin(sourceKey, now).ifPresent(SignInGuard::refuse);
    String nameKey = Sha256.hex(name);
    Optional<Duration> wait = names().begin(nameKey, now);
    if (wait.isPresent() && !isKnown.getAsBoolean()) {
      ofSource.takeBack(sourceKey);
      refuse(wait.get());
    }
    return new Attempt(
        Optional.of(sourceKey), wait.isPresent() ? Optional.empty() : Optional.of(nameKey));
  }

  private static void refuse(Duration wait) {
    RefusalCounters.count(RefusalReason.RATE);
    throw Busy.caller(wait.plusSeconds(1));
  }

  private FailedAttempts names() {
    return Objects.requireNonNull(ofName);
  }

  /** A password being tried. It counts as wrong until it is said to be something else. */
  final class Attempt {

    private final Optional<String> sourceKey;
    private final Optional<String> nameKey;

    private Attempt(Optional<String> sourceKey, Optional<String> nameKey) {
      this.sourceKey = sourceKey;
      this.nameKey = nameKey;
    }

    /** The password was right: the source starts afresh, other sources do not. */
    void succeeded() {
      sourceKey.ifPresent(ofSource::forget);
      nameKey.ifPresent(names()::takeBack);
    }

    /** The password was never looked at. */
    void abandoned() {
      sourceKey.ifPresent(ofSource::takeBack);
      nameKey.ifPresent(names()::takeBack);
    }
  }
}
