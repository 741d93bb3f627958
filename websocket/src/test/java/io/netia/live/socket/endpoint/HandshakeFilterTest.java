package io.netia.live.socket.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.addresses.TrustedProxies;
import io.netia.errors.DomainException;
import io.netia.live.socket.connect.Admission;
import io.netia.live.socket.connect.Handshakes;
import io.netia.security.Agent;
import io.netia.tenancy.service.DatabaseFailure;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HandshakeFilterTest {

  private static final int UPGRADED = 101;

  private final List<String> delayed = new ArrayList<>();
  private int status;
  private Admission.Answer admission = Admission.Answer.ADMITTED;
  private String connectionField = "keep-alive, Upgrade";

  @Test
  void what_does_not_ask_for_another_protocol_is_no_handshake()
      throws IOException, ServletException {
    connectionField = "keep-alive";
    connect(token -> null);
    assertThat(status).isEqualTo(400);
    connectionField = "keep-alive, upgrade";
    connect(token -> null);
    assertThat(status).isNotEqualTo(400);
  }

  @Test
  void a_token_that_is_not_valid_is_refused() throws IOException, ServletException {
    connect(
        token -> {
          throw DomainException.unauthenticated("no");
        });

    assertThat(status).isEqualTo(403);
  }

  @Test
  void while_the_database_is_away_nobody_is_called_a_stranger()
      throws IOException, ServletException {
    connect(
        token -> {
          throw new DatabaseFailure(new SQLException("refused", "08001"));
        });

    assertThat(status).isEqualTo(503);
  }

  @Test
  void what_is_our_own_fault_is_answered_as_such() throws IOException, ServletException {
    connect(
        token -> {
          throw new IllegalStateException("a bug");
        });

    assertThat(status).isEqualTo(500);
  }

  @Test
  void an_address_or_a_node_that_is_full_is_refused_before_anybody_is_asked()
      throws IOException, ServletException {
    Function<String, Agent> nobody =
        token -> {
          throw new AssertionError("asked");
        };
    admission = Admission.Answer.ADDRESS_FULL;
    connect(nobody);
    assertThat(status).isEqualTo(429);
    admission = Admission.Answer.NODE_FULL;
    connect(nobody);
    assertThat(status).isEqualTo(503);
    assertThat(delayed).as("only whoever is one too many waits for the answer").hasSize(1);
  }

  private void connect(Function<String, Agent> authenticate) throws IOException, ServletException {
    HttpServletRequest request =
        as(
            HttpServletRequest.class,
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getMethod" -> "GET";
                  case "isAsyncSupported" -> true;
                  case "getHeaders" ->
                      arguments[0].equals("Connection")
                          ? Collections.enumeration(List.of(connectionField))
                          : Collections.emptyEnumeration();
                  case "getRemoteAddr" -> "192.0.2.1";
                  case "getQueryString" -> "token=one&vsn=2.0.0";
                  case "getHeader" -> "Upgrade".equals(arguments[0]) ? "websocket" : null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
    HttpServletResponse response =
        as(
            HttpServletResponse.class,
            (self, method, arguments) -> {
              assertThat(method.getName()).isIn("setStatus", "setHeader");
              if (method.getName().equals("setStatus")) {
                status = (int) arguments[0];
              }
              return null;
            });
    new HandshakeFilter(
            new Handshakes(authenticate, TrustedProxies.NONE),
            address -> admission,
            (address, answer) -> delayed.add(address))
        .doFilter(request, response, (admitted, unused) -> status = UPGRADED);
  }

  private static <T> T as(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
