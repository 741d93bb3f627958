package io.netia.live.socket.longpoll;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes an answer whenever the network takes it, and ends the request. */
final class NonBlockingAnswer implements WriteListener {

  private static final Logger LOG = System.getLogger(NonBlockingAnswer.class.getName());

  private final AsyncContext request;
  private final ServletOutputStream out;
  private byte @Nullable [] bytes;

  private NonBlockingAnswer(AsyncContext request, ServletOutputStream out, byte[] bytes) {
    this.request = request;
    this.out = out;
    this.bytes = bytes;
  }

  static void write(AsyncContext request, Answer answer) {
    byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
    try {
      request.getResponse().setContentLength(bytes.length);
      ServletOutputStream out = request.getResponse().getOutputStream();
      out.setWriteListener(new NonBlockingAnswer(request, out, bytes));
    } catch (IOException | IllegalStateException gone) {
      // The client notices that its request failed, and connects anew.
      LOG.log(Level.DEBUG, "A poll could not be answered", gone);
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
      request.complete();
    }
  }

  @Override
  public void onError(Throwable failed) {
    LOG.log(Level.DEBUG, "A poll's answer did not arrive", failed);
    request.complete();
  }
}
