package io.netia.identity.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netia.crypto.Sha256;
import io.netia.errors.Busy;
import io.netia.json.service.Json;
import io.netia.limits.Budget;
import io.netia.limits.LimitSetting;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.limits.service.LimitSettings;
import io.netia.live.service.Bus;
import io.netia.live.service.LiveEvent;
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
 * does not stop a source that is known. Each node keeps both in memory and publishes the outcome of
 * an attempt for the others; an outcome that is lost on the way is not counted there.
 */
@ApplicationScoped
public class SignInGuard {

  /** The outcomes of attempts, for the other nodes. */
  private static final String TOPIC = "sign-in attempts";

  private static final String WRONG = "wrong";
  private static final String RIGHT = "right";

  @Inject private LimitSettings settings;
  @Inject private Bus bus;
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

  /** Counts the outcomes that other nodes publish from now on. */
  public void watch() {
    bus.subscribe(this::count);
  }

  private void count(LiveEvent event) {
    if (!event.topic().equals(TOPIC)) {
      return;
    }
    Outcome outcome = Outcome.of(event.payload());
    if (outcome.node().equals(bus.node())) {
      return;
    }
    if (event.event().equals(RIGHT)) {
      ofSource.forget(outcome.source());
    } else {
      ofSource.add(outcome.source(), clock.instant());
      if (outcome.name() != null) {
        names().add(outcome.name(), clock.instant());
      }
    }
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
      return new Attempt(Optional.empty());
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
        Optional.of(new Outcome(bus.node(), sourceKey, wait.isPresent() ? null : nameKey)));
  }

  private static void refuse(Duration wait) {
    RefusalCounters.count(RefusalReason.RATE);
    throw Busy.caller(wait.plusSeconds(1));
  }

  private FailedAttempts names() {
    return Objects.requireNonNull(ofName);
  }

  /** A password being tried. It counts as wrong until it is marked otherwise. */
  final class Attempt {

    private final Optional<Outcome> keys;

    private Attempt(Optional<Outcome> keys) {
      this.keys = keys;
    }

    /** The password was wrong: the other nodes count that as well. */
    void failed() {
      publish(WRONG);
    }

    /** The password was right: the source starts afresh, other sources do not. */
    void succeeded() {
      keys.ifPresent(of -> ofSource.forget(of.source()));
      takeBackName();
      publish(RIGHT);
    }

    /** The password was never looked at. */
    void abandoned() {
      keys.ifPresent(of -> ofSource.takeBack(of.source()));
      takeBackName();
    }

    private void takeBackName() {
      keys.map(Outcome::name).ifPresent(names()::takeBack);
    }

    private void publish(String what) {
      keys.ifPresent(of -> bus.publish(LiveEvent.of(TOPIC, what, Json.write(of))));
    }
  }

  /**
   * What an attempt is counted by.
   *
   * @param node where it was made
   * @param source digest of name and source
   * @param name digest of the name; null when the source is known and the name's count does not
   *     stop it
   */
  private record Outcome(String node, String source, @Nullable String name) {

    static Outcome of(String json) {
      try {
        return Json.mapper().readValue(json, Outcome.class);
      } catch (JsonProcessingException broken) {
        throw new IllegalArgumentException("No outcome of an attempt: " + json, broken);
      }
    }
  }
}
