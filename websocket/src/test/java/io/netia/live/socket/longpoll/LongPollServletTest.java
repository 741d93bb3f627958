package io.netia.live.socket.longpoll;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.addresses.TrustedProxies;
import io.netia.live.socket.connect.Handshakes;
import io.netia.live.socket.connect.Sockets;
import io.netia.live.socket.dispatch.AddressShare;
import io.netia.live.socket.hub.Hub;
import io.netia.live.socket.hub.QueueMemory;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request that names no session, or begins one, is answered, and when. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongPollServletTest {

  private static final String LATER = "later";
  private static final int BURST = 5;

  private final AtomicLong nanos = new AtomicLong();
  private final QueueMemory memory = new QueueMemory(Long.MAX_VALUE / 2, Runnable::run);
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final List<String> delayed = new ArrayList<>();
  private boolean hasRoomForDelayed = true;
  private final Sockets sockets =
      TestSockets.of(new Hub("node"), memory, 0, new AddressShare.Rate(1, BURST), nanos::get);
  private final LongPollServlet servlet =
      new LongPollServlet(
          new LongPollSessions(
              sockets,
              new LongPollSession.Times(Duration.ofSeconds(9), Duration.ofSeconds(15), nanos::get),
              1_000),
          new Handshakes(
              token -> {
                throw new AssertionError("asked");
              },
              TrustedProxies.NONE),
          new WaitingRequest.Answering(executor, memory),
          new LateAnswers(
              (address, answer) -> {
                delayed.add(address);
                return hasRoomForDelayed;
              },
              memory));

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @ParameterizedTest
  @CsvSource({"GET,token=lp.unknown,410", "POST,token=lp.unknown,410", "GET,token=lp.gone,500"})
  void who_asks_for_a_session_that_is_not_there_is_answered_at_once_until_it_does_so_too_often(
      String method, String query, int status) throws IOException {
    for (int request = 0; request < BURST; request++) {
      assertThat(ask(method, query, "192.0.2.1")).contains("\"status\":" + status);
    }
    assertThat(ask(method, query, "192.0.2.1")).isEqualTo(LATER);
    assertThat(delayed).containsExactly("192.0.2.1");
    assertThat(ask(method, query, "192.0.2.2")).contains("\"status\":" + status);
    nanos.addAndGet(1_000_000_000);
    assertThat(ask(method, query, "192.0.2.1")).contains("\"status\":" + status);
  }

  @Test
  void requests_for_unknown_sessions_leave_an_address_its_new_ones() throws IOException {
    for (int request = 0; request <= BURST; request++) {
      ask("GET", "token=lp.unknown", "192.0.2.1");
    }
    assertThat(ask("GET", "vsn=2.0.0", "192.0.2.1")).contains("\"status\":410");
  }

  @Test
  void who_begins_too_many_sessions_is_refused_later_and_at_once_when_too_many_wait()
      throws IOException {
    for (int session = 0; session < BURST; session++) {
      assertThat(ask("GET", "vsn=2.0.0", "192.0.2.1")).contains("\"status\":410");
    }
    assertThat(ask("GET", "vsn=2.0.0", "192.0.2.1")).isEqualTo(LATER);
    hasRoomForDelayed = false;
    assertThat(ask("GET", "vsn=2.0.0", "192.0.2.1")).contains("\"status\":500");
  }

  /** The answer that is written before the request's thread leaves it. */
  private String ask(String method, String query, String address) throws IOException {
    HttpServletRequest request =
        as(
            HttpServletRequest.class,
            (self, called, arguments) ->
                switch (called.getName()) {
                  case "getMethod" -> method;
                  case "getQueryString" -> query;
                  case "getRemoteAddr" -> address;
                  case "getHeader" -> null;
                  case "getHeaders" -> Collections.emptyEnumeration();
                  case "isAsyncSupported" -> true;
                  default -> throw new UnsupportedOperationException(called.getName());
                });
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    HttpServletResponse response =
        as(
            HttpServletResponse.class,
            (self, called, arguments) ->
                called.getName().equals("getOutputStream") ? new Output(written) : null);
    servlet.service(request, response);
    return written.size() == 0 ? LATER : written.toString(StandardCharsets.UTF_8);
  }

  private static <T> T as(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static final class Output extends ServletOutputStream {

    private final ByteArrayOutputStream written;

    Output(ByteArrayOutputStream written) {
      this.written = written;
    }

    @Override
    public void write(int octet) {
      written.write(octet);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("written at once");
    }
  }
}
