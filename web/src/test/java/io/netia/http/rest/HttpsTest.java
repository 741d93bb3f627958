package io.netia.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.addresses.TrustedProxies;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpsTest {

  private static final URI BACKEND = URI.create("https://chat.example.com");
  private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8");

  private static HttpServletRequest request(String peer, String... schemes) {
    return asking("evil.example", peer, schemes);
  }

  private static HttpServletRequest asking(@Nullable String host, String peer, String... schemes) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            HttpsTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> peer;
                  case "getHeaders" -> Collections.enumeration(List.of(schemes));
                  case "getHeader" -> host;
                  case "getMethod" -> "GET";
                  case "getRequestURI" -> "/api/me";
                  case "isSecure" -> false;
                  default -> null;
                });
  }

  private static Optional<String> target(TrustedProxies proxies, HttpServletRequest request) {
    return target(proxies, request, BACKEND);
  }

  private static Optional<String> target(
      TrustedProxies proxies, HttpServletRequest request, URI backend) {
    Map<String, String> headers = new HashMap<>();
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                HttpsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) -> {
                  if (method.getName().equals("setHeader")) {
                    headers.put((String) arguments[0], (String) arguments[1]);
                  }
                  return null;
                });
    boolean redirected = Https.redirects(request, response, proxies, backend);
    assertThat(headers.containsKey("strict-transport-security") && redirected).isFalse();
    return Optional.ofNullable(headers.get("location"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "HTTPS", "https, http", "https,http,http", " , https", "wss"})
  void what_the_outermost_proxy_saw_encrypted_is_not_redirected(String schemes) {
    assertThat(target(PROXIES, request("10.0.0.1", schemes))).isEmpty();
    assertThat(target(TrustedProxies.NONE, request("9.9.9.9", schemes))).isEmpty();
    assertThat(target(PROXIES, request("10.0.0.1", "https", "http"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "http, https", "", "junk"})
  void what_it_saw_plain_goes_to_the_configured_address_whatever_host_was_asked_for(
      String schemes) {
    assertThat(target(PROXIES, request("10.0.0.1", schemes)))
        .contains("https://chat.example.com/api/me");
  }

  @Test
  void with_proxies_configured_nobody_else_is_believed() {
    assertThat(target(PROXIES, request("9.9.9.9", "https")))
        .contains("https://chat.example.com/api/me");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "[2001:db8::1]:4000", "under_score.example", "a b", "evil.example/.."})
  void whatever_stands_for_the_host_it_goes_to_the_configured_address(@Nullable String host) {
    assertThat(target(PROXIES, asking(host, "9.9.9.9")))
        .contains("https://chat.example.com/api/me");
    assertThat(target(PROXIES, asking(host, "9.9.9.9"), URI.create("http://localhost:4000")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]:4000"})
  void the_machine_itself_may_use_plain_http_and_nobody_through_a_proxy(String host) {
    assertThat(target(PROXIES, asking(host, "127.0.0.1"))).isEmpty();
    assertThat(target(PROXIES, asking(host, "10.0.0.1", "http")))
        .contains("https://chat.example.com/api/me");
  }
}
