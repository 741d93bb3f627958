package io.netia.limits.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.netia.problems.Failure.Kind;
import io.netia.problems.rest.DetailedFailure;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Counts what each caller does, on this node. */
@ApplicationScoped
public class Limits {

  private static final int REMEMBERED_MOST = 100_000;
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final Map<Limit, Integer> perMinute = new EnumMap<>(Limit.class);
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED_MOST)
          .expireAfterAccess(PERIOD.multipliedBy(2))
          .build();

  @PostConstruct
  void read() {
    read(ConfigProvider.getConfig());
  }

  void read(Config config) {
    for (Limit limit : Limit.values()) {
      perMinute.put(
          limit,
          config.getOptionalValue(limit.property(), Integer.class).orElse(limit.perMinute()));
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

  private static Bucket bucket(int most) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(most).refillGreedy(most, PERIOD))
        .build();
  }
}
