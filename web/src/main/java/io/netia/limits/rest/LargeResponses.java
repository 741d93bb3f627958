package io.netia.limits.rest;

import io.netia.errors.Busy;
import io.netia.errors.rest.DetailedFailure;
import io.netia.limits.Budget;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.limits.service.LargeAnswers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Responses with as many messages as somebody has written. Each is made in a turn ({@link
 * LargeAnswers}), and counts by its size against what its address may have in a minute: turns bound
 * what is made at once, and not how often.
 */
@ApplicationScoped
public class LargeResponses {

  @Inject private LargeAnswers turns;
  @Inject private RateLimiter limits;

  /**
   * Makes a response when it is the caller's turn.
   *
   * @param address who asks
   * @throws DetailedFailure 429 when the address has had too much
   * @throws Busy when no turn was to be had
   */
  public Response make(String address, Supplier<Response> making) {
    return make(address, making, Function.identity());
  }

  /** The same for something that has the response in it. */
  public <T> T make(String address, Supplier<T> making, Function<T, Response> response) {
    check(address);
    return turns.make(address, () -> counted(address, making, response));
  }

  /** The same for a whole table. */
  public Response export(String address, Supplier<Response> making) {
    check(address);
    return turns.export(address, () -> counted(address, making, Function.identity()));
  }

  private void check(String address) {
    try {
      limits.check(Limit.LARGE_ANSWERS, address);
    } catch (DetailedFailure tooMany) {
      RefusalCounters.count(RefusalReason.LARGE_ANSWERS);
      throw tooMany;
    }
  }

  private <T> T counted(String address, Supplier<T> making, Function<T, Response> response) {
    // Those before it in the queue may have taken what was left.
    check(address);
    T made = making.get();
    if (response.apply(made).getEntity() instanceof byte[] body) {
      limits.charge(Limit.LARGE_ANSWERS, address, body.length / Budget.LargeAnswers.COUNTED_BYTES);
    }
    return made;
  }
}
