package io.netia.live.socket.longpoll;

import io.netia.live.socket.hub.QueueMemory;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Writes an answer whenever the network takes it, and ends the request. */
final class NonBlockingAnswer implements WriteListener {

  private static final Logger LOG = System.getLogger(NonBlockingAnswer.class.getName());

  private final AsyncContext request;
  private final ServletOutputStream out;
  private final Runnable atEnd;
  private byte @Nullable [] bytes;

  private NonBlockingAnswer(
      AsyncContext request, ServletOutputStream out, byte[] bytes, Runnable atEnd) {
    this.request = request;
    this.out = out;
    this.bytes = bytes;
    this.atEnd = atEnd;
  }

  /**
   * Answers, or fails the client's connection when too much waits to be written already.
   *
   * @param memory holds the answer until the network has taken it
   */
  static void write(AsyncContext request, Answer answer, QueueMemory memory) {
    byte[] wanted = answer.json().getBytes(StandardCharsets.UTF_8);
    boolean isHeld = memory.reserve(wanted.length);
    byte[] bytes = isHeld ? wanted : Answer.FAILED.json().getBytes(StandardCharsets.UTF_8);
    AtomicBoolean hasEnded = new AtomicBoolean(!isHeld);
    Runnable atEnd =
        () -> {
          if (hasEnded.compareAndSet(false, true)) {
            memory.free(wanted.length);
          }
        };
    try {
      request.getResponse().setContentLength(bytes.length);
      ServletOutputStream out = request.getResponse().getOutputStream();
      out.setWriteListener(new NonBlockingAnswer(request, out, bytes, atEnd));
    } catch (IOException | IllegalStateException gone) {
      // The client notices that its request failed, and connects anew.
      LOG.log(Level.DEBUG, "A poll could not be answered", gone);
      atEnd.run();
    }
  }

  @Override
  public void onWritePossible() throws IOException {
    if (bytes != null && out.isReady()) {
      byte[] all = bytes;
      bytes = null;
      out.write(all);
    }
    if (bytes == null && out.isReady()) {
      atEnd.run();
      request.complete();
    }
  }

  @Override
  public void onError(Throwable failed) {
    LOG.log(Level.DEBUG, "A poll's answer did not arrive", failed);
    atEnd.run();
    request.complete();
  }
}
