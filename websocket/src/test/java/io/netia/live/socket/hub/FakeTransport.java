package io.netia.live.socket.hub;

import io.netia.live.socket.protocol.Outgoing;
import java.util.ArrayList;
import java.util.List;

/** A client in memory; it reads at once, or not at all until the test lets it. */
public final class FakeTransport implements ClientTransport {

  /** What arrived, in order. */
  public final List<String> received = new ArrayList<>();

  /** The sizes of the writes. */
  public final List<Integer> writes = new ArrayList<>();

  /** The code it was closed with; 0 while it is open. */
  public int closedWith;

  /** How often it was asked for a sign of life. */
  public int pings;

  /** Runs when something has arrived. */
  public Runnable onWrite = () -> {};

  private final boolean isReading;
  private Written pending;

  public FakeTransport() {
    this(true);
  }

  public FakeTransport(boolean isReading) {
    this.isReading = isReading;
  }

  @Override
  public int messagesPerWrite() {
    return 16;
  }

  @Override
  public void write(List<Outgoing> messages, Written written) {
    if (pending != null) {
      throw new AssertionError("A write began while another was under way");
    }
    writes.add(messages.size());
    messages.forEach(message -> received.add(message.text()));
    onWrite.run();
    if (isReading) {
      written.completed();
    } else {
      pending = written;
    }
  }

  /** The network takes what was written last. */
  public void read() {
    Written done = pending;
    pending = null;
    done.completed();
  }

  /** The write that is under way fails. */
  public void breakOff() {
    Written done = pending;
    pending = null;
    done.failed(new java.io.IOException("reset"));
  }

  @Override
  public void ping() {
    pings++;
  }

  @Override
  public void close(int code, String reason) {
    closedWith = code;
  }
}
