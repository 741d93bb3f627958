package io.netia.live.socket.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.socket.dispatch.AddressShare;
import io.netia.live.socket.dispatch.PhoenixSocket;
import io.netia.live.socket.dispatch.SocketLimits;
import io.netia.live.socket.dispatch.WaitingEvents;
import io.netia.live.socket.hub.Connection;
import io.netia.live.socket.hub.FakeTransport;
import io.netia.live.socket.hub.Hub;
import io.netia.live.socket.hub.QueueMemory;
import io.netia.live.socket.protocol.WireVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Many clients that do not read, and some that do. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SlowestSocketsTest {

  private static final AddressShare.Rate ANY = new AddressShare.Rate(0, 0);
  private static final AddressShare.Work ANY_WORK =
      new AddressShare.Work(0, new WaitingEvents(0, Runnable::run));

  private final AtomicLong nanos = new AtomicLong();
  private final QueueMemory memory = new QueueMemory(500_000, Runnable::run);
  private final Admission admission =
      new Admission(
          new Admission.Limits(1_000, 0, new AddressShare.Rates(ANY, ANY, ANY, ANY), ANY_WORK),
          nanos::get);
  private final Sockets sockets =
      new Sockets(
          new PhoenixSocket.Shared(
              new Hub("node"),
              List.of(),
              new SocketLimits(
                  3, 10_000, 10_000, Duration.ofMinutes(2), Duration.ofSeconds(45), Duration.ZERO),
              nanos::get),
          new Connection.Limits(1_000, 4_000_000, memory),
          admission,
          Runnable::run);

  private record Tab(FakeTransport transport, PhoenixSocket socket) {

    /** Asks for something, whose answer waits when nobody reads. */
    void ask(int times) {
      for (int i = 0; i < times; i++) {
        socket.receive("[null,\"" + "r".repeat(200) + "\",\"phoenix\",\"heartbeat\",{}]");
      }
    }
  }

  private Tab open(boolean isReading) {
    FakeTransport transport = new FakeTransport(isReading);
    Handshake handshake = new Handshake(WireVersion.V2, Optional.empty(), "192.0.2." + nanos);
    return new Tab(transport, sockets.open(transport, handshake, socket -> {}));
  }

  @Test
  void those_that_most_waits_for_are_closed_first_and_readers_live_on() {
    List<Tab> slow = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      slow.add(open(false));
    }
    Tab slowest = slow.get(7);
    slowest.ask(400);
    slow.forEach(tab -> tab.ask(90));
    Tab reader = open(true);
    reader.ask(500);

    assertThat(slowest.transport().closedWith).isEqualTo(1001);
    assertThat(slow).filteredOn(tab -> tab.transport().closedWith == 0).hasSizeGreaterThan(10);
    assertThat(reader.transport().received).hasSize(500);
    assertThat(reader.transport().closedWith).isZero();
    assertThat(memory.used()).isLessThanOrEqualTo(500_000);
  }

  @Test
  void an_address_without_sockets_is_forgotten_once_it_could_begin_anew() {
    Tab tab = open(true);
    assertThat(admission.addresses()).isEqualTo(1);
    nanos.addAndGet(Duration.ofMinutes(5).toNanos());
    sockets.closeSilent();
    assertThat(admission.addresses()).as("its socket is open").isEqualTo(1);

    sockets.ended(tab.socket());
    sockets.closeSilent();
    assertThat(admission.addresses()).as("its rates are remembered").isEqualTo(1);
    nanos.addAndGet(Duration.ofMinutes(3).toNanos());
    sockets.closeSilent();
    assertThat(admission.addresses()).isZero();
  }
}
