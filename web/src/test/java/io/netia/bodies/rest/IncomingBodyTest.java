package io.netia.bodies.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IncomingBodyTest {

  private static final int SENT = 100_000;
  private static final int LIMIT = 50_000;

  private final Arrivals arrivals = new Arrivals(4, 3, 2, new BodyMemory(1_000_000));
  private final Sender sender = new Sender();

  private int read(long announced, boolean discards) {
    IncomingBody body =
        new IncomingBody(
            "a", announced, LIMIT, System.nanoTime(), arrivals, Optional.empty(), () -> discards);
    arrivals.begin(body);
    try {
      return body.readFrom(sender);
    } finally {
      arrivals.end(body);
    }
  }

  @Test
  void a_body_that_is_too_large_is_read_so_that_its_sender_sees_the_answer() {
    assertThat(read(SENT, true)).isEqualTo(413);
    assertThat(sender.read).isEqualTo(SENT);
  }

  @Test
  void beyond_the_number_that_are_read_so_it_is_refused_at_once() {
    assertThat(read(SENT, false)).isEqualTo(413);
    assertThat(sender.read).isZero();
  }

  @Test
  void one_without_a_length_is_left_where_it_becomes_too_large() {
    assertThat(read(-1, false)).isEqualTo(413);
    assertThat(sender.read).isBetween(LIMIT, LIMIT + 8_192);
  }

  /** Sends everything at once. */
  private static final class Sender extends ServletInputStream {

    private int read;

    @Override
    public int read() {
      return read++ < SENT ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int count = Math.min(length, SENT - read);
      read += count;
      return count == 0 ? -1 : count;
    }

    @Override
    public int available() {
      return SENT - read;
    }

    @Override
    public boolean isFinished() {
      return read == SENT;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("not asynchronous");
    }
  }
}
