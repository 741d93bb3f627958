package io.netia.connections.rest;

import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.ICloseType;
import org.glassfish.grizzly.nio.NIOConnection;

/** One connection of a listener, with what is known of it. */
final class HttpConnection extends ConnectionProbe.Adapter
    implements CloseListener<Closeable, ICloseType> {

  private final NIOConnection connection;
  private final OpenConnections open;
  private final AddressUse address;
  private final long number;
  private final boolean isTls;
  private final Unsent unsent;
  private final ConnectionState state;
  private final MessageFraming framing = new MessageFraming();
  private final int usualQueue;

  /**
   * A connection that was just accepted.
   *
   * @param open called when it is closed
   * @param address what its limits count in
   * @param number of all connections, which one it is
   * @param isTls whether bytes that are written here are encrypted afterwards
   */
  HttpConnection(
      NIOConnection connection,
      OpenConnections open,
      AddressUse address,
      long number,
      boolean isTls,
      Unsent unsent) {
    this.connection = connection;
    this.open = open;
    this.address = address;
    this.number = number;
    this.isTls = isTls;
    this.unsent = unsent;
    this.state = new ConnectionState(open.now());
    this.usualQueue = connection.getMaxAsyncWriteQueueSize();
  }

  /** Nobody's thread waits until an answer has been read: its memory is counted instead. */
  void enter() {
    connection.setMaxAsyncWriteQueueSize(-1);
    connection.getMonitoringConfig().addProbes(this);
    connection.addCloseListener(this);
  }

  NIOConnection connection() {
    return connection;
  }

  AddressUse address() {
    return address;
  }

  long number() {
    return number;
  }

  boolean isTls() {
    return isTls;
  }

  ConnectionState state() {
    return state;
  }

  MessageFraming framing() {
    return framing;
  }

  /** Nanoseconds of the one clock. */
  long now() {
    return open.now();
  }

  /** Bytes that were handed to the network layer. */
  void queued(int bytes) {
    unsent.add(address, state.queued(bytes, now()));
  }

  @Override
  public void onWriteEvent(Connection one, Buffer data, long size) {
    unsent.remove(address, state.sent(size, now()));
  }

  @Override
  public void onClosed(Closeable closed, ICloseType type) {
    open.release(this);
  }

  /**
   * Is no longer counted: it is closed, or has another protocol, or the application goes. The
   * server keeps nothing of this application with it, and queues what it writes as it did.
   */
  void leave() {
    ListenerFilter.forget(connection);
    connection.removeCloseListener(this);
    connection.getMonitoringConfig().removeProbes(this);
    connection.setMaxAsyncWriteQueueSize(usualQueue);
    unsent.remove(address, state.forget());
  }
}
