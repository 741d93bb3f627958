package io.netia.live.socket.connect;

import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.hub.ClientTransport;
import io.netia.live.socket.hub.CloseCode;
import io.netia.live.socket.hub.Connection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All open sockets of this node. */
public final class Sockets {

  private static final Logger LOG = System.getLogger(Sockets.class.getName());

  private final Set<PhoenixSocket> open = ConcurrentHashMap.newKeySet();
  private final PhoenixSocket.Shared surroundings;
  private final Connection.Limits limits;
  private final Admission admission;
  private final Executor closing;

  /**
   * @param closing runs the closing of slow connections
   */
  public Sockets(
      PhoenixSocket.Shared surroundings,
      Connection.Limits limits,
      Admission admission,
      Executor closing) {
    this.surroundings = surroundings;
    this.limits = limits;
    this.admission = admission;
    this.closing = closing;
    limits.memory().relievedBy(this::closeSlowest);
  }

  /** Whether another one from this address may open. */
  public Admission.Answer admit(String address) {
    return admission.of(address, open.size());
  }

  /** Counts a request for a long-poll session that is not there; false when there are too many. */
  public boolean takeUnknownSession(String address) {
    return admission.takeUnknownSession(address);
  }

  /**
   * Opens a socket over a way to the client.
   *
   * @param known gets the socket before anything can close it
   */
  public PhoenixSocket open(
      ClientTransport transport, Handshake handshake, Consumer<PhoenixSocket> known) {
    String id = UUID.randomUUID().toString();
    Connection connection = new Connection(id, transport, limits, closing);
    PhoenixSocket socket =
        new PhoenixSocket(
            surroundings,
            connection,
            handshake.version(),
            handshake.agent(),
            handshake.address(),
            admission.enter(handshake.address()));
    known.accept(socket);
    open.add(socket);
    socket.begin();
    if (socket.hasEnded()) {
      // Its connection was gone before it was among the open ones.
      ended(socket);
    }
    return socket;
  }

  /** The connection of a socket is gone. Safe to call twice. */
  public void ended(PhoenixSocket socket) {
    if (open.remove(socket)) {
      socket.share().ended();
    }
    socket.ended();
  }

  /**
   * Closes the silent ones, and those that have joined nothing. One pass over all of them every few
   * seconds costs less than a timer for each.
   */
  public void closeSilent() {
    open.forEach(PhoenixSocket::checkActivity);
    admission.sweep();
  }

  /** Closes those that most waits for, until all together hold little enough. */
  private void closeSlowest() {
    record Waiting(PhoenixSocket socket, long bytes) {}
    List<Waiting> slowest =
        open.stream()
            .map(socket -> new Waiting(socket, socket.waitingBytes()))
            .filter(waiting -> waiting.bytes() > 0)
            .sorted(Comparator.comparingLong(Waiting::bytes).reversed())
            .toList();
    int closed = 0;
    for (Waiting waiting : slowest) {
      if (limits.memory().isRelieved()) {
        break;
      }
      waiting.socket().giveUp();
      closed++;
    }
    LOG.log(
        Level.WARNING, "Too much waited to be written: the {0} slowest sockets are closed", closed);
  }

  /**
   * Closes those of ended sessions. The bus announces an end at once; this finds what the bus has
   * lost.
   *
   * @param endedAmong which of the given sessions have ended
   */
  public void closeEnded(Function<Set<UUID>, Set<UUID>> endedAmong) {
    Map<UUID, List<PhoenixSocket>> sessions =
        open.stream()
            .filter(socket -> socket.agent().isPresent())
            .collect(Collectors.groupingBy(socket -> socket.agent().get().sessionId()));
    if (!sessions.isEmpty()) {
      endedAmong.apply(sessions.keySet()).stream()
          .flatMap(ended -> sessions.getOrDefault(ended, List.of()).stream())
          .forEach(socket -> socket.close(CloseCode.GOING_AWAY, "signed out"));
    }
  }

  /**
   * Sends all clients away in groups, so that they do not come back in one moment: because events
   * were lost, or because this node stops.
   *
   * @param slices how many groups
   * @param code what they are closed with
   * @param reason the reason as text
   * @return closes the next group with each run
   */
  public List<Runnable> closingInSlices(int slices, int code, String reason) {
    List<List<PhoenixSocket>> groups =
        IntStream.range(0, slices)
            .mapToObj(slice -> (List<PhoenixSocket>) new ArrayList<PhoenixSocket>())
            .toList();
    int next = 0;
    for (PhoenixSocket socket : open) {
      groups.get(next++ % slices).add(socket);
    }
    return groups.stream().map(group -> closing(group, code, reason)).toList();
  }

  private static Runnable closing(List<PhoenixSocket> group, int code, String reason) {
    return () -> group.forEach(socket -> socket.close(code, reason));
  }

  /** Closes all sockets with the code of a server that will be back. */
  public void closeAll() {
    open.forEach(socket -> socket.close(CloseCode.SERVICE_RESTART, "restart"));
  }

  /** How many are open; for monitoring. */
  public int count() {
    return open.size();
  }
}
