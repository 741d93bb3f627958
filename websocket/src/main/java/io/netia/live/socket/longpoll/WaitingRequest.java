package io.netia.live.socket.longpoll;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A servlet's request that waits without a thread, and is answered without waiting for the client.
 */
final class WaitingRequest implements Poll, AsyncListener {

  private static final Logger LOG = System.getLogger(WaitingRequest.class.getName());

  private final AsyncContext request;
  private final Executor answering;
  private final Consumer<Poll> onHangUp;

  /**
   * @param answering runs the answer on a thread that serves no other request: the container takes
   *     whatever this one holds in that thread for its own
   */
  WaitingRequest(AsyncContext request, Executor answering, Consumer<Poll> onHangUp) {
    this.request = request;
    this.answering = answering;
    this.onHangUp = onHangUp;
    // The sweep over all sessions ends it in time.
    request.setTimeout(0);
    request.addListener(this);
  }

  @Override
  public void answer(Answer answer) {
    answering.execute(() -> write(answer));
  }

  private void write(Answer answer) {
    byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
    try {
      request.getResponse().setContentLength(bytes.length);
      ServletOutputStream out = request.getResponse().getOutputStream();
      out.setWriteListener(new Writing(request, out, bytes));
    } catch (IOException | IllegalStateException gone) {
      // The client notices that its request failed, and connects anew.
      LOG.log(Level.DEBUG, "A poll could not be answered", gone);
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    onHangUp.accept(this);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    onHangUp.accept(this);
  }

  @Override
  public void onComplete(AsyncEvent event) {
    // Answered, or given up by the container, which has said so before.
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // It is started once.
  }

  /** Writes the bytes when the network takes them. */
  private static final class Writing implements WriteListener {

    private final AsyncContext request;
    private final ServletOutputStream out;
    private byte @Nullable [] bytes;

    Writing(AsyncContext request, ServletOutputStream out, byte[] bytes) {
      this.request = request;
      this.out = out;
      this.bytes = bytes;
    }

    @Override
    public void onWritePossible() throws IOException {
      if (bytes != null && out.isReady()) {
        byte[] all = bytes;
        bytes = null;
        out.write(all);
      }
      if (bytes == null && out.isReady()) {
        request.complete();
      }
    }

    @Override
    public void onError(Throwable failed) {
      LOG.log(Level.DEBUG, "A poll's answer did not arrive", failed);
      request.complete();
    }
  }
}
