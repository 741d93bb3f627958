package io.netia.limits.service;

import io.netia.errors.Busy;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns of reads that no index answers: the database looks at as much as the account has stored,
 * which is the caller's choice. Each occupies a connection and a processor of the database
 * meanwhile, so only a few run at once, and messages never wait for them.
 */
@ApplicationScoped
public class Searches {

  @Inject private LimitSettings settings;

  private @Nullable FairQueue queue;

  @PostConstruct
  void open() {
    queue = TurnRules.SEARCHES.queue(settings);
  }

  /**
   * Searches when it is the caller's turn.
   *
   * @param address who asks, for sharing the turns fairly
   * @throws Busy when no turn was to be had
   */
  public <T> T run(String address, Supplier<T> search) {
    return Objects.requireNonNull(queue).run(address, search);
  }

  /** How many wait for a turn. */
  public int waiting() {
    return Objects.requireNonNull(queue).waiting();
  }
}
