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
  private final boolean isProxy;
  private final boolean isTls;
  private final Unsent unsent;
  private final ConnectionState state;
  private final MessageFraming framing = new MessageFraming();
  private final int usualQueue;

  /**
   * A connection that was just accepted.
   *
   * @param open who is told when it is closed
   * @param address what its limits count in
   * @param isProxy whether all clients of a trusted proxy come by this address
   * @param isTls whether bytes that are written here are encrypted afterwards
   * @param now nanoseconds
   */
  HttpConnection(
      NIOConnection connection,
      OpenConnections open,
      AddressUse address,
      boolean isProxy,
      boolean isTls,
      Unsent unsent,
      long now) {
    this.connection = connection;
    this.open = open;
    this.address = address;
    this.isProxy = isProxy;
    this.isTls = isTls;
    this.unsent = unsent;
    this.state = new ConnectionState(now);
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

  boolean isProxy() {
    return isProxy;
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

  /** Bytes that were handed to the network layer. */
  void queued(int bytes, long now) {
    unsent.add(address, state.queued(bytes, now));
  }

  @Override
  public void onWriteEvent(Connection one, Buffer data, long size) {
    unsent.remove(address, state.sent(size, System.nanoTime()));
  }

  @Override
  public void onClosed(Closeable closed, ICloseType type) {
    open.release(this);
  }

  /**
   * Is no longer counted: it is closed, or speaks another protocol, or the application goes. The
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
