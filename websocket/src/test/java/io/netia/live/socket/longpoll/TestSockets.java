package io.netia.live.socket.longpoll;

import io.netia.live.socket.channels.LobbyTopic;
import io.netia.live.socket.connect.Admission;
import io.netia.live.socket.connect.Sockets;
import io.netia.live.socket.dispatch.AddressShare;
import io.netia.live.socket.dispatch.FakeChat;
import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.dispatch.SocketLimits;
import io.netia.live.socket.dispatch.WaitingEvents;
import io.netia.live.socket.hub.Connection;
import io.netia.live.socket.hub.Hub;
import io.netia.live.socket.hub.QueueMemory;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Sockets with a lobby, for tests of what comes by long-poll. */
final class TestSockets {

  static final AddressShare.Rate ANY = new AddressShare.Rate(0, 0);

  private TestSockets() {}

  /**
   * None is open yet.
   *
   * @param perAddress how many one address may open; 0 for any number
   * @param handshakes how often it may try to
   */
  static Sockets of(
      Hub hub,
      QueueMemory memory,
      int perAddress,
      AddressShare.Rate handshakes,
      LongSupplier nanos) {
    SocketLimits limits =
        new SocketLimits(
            3, 10, 1000, Duration.ofMinutes(2), Duration.ofSeconds(45), Duration.ofSeconds(15));
    return new Sockets(
        new PhoenixSocket.Shared(hub, List.of(new LobbyTopic(new FakeChat(hub))), limits, nanos),
        new Connection.Limits(300, 100_000, memory),
        new Admission(
            new Admission.Limits(
                1_000,
                perAddress,
                new AddressShare.Rates(handshakes, ANY, ANY, ANY),
                new AddressShare.Work(0, new WaitingEvents(0, Runnable::run))),
            nanos),
        Runnable::run);
  }
}
