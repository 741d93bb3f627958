package io.netia.limits.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.netia.configuration.SettingSource;
import io.netia.configuration.service.Settings;
import io.netia.limits.Budget;
import io.netia.problems.Failure.Kind;
import io.netia.problems.rest.DetailedFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what each caller does, on this node. */
@ApplicationScoped
public class Limits {

  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final Map<Limit, Integer> perMinute = new EnumMap<>(Limit.class);
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(Budget.Requests.ADDRESSES_REMEMBERED)
          .expireAfterAccess(PERIOD.multipliedBy(2))
          .build();

  private final TimeMeter time;

  /** By the machine's own clock that cannot be set. */
  public Limits() {
    this(TimeMeter.SYSTEM_NANOTIME);
  }

  Limits(TimeMeter time) {
    this.time = time;
  }

  /** As the server starts, so that a wrong number stops it and not its first request. */
  void read(@Observes @Initialized(ApplicationScoped.class) Object start) {
    read(Settings.source());
  }

  void read(SettingSource source) {
    for (Limit limit : Limit.values()) {
      perMinute.put(limit, limit.setting().read(source));
    }
  }

  /**
   * Takes one from what the key has left.
   *
   * @throws DetailedFailure 429 when nothing is left; says in how many seconds there will be
   */
  public void spend(Limit limit, String key) {
    int most = perMinute.getOrDefault(limit, limit.perMinute());
    if (most <= 0) {
      return;
    }
    Bucket bucket =
        buckets.get(limit + ":" + key.toLowerCase(Locale.ROOT), ignored -> bucket(most));
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) {
      long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
      throw new DetailedFailure(
          Kind.TOO_MANY, "rate_limited", "Too many requests", Map.of("retry_after", seconds));
    }
  }

  private Bucket bucket(int most) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(most).refillGreedy(most, PERIOD))
        .build();
  }
}
