package io.netia.live.socket.endpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.glassfish.tyrus.spi.Writer;

/**
 * What Tyrus itself writes to a client. It answers pings by itself: here they count as a sign of
 * life, and answers that a client does not read do not pile up. Of several pings only some need an
 * answer (RFC 6455, section 5.5.3).
 */
final class PongWriter extends Writer {

  private static final int PONG = 0xA;
  private static final int OPCODE = 0xF;
  private static final int PONGS_UNDER_WAY = 10;

  private final Writer writer;
  private final Runnable pinged;
  private final AtomicInteger underWay = new AtomicInteger();

  /**
   * @param pinged called for every ping of the client
   */
  PongWriter(Writer writer, Runnable pinged) {
    this.writer = writer;
    this.pinged = pinged;
  }

  @Override
  public void write(ByteBuffer frame, CompletionHandler<ByteBuffer> completion) {
    if ((frame.get(frame.position()) & OPCODE) != PONG) {
      writer.write(frame, completion);
      return;
    }
    pinged.run();
    if (underWay.incrementAndGet() > PONGS_UNDER_WAY) {
      underWay.decrementAndGet();
      completion.completed(frame);
    } else {
      writer.write(frame, new Counted(completion));
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private final class Counted extends CompletionHandler<ByteBuffer> {

    private final CompletionHandler<ByteBuffer> completion;

    private Counted(CompletionHandler<ByteBuffer> completion) {
      this.completion = completion;
    }

    @Override
    public void completed(ByteBuffer written) {
      underWay.decrementAndGet();
      completion.completed(written);
    }

    @Override
    public void failed(Throwable cause) {
      underWay.decrementAndGet();
      completion.failed(cause);
    }

    @Override
    public void cancelled() {
      underWay.decrementAndGet();
      completion.cancelled();
    }
  }
}
