package io.netia.live.socket.longpoll;

import io.netia.live.socket.hub.QueueMemory;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Answers to addresses that ask too often: they come after a while, and hold no thread until then.
 *
 * @param later does something for an address after a while, if it can
 * @param memory holds answers until the network has taken them
 */
record LateAnswers(BiPredicate<String, Supplier<Runnable>> later, QueueMemory memory) {

  /**
   * Answers a request later, or at once when too many wait already.
   *
   * @param from the address that sent it
   */
  void answer(HttpServletRequest request, HttpServletResponse response, String from, Answer answer)
      throws IOException {
    boolean isLater =
        request.isAsyncSupported() && later.test(from, () -> writing(request.startAsync(), answer));
    if (!isLater) {
      answer.writeTo(response);
    }
  }

  private Runnable writing(AsyncContext request, Answer answer) {
    return () -> NonBlockingAnswer.write(request, answer, memory);
  }
}
