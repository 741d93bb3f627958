package io.netia.limits.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.netia.configuration.SettingSource;
import io.netia.configuration.service.Settings;
import io.netia.errors.DomainException.Kind;
import io.netia.errors.rest.DetailedFailure;
import io.netia.limits.Budget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts what each caller does, on this node. */
@ApplicationScoped
public class RateLimiter {

  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Duration REFUSING = Duration.ofSeconds(10);

  private final Map<Limit, Integer> perMinute = new EnumMap<>(Limit.class);
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(Budget.Requests.ADDRESSES_REMEMBERED)
          .expireAfterAccess(PERIOD.multipliedBy(2))
          .build();
  private final TimeMeter time;
  private volatile long refusedAt;

  /** By the machine's own clock that cannot be set. */
  public RateLimiter() {
    this(TimeMeter.SYSTEM_NANOTIME);
  }

  RateLimiter(TimeMeter time) {
    this.time = time;
    this.refusedAt = time.currentTimeNanos() - REFUSING.toNanos();
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
   * @throws DetailedFailure 429 when nothing is left, with the seconds until there is
   */
  public void acquire(Limit limit, String key) {
    acquire(limit, key, 1);
  }

  /** The same for what counts as several. */
  public void acquire(Limit limit, String key, int count) {
    long seconds = tryAcquire(limit, key, count);
    if (seconds > 0) {
      throw refusal(seconds);
    }
  }

  private static DetailedFailure refusal(long seconds) {
    return new DetailedFailure(
        Kind.TOO_MANY, "rate_limited", "Too many requests", Map.of("retry_after", seconds));
  }

  /**
   * Whether the key has anything left, for what is counted when it is done ({@link #charge}).
   *
   * @throws DetailedFailure 429 when nothing is left, with the seconds until there is
   */
  public void check(Limit limit, String key) {
    long seconds = secondsToWait(limit, key);
    if (seconds > 0) {
      throw refusal(seconds);
    }
  }

  /** In how many seconds the key has something left, and 0 when it has; takes nothing. */
  long secondsToWait(Limit limit, String key) {
    int most = most(limit);
    if (most <= 0) {
      return 0;
    }
    EstimationProbe left = bucket(limit, key, most).estimateAbilityToConsume(1);
    return left.canBeConsumed() ? 0 : seconds(left.getNanosToWaitForRefill());
  }

  /** Takes from what the key has left, and from what it will have if that is not enough. */
  public void charge(Limit limit, String key, int count) {
    int most = most(limit);
    if (most > 0 && count > 0) {
      bucket(limit, key, most).consumeIgnoringRateLimits(count);
    }
  }

  /**
   * Takes one from what the key has left.
   *
   * @return 0, or in how many seconds there will be something again
   */
  public long tryAcquire(Limit limit, String key) {
    return tryAcquire(limit, key, 1);
  }

  /** The same for what counts as several. When there are fewer, all that is left is taken. */
  public long tryAcquire(Limit limit, String key, int count) {
    int most = most(limit);
    if (most <= 0) {
      return 0;
    }
    Bucket bucket = bucket(limit, key, most);
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(count);
    if (probe.isConsumed()) {
      return 0;
    }
    if (count > 1) {
      bucket.tryConsumeAsMuchAsPossible();
    }
    if (limit == Limit.ANONYMOUS) {
      refusedAt = time.currentTimeNanos();
    }
    return seconds(probe.getNanosToWaitForRefill());
  }

  private static long seconds(long nanos) {
    return Duration.ofNanos(nanos).toSeconds() + 1;
  }

  private int most(Limit limit) {
    return perMinute.getOrDefault(limit, limit.perMinute());
  }

  private Bucket bucket(Limit limit, String key, int most) {
    return buckets.get(limit + ":" + key.toLowerCase(Locale.ROOT), ignored -> bucket(limit, most));
  }

  /**
   * Counts a body that was refused for its size or pace as several requests: that is what it has
   * cost others. That the server is full is nobody's fault.
   */
  public void takeForBody(String address, int status) {
    if (status == 408 || status == 413 || status == 429) {
      tryAcquire(Limit.ANONYMOUS, address, Budget.Requests.REFUSED_BODY_COUNTS_AS);
    }
  }

  /** Whether an address has lately had no requests left. */
  boolean isRefusing() {
    return time.currentTimeNanos() - refusedAt < REFUSING.toNanos();
  }

  private Bucket bucket(Limit limit, int most) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(rule -> rule.capacity(limit.burst(most)).refillGreedy(most, PERIOD))
        .build();
  }
}
