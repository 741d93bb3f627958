package io.netia.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.Budget;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HeadParserTest {

  private static RequestHead parse(String head) {
    return HeadParser.parse(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static RequestHead withField(String field) {
    return parse("POST /api/ping HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n\r\n");
  }

  @Test
  void a_length_is_the_number_of_bytes_that_follow() {
    assertThat(withField("cOntent-length:  17 ")).isEqualTo(new RequestHead(0, 17, false, false));
  }

  @Test
  void a_coding_means_that_chunks_follow() {
    assertThat(withField("Transfer-Encoding: Chunked"))
        .isEqualTo(new RequestHead(0, 0, true, false));
  }

  @Test
  void an_upgrade_may_change_the_protocol() {
    assertThat(withField("Upgrade: websocket")).isEqualTo(new RequestHead(0, 0, false, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: other.example",
        "Content-Length: 1\r\nContent-Length: 1",
        "Content-Length: 1\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Content-Length:",
        "Content-Length: 0x1",
        "Content-Length: 1234567890123456789",
        "X : a",
        " X: a",
        "X\u0000: a",
        "X: \u0000",
        "X: \u007f",
        "X: a\nY: b",
        "X",
        ":"
      })
  void a_field_that_could_be_read_in_two_ways_is_refused(String field) {
    assertThat(withField(field).refusal()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET /\r\n\r\n",
        "GET / HTTP/1.2\r\nHost: a\r\n\r\n",
        "GET / http/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
        " / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "\r\n\r\n",
        "\n\n",
        "GET \r\n\r\n",
        "GET\r\n\r\n"
      })
  void a_head_that_is_none_is_refused(String head) {
    assertThat(parse(head).refusal()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a.example:443", "127.0.0.1:4000", "[::1]", "[2001:db8::1]:80", "a_b"})
  void a_host_is_a_name_or_an_address_with_or_without_a_port(String host) {
    assertThat(parse("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").refusal()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a,b", "a/b", "a@b", "a:", "a:x", "a:65536", "[::1", "a\\b"})
  void anything_else_is_no_host(String host) {
    assertThat(parse("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").refusal()).isEqualTo(400);
  }

  @Test
  void the_old_protocol_needs_no_host() {
    assertThat(parse("GET / HTTP/1.0\r\n\r\n").refusal()).isZero();
  }

  @Test
  void methods_that_the_listener_itself_would_answer_are_not_allowed() {
    assertThat(parse("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n").refusal()).isEqualTo(405);
  }

  @Test
  void an_expectation_other_than_to_go_on_fails() {
    assertThat(withField("Expect: tea").refusal()).isEqualTo(417);
    assertThat(withField("Expect: 100-Continue").refusal()).isZero();
  }

  @Test
  void text_beyond_ascii_is_refused() {
    assertThat(withField("Cookie: caf\u00c3\u00a9=1").refusal()).isEqualTo(400);
    assertThat(withField("Caf\u00c3\u00a9: 1").refusal()).isEqualTo(400);
  }

  @Test
  void more_fields_than_the_limit_are_refused() {
    String fields = "X: a\r\n".repeat(Budget.Connections.HEAD_FIELDS - 1);
    assertThat(parse("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n").refusal()).isZero();
    assertThat(parse("GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n" + fields + "\r\n").refusal())
        .isEqualTo(431);
  }

  @Test
  void a_head_without_an_end_has_too_long_a_line_or_too_many_fields() {
    assertThat(HeadParser.tooLarge("GET /aaa".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(414);
    assertThat(HeadParser.tooLarge("GET / HTTP/1.1\r\nX".getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(431);
  }

  @Test
  void whatever_comes_is_read_or_refused_and_never_a_failure() {
    Random random = new Random(17);
    String signs = "\r\n\t :/?%[]azAZ09-\0\u007f\u00ff";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder head = new StringBuilder("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n");
      for (int changes = random.nextInt(8); changes >= 0; changes--) {
        int at = random.nextInt(head.length());
        head.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
      }
      int refusal = parse(head.append(i % 2 == 0 ? "\r\n" : "\n").toString()).refusal();
      assertThat(refusal == 0 || refusal / 100 == 4).as(head.toString()).isTrue();
    }
  }
}
