package io.netia.connections.rest;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.ICloseType;
import org.glassfish.grizzly.nio.NIOConnection;

/** What comes on one WebSocket. Bytes are read by one thread at a time; the sweep looks on. */
final class SocketReads implements CloseListener<Closeable, ICloseType> {

  private final NIOConnection connection;
  private final PartialMessages all;
  private final String address;
  private final boolean isProxy;
  private final FrameFollower frames = new FrameFollower();
  private long counted;
  private long since;
  private boolean isOver;

  /**
   * A connection that has just become a WebSocket.
   *
   * @param isProxy whether all clients of a trusted proxy come by this address
   */
  SocketReads(NIOConnection connection, PartialMessages all, String address, boolean isProxy) {
    this.connection = connection;
    this.all = all;
    this.address = address;
    this.isProxy = isProxy;
  }

  NIOConnection connection() {
    return connection;
  }

  String address() {
    return address;
  }

  boolean isProxy() {
    return isProxy;
  }

  /** Whether what has come may go on: it consists of frames, and there is room for it. */
  boolean read(Buffer bytes, long now) {
    if (frames.refusal() != 0) {
      return false;
    }
    boolean isCompleted = frames.follow(bytes);
    long held = frames.held();
    boolean hasRoom = (held == 0 && counted() == 0) || count(held, isCompleted, now);
    return hasRoom && frames.refusal() == 0;
  }

  /** The code with which the socket is to be closed for what it has sent; 0 for none. */
  int refusal() {
    return frames.refusal();
  }

  private synchronized long counted() {
    return counted;
  }

  private synchronized boolean count(long held, boolean isCompleted, long now) {
    if (isOver) {
      return true;
    }
    if (isCompleted || counted == 0) {
      since = now;
    }
    long change = held - counted;
    counted = held;
    return all.change(this, change, held > 0);
  }

  /** Since when it has the beginning of a message and not its end. */
  synchronized long since() {
    return since;
  }

  /** Nothing of it counts any more. */
  synchronized void leave() {
    if (!isOver) {
      isOver = true;
      all.change(this, -counted, false);
      counted = 0;
    }
  }

  @Override
  public void onClosed(Closeable closed, ICloseType type) {
    all.release(this);
  }
}
