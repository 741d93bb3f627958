package io.netia.limits.service;

import io.netia.errors.Busy;
import io.netia.limits.Budget;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns of reads whose answers hold as many messages as somebody has written. While one is made it
 * stands in memory several times: as the database sent it, as texts, as JSON. So only as many are
 * made at once as fit into a part of the heap and the processors can make at all.
 */
@ApplicationScoped
public class LargeAnswers {

  @Inject private LimitSettings settings;

  private @Nullable FairQueue answers;
  private @Nullable FairQueue exports;

  @PostConstruct
  void open() {
    answers = TurnRules.ANSWERS.queue(settings);
    exports = TurnRules.ANSWERS.queue(settings, Budget.LargeAnswers.EXPORTS_AT_ONCE);
  }

  /**
   * Reads and renders an answer when it is the caller's turn.
   *
   * @param address who asks, for sharing the turns fairly
   * @throws Busy when no turn was to be had
   */
  public <T> T make(String address, Supplier<T> making) {
    return Objects.requireNonNull(answers).run(address, making);
  }

  /**
   * The same for a whole table, which takes as much as all other answers together.
   *
   * @throws Busy when no turn was to be had
   */
  public <T> T export(String address, Supplier<T> making) {
    return Objects.requireNonNull(exports).run(address, making);
  }

  /** How many wait for a turn. */
  public int waiting() {
    return Objects.requireNonNull(answers).waiting() + Objects.requireNonNull(exports).waiting();
  }
}
