package io.netia.live.socket.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.live.socket.hub.ClientTransport;
import io.netia.live.socket.protocol.WireVersion;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.tyrus.server.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Fails when a new Tyrus ends the short cuts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TyrusTransportTest {

  private static final BlockingQueue<Session> OPENED = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> RECEIVED = new LinkedBlockingQueue<>();

  private final Server server = new Server("127.0.0.1", -1, "/", Map.of(), Listening.class);

  /** Only keeps what the container hands it. */
  @ServerEndpoint("/socket")
  public static class Listening {

    @OnOpen
    public void open(Session session) {
      OPENED.add(session);
    }

    @OnMessage
    public void noteActivity(String text) {
      RECEIVED.add(text);
    }
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void the_short_cuts_are_there_and_deliver_several_messages_with_one_write() throws Exception {
    Client client = new Client();
    WebSocket socket = connect(client);
    Session session = OPENED.poll(10, TimeUnit.SECONDS);
    BlockingQueue<String> written = new LinkedBlockingQueue<>();
    CountDownLatch pings = new CountDownLatch(1);

    Optional<ClientTransport> transport =
        TyrusTransport.of(
            session, SessionTransport.of(session, pings::countDown), pings::countDown);

    assertThat(transport).isPresent();
    transport
        .get()
        .write(
            List.of(
                WireVersion.V2.event("t", "é", "{}"),
                WireVersion.V2.event("t", "b", "{\"x\":\"" + "y".repeat(70_000) + "\"}")),
            new ClientTransport.Written() {
              @Override
              public void completed() {
                written.add("completed");
              }

              @Override
              public void failed(Throwable cause) {
                written.add("failed " + cause);
              }
            });
    assertThat(written.poll(10, TimeUnit.SECONDS)).isEqualTo("completed");
    assertThat(client.received.poll(10, TimeUnit.SECONDS)).isEqualTo("[null,null,\"t\",\"é\",{}]");
    assertThat(client.received.poll(10, TimeUnit.SECONDS)).hasSizeGreaterThan(70_000);

    socket.sendText("still here", true);
    assertThat(RECEIVED.poll(10, TimeUnit.SECONDS)).isEqualTo("still here");
    Field timer = session.getClass().getDeclaredField("idleTimeoutFuture");
    timer.setAccessible(true);
    assertThat(timer.get(session)).as("the idle timer that the frame would have started").isNull();

    socket.sendPing(ByteBuffer.wrap(new byte[] {7}));
    assertThat(pings.await(10, TimeUnit.SECONDS)).as("a ping is reported").isTrue();
    assertThat(client.received.poll(10, TimeUnit.SECONDS)).isEqualTo("pong 7");

    transport.get().close(1001, "bye");
    assertThat(client.received.poll(10, TimeUnit.SECONDS)).isEqualTo("closed 1001");
  }

  private WebSocket connect(Client client) throws Exception {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + server.getPort() + "/socket"), client)
        .get(10, TimeUnit.SECONDS);
  }

  private static final class Client implements WebSocket.Listener {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        received.add(part.toString());
        part.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      received.add("pong " + message.get());
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      received.add("closed " + code);
      return null;
    }
  }
}
