package io.netia.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.addresses.TrustedProxies;
import io.netia.limits.Budget;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.ReadHandler;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.io.NIOInputStream;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The filters in a listener of the same server that the application runs in, without Payara. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GuardedListenerTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String UPGRADE =
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n";
  private static final int LIMIT = 3;
  private static final int LONGEST_MS = 10_000;
  private static final int MESSAGES = 4_000;
  private static final String PROXY = "127.0.0.9";
  private static final String CROWD = "127.0.0.2";

  private final HttpServer server = new HttpServer();
  private final Echo echo = new Echo();
  private final NetworkListener listener = new NetworkListener("test", "127.0.0.1", 0);
  private final Failures failures = new Failures();
  private final AtomicLong now = new AtomicLong();

  /** Answers with what came, or with another protocol when asked for it. */
  private static final class Echo extends HttpHandler {
    private final Semaphore held = new Semaphore(0);
    private final AtomicInteger discarded = new AtomicInteger();

    @Override
    public void service(Request request, Response response) throws IOException {
      if ("test".equals(request.getHeader("Upgrade"))) {
        response.setStatus(101, "Switching Protocols");
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Upgrade", request.getHeader("Upgrade"));
        response.flush();
        response.suspend();
        discard(request.getNIOInputStream());
        return;
      }
      String text = request.getHeader("Answer");
      byte[] body =
          text == null
              ? request.getInputStream().readAllBytes()
              : text.getBytes(StandardCharsets.ISO_8859_1);
      response.setContentLength(body.length);
      response.flush();
      response.getOutputStream().write(body);
      if (request.getHeader("Hold") != null) {
        response.flush();
        held.acquireUninterruptibly();
      }
    }

    /** Reads whatever comes, as the container of the other protocol would. */
    private void discard(NIOInputStream in) {
      in.notifyAvailable(
          new ReadHandler() {
            @Override
            public void onDataAvailable() throws IOException {
              discarded.addAndGet(in.readyData());
              in.skipNBytes(in.readyData());
              in.notifyAvailable(this);
            }

            @Override
            public void onError(Throwable gone) {
              // The client has closed the connection.
            }

            @Override
            public void onAllDataRead() throws IOException {
              in.close();
            }
          });
    }
  }

  /** One end of a connection that reads answers one by one. */
  private final class Client implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Client() throws IOException {
      this("127.0.0.1");
    }

    Client(String address) throws IOException {
      socket =
          new Socket(
              InetAddress.getLoopbackAddress(),
              listener.getPort(),
              InetAddress.getByName(address),
              0);
      socket.setSoTimeout(LONGEST_MS);
      in = new BufferedInputStream(socket.getInputStream());
    }

    Client send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    }

    /** The next answer's first line and body; empty at the end of the connection. */
    String answer() throws IOException {
      String first = line();
      int length = 0;
      for (String field = line(); !field.isEmpty(); field = line()) {
        if (field.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(field.substring(15).strip());
        }
      }
      return first + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int sign = in.read(); sign >= 0 && sign != '\n'; sign = in.read()) {
        line.append((char) sign);
      }
      return line.toString().strip();
    }

    boolean isEnded() throws IOException {
      try {
        return in.read() < 0;
      } catch (SocketException reset) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    server.addListener(listener);
    server.getServerConfiguration().addHttpHandler(echo, "/");
    server.start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  private TCPNIOTransport transport() {
    return listener.getTransport();
  }

  private OpenConnections connections() {
    return connections(new OpenConnections.Places(0, LIMIT));
  }

  private OpenConnections connections(OpenConnections.Places places) {
    return new OpenConnections(
        places,
        TrustedProxies.of(PROXY),
        new Unsent(1_000_000),
        new PartialMessages(MESSAGES),
        now::get);
  }

  private GuardedListener guard(OpenConnections connections) {
    Optional<GuardedListener> guarded = GuardedListener.guard(transport(), connections, failures);
    assertThat(guarded).isPresent();
    return guarded.orElseThrow();
  }

  @Test
  void requests_are_served_one_after_another_on_one_connection() throws IOException {
    guard(connections());
    try (Client client = new Client()) {
      assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void requests_behind_each_other_are_each_served_with_their_own_body() throws IOException {
    guard(connections());
    String length = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
    String chunks = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (Client client = new Client()) {
      client.send(length + chunks + "2\r\nde\r\n1\r\nf\r\n0\r\n\r\n" + GET);
      assertThat(client.answer()).isEqualTo("HTTP/1.1 200 OKabc");
      assertThat(client.answer()).isEqualTo("HTTP/1.1 200 OKdef");
      assertThat(client.answer()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void a_body_that_comes_after_its_head_may_bring_the_next_request() throws IOException {
    guard(connections());
    String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
    try (Client client = new Client()) {
      assertThat(client.send(head).answer()).startsWith("HTTP/1.1 100 ");
      client.send("abc" + GET);
      assertThat(client.answer()).isEqualTo("HTTP/1.1 200 OKabc");
      assertThat(client.answer()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void what_has_two_meanings_gets_the_contract_s_error_and_no_further_answer() throws IOException {
    guard(connections());
    try (Client client = new Client()) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + GET);
      assertThat(client.answer()).startsWith("HTTP/1.1 400 ").contains("\"error\"");
      assertThat(client.isEnded()).isTrue();
    }
  }

  @Test
  void more_connections_than_an_address_may_have_are_closed() throws IOException {
    OpenConnections connections = connections();
    guard(connections);
    try (Client one = admitted(CROWD, connections);
        Client another = admitted(CROWD, connections);
        Client third = admitted(CROWD, connections);
        Client beyond = new Client(CROWD)) {
      assertThat(beyond.isEnded()).isTrue();
      for (Client client : new Client[] {one, another, third}) {
        assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK");
      }
    }
  }

  /**
   * A connection that was let in, a little later than the one before. The server counts connections
   * in several threads, and so not in the order in which a client opens them.
   */
  private Client admitted(String address, OpenConnections connections) throws IOException {
    int before = connections.count();
    Client client = new Client(address);
    until(() -> connections.count() > before);
    pass(Duration.ofMillis(1));
    return client;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static void assertThatIsServed(Client client) throws IOException {
    assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void on_a_full_node_the_longest_silent_of_the_address_with_the_most_gives_way()
      throws IOException {
    OpenConnections connections = connections(new OpenConnections.Places(4, 0));
    guard(connections);
    try (Client oldest = admitted(CROWD, connections);
        Client silent = admitted(CROWD, connections);
        Client younger = admitted(CROWD, connections);
        Client other = admitted("127.0.0.3", connections)) {
      assertThatIsServed(oldest);
      until(() -> connections.count() == 4);
      pass(Budget.Connections.SILENT_GIVES_WAY);
      try (Client newcomer = new Client("127.0.0.4")) {
        assertThatIsServed(newcomer);
        assertThat(silent.isEnded()).isTrue();
        for (Client client : new Client[] {oldest, younger, other}) {
          assertThatIsServed(client);
        }
        assertThat(connections.count()).isEqualTo(4);
      }
    }
  }

  @Test
  void nobody_gives_way_to_an_address_with_more_or_before_it_is_silent_for_a_moment()
      throws IOException {
    OpenConnections connections = connections(new OpenConnections.Places(3, 0));
    guard(connections);
    try (Client silent = admitted("127.0.0.3", connections);
        Client one = admitted(CROWD, connections);
        Client another = admitted(CROWD, connections)) {
      try (Client early = new Client("127.0.0.4")) {
        assertThat(early.isEnded()).isTrue();
      }
      pass(Budget.Connections.SILENT_GIVES_WAY);
      hold(one);
      hold(another);
      try (Client ofCrowd = new Client(CROWD)) {
        assertThat(ofCrowd.isEnded()).isTrue();
      }
      assertThatIsServed(silent);
    } finally {
      echo.held.release(2);
    }
  }

  @Test
  void an_answer_is_given_up_only_by_an_address_with_more_and_when_nobody_is_silent()
      throws IOException {
    OpenConnections connections = connections(new OpenConnections.Places(3, 0));
    guard(connections);
    try (Client one = admitted(CROWD, connections);
        Client another = admitted(CROWD, connections);
        Client silent = admitted("127.0.0.3", connections)) {
      hold(one);
      pass(Duration.ofMillis(1));
      hold(another);
      pass(Budget.Connections.SERVED_GIVES_WAY);
      try (Client first = new Client("127.0.0.4")) {
        assertThatIsServed(first);
        assertThat(silent.isEnded()).isTrue();
        try (Client second = new Client("127.0.0.5");
            Client third = new Client(CROWD)) {
          assertThatIsServed(second);
          assertThat(one.isEnded()).isTrue();
          assertThat(third.isEnded()).isTrue();
        }
      }
    } finally {
      echo.held.release(2);
    }
  }

  /** Has a request that is not answered to its end. */
  private void hold(Client client) throws IOException {
    client.send("GET / HTTP/1.1\r\nHost: a\r\nHold: x\r\nAnswer: held\r\n\r\n");
    assertThat(client.answer()).endsWith("held");
  }

  @Test
  void an_address_makes_room_for_its_own_within_its_share() throws IOException {
    OpenConnections connections = connections();
    guard(connections);
    try (Client silent = admitted(CROWD, connections);
        Client one = admitted(CROWD, connections);
        Client another = admitted(CROWD, connections)) {
      pass(Budget.Connections.SILENT_GIVES_WAY);
      try (Client next = new Client(CROWD)) {
        assertThatIsServed(next);
        assertThat(silent.isEnded()).isTrue();
        assertThatIsServed(one);
        assertThatIsServed(another);
      }
    }
  }

  @Test
  void connections_of_a_proxy_have_no_share_and_never_give_way() throws IOException {
    OpenConnections connections = connections(new OpenConnections.Places(LIMIT + 2, LIMIT));
    guard(connections);
    Client[] ofProxy = new Client[LIMIT + 1];
    try (Client silent = admitted(CROWD, connections)) {
      for (int i = 0; i < ofProxy.length; i++) {
        ofProxy[i] = admitted(PROXY, connections);
      }
      pass(Budget.Connections.SERVED_GIVES_WAY);
      try (Client newcomer = new Client(PROXY)) {
        assertThatIsServed(newcomer);
        assertThat(silent.isEnded()).isTrue();
        try (Client stranger = new Client("127.0.0.4")) {
          assertThat(stranger.isEnded()).isTrue();
        }
      }
      for (Client client : ofProxy) {
        assertThatIsServed(client);
        client.close();
      }
    }
  }

  @Test
  void a_connection_with_another_protocol_is_counted_no_more() throws IOException {
    guard(connections());
    Client[] clients = new Client[LIMIT * 2];
    for (int i = 0; i < clients.length; i++) {
      clients[i] = new Client();
      assertThat(clients[i].send(UPGRADE).answer()).startsWith("HTTP/1.1 101 ");
    }
    for (Client client : clients) {
      client.close();
    }
  }

  @Test
  void a_connection_whose_answer_only_looks_like_another_protocol_stays_counted()
      throws IOException {
    OpenConnections connections = connections();
    guard(connections);
    String body = "HTTP/1.1 101 x";
    try (Client client = new Client()) {
      client.send(
          "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: other\r\nHold: x\r\nAnswer: " + body + "\r\n\r\n");
      assertThat(client.answer()).endsWith(body);
      assertThat(connections.count()).isEqualTo(1);
    } finally {
      echo.held.release();
    }
  }

  @Test
  void connections_go_on_without_the_application_and_keep_nothing_of_it() throws IOException {
    FilterChain before = (FilterChain) transport().getProcessor();
    OpenConnections connections = connections();
    GuardedListener guarded = guard(connections);
    try (Client idle = new Client();
        Client half = new Client()) {
      assertThat(idle.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK");
      half.send(GET.substring(0, 9));
      assertThat(idle.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK");

      guarded.giveBack(transport());
      connections.releaseAll();

      assertThat(transport().getProcessor()).isSameAs(before);
      assertThat(guarded.now())
          .noneMatch(filter -> filter.getClass().getName().startsWith("io.netia"));
      assertThat(connections.count()).isZero();
      assertThat(idle.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(half.send(GET.substring(9)).answer()).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void messages_of_sockets_that_are_complete_have_no_end_and_take_no_room() throws IOException {
    OpenConnections connections = connections();
    guard(connections);
    try (Client client = new Client()) {
      assertThat(client.send(UPGRADE).answer()).startsWith("HTTP/1.1 101 ");
      for (int message = 0; message < 100; message++) {
        client.send(frame(0x81, 100)).send(frame(0x01, 50)).send(frame(0x80, 50));
      }
      client.send(frame(0x81, 30).substring(0, 20));
      until(() -> connections.sockets().held() == 20);
    }
    until(() -> connections.sockets().held() == 0);
  }

  @Test
  void what_has_come_in_part_of_an_address_has_an_end_and_others_go_on() throws IOException {
    OpenConnections connections = connections();
    guard(connections);
    try (Client whole = new Client();
        Client one = new Client();
        Client another = new Client()) {
      for (Client client : new Client[] {whole, one, another}) {
        assertThat(client.send(UPGRADE).answer()).startsWith("HTTP/1.1 101 ");
      }
      one.send(frame(0x01, 100)).send(frame(0x00, 100)).send(frame(0x89, 5)).send(frame(0x00, 100));
      until(() -> connections.sockets().held() == 3 * 106);
      another.send(frame(0x01, 60_000).substring(0, 900));
      assertThat(another.isEnded()).isTrue();
      until(() -> connections.sockets().held() == 3 * 106);
      one.send(frame(0x80, 1));
      until(() -> connections.sockets().held() == 0);
      whole.send(frame(0x81, 60_000).substring(0, 900));
      until(() -> connections.sockets().held() == 900);
    }
  }

  @Test
  void a_message_that_does_not_end_is_ended() throws IOException {
    OpenConnections connections = connections();
    guard(connections);
    try (Client client = new Client()) {
      assertThat(client.send(UPGRADE).answer()).startsWith("HTTP/1.1 101 ");
      client.send(frame(0x81, 60_000).substring(0, 20));
      until(() -> connections.sockets().held() == 20);
      connections.sockets().expire(now.get());
      assertThat(connections.sockets().held()).isEqualTo(20);
      connections.sockets().expire(now.get() + Budget.Sockets.MESSAGE_TIME.toNanos() + 1);
      assertThat(client.isEnded()).isTrue();
      until(() -> connections.sockets().held() == 0);
    }
  }

  @Test
  void a_socket_that_sends_no_frames_is_closed_with_a_code_and_ended_and_nothing_of_it_goes_on()
      throws IOException {
    OpenConnections connections = connections();
    guard(connections);
    String endless = (char) 0x81 + "" + (char) 0xff + (char) 0x80 + "\0\0\0\0\0\0\0";
    try (Client client = new Client();
        Client lingering = new Client()) {
      for (Client one : new Client[] {client, lingering}) {
        assertThat(one.send(UPGRADE).answer()).startsWith("HTTP/1.1 101 ");
      }
      client.send(endless);
      assertThat(client.in.readNBytes(4)).isEqualTo(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xf1});
      assertThat(client.isEnded()).isTrue();
      int before = echo.discarded.get();
      lingering.send(frame(0xf1, 5)).send(frame(0x81, 5));
      assertThat(lingering.in.readNBytes(4))
          .isEqualTo(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xea});
      assertThat(lingering.isEnded()).isTrue();
      connections.sockets().expire(now.get() + Budget.Connections.REFUSED.toNanos() + 1);
      lingering.send(frame(0x81, 5));
      assertThat(echo.discarded.get()).isEqualTo(before);
    }
  }

  /** A masked frame whose first byte is given. */
  private static String frame(int first, int length) {
    String size =
        length < 126
            ? String.valueOf((char) (0x80 | length))
            : "" + (char) 0xfe + (char) (length >> 8) + (char) (length & 0xff);
    return (char) first + size + "key!" + "x".repeat(length);
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST_MS * 1_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void a_listener_that_is_configured_anew_is_guarded_anew() {
    FilterChain before = (FilterChain) transport().getProcessor();
    GuardedListener guarded = guard(connections());
    assertThat(guarded.isIn(transport())).isTrue();
    transport().setProcessor(before);
    assertThat(guarded.isIn(transport())).isFalse();
    assertThat(guard(connections()).isIn(transport())).isTrue();
  }

  @Test
  void a_failure_of_the_filter_costs_its_limits_and_not_the_connection() throws IOException {
    OpenConnections failing =
        new OpenConnections(
            new OpenConnections.Places(0, LIMIT),
            TrustedProxies.NONE,
            new Unsent(1_000_000),
            new PartialMessages(MESSAGES),
            now::get) {
          @Override
          int refusal(HttpConnection one) {
            throw new IllegalStateException("as a fault of ours would");
          }
        };
    guard(failing);
    try (Client client = new Client()) {
      assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(failing.count()).isZero();
      assertThat(client.send(GET).answer()).isEqualTo("HTTP/1.1 200 OK");
    }
  }
}
