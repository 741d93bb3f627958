package io.netia.connections.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.limits.Budget;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessageFramingTest {

  private static final String HEAD = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private final MessageFraming framing = new MessageFraming();

  private static Buffer bytes(String text) {
    return Buffers.wrap(
        MemoryManager.DEFAULT_MEMORY_MANAGER, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static RequestHead chunked() {
    return new RequestHead(0, 0, true, false);
  }

  @Test
  void a_head_ends_with_a_blank_line_and_not_with_its_buffer() {
    Buffer buffer = bytes(HEAD + "GET /next");
    assertThat(framing.head(buffer).map(String::new)).contains(HEAD);
    assertThat(buffer.position()).isZero();
  }

  @Test
  void a_head_in_pieces_is_complete_with_its_last_byte() {
    for (int end = 1; end < HEAD.length(); end++) {
      assertThat(framing.head(bytes(HEAD.substring(0, end)))).isEmpty();
    }
    assertThat(framing.head(bytes(HEAD)).map(String::new)).contains(HEAD);
  }

  @Test
  void a_head_beyond_its_limit_is_given_up_without_its_end() {
    Optional<byte[]> head = framing.head(bytes("a".repeat(Budget.Connections.HEAD_BYTES + 1)));
    assertThat(head.map(found -> found.length)).contains(Budget.Connections.HEAD_BYTES + 1);
  }

  @Test
  void blank_lines_before_a_head_are_left_out() {
    assertThat(MessageFraming.withoutBlankLines(bytes("\r\n\r\n" + HEAD)).toStringContent())
        .isEqualTo(HEAD);
    assertThat(MessageFraming.withoutBlankLines(bytes("\r\n")).hasRemaining()).isFalse();
  }

  @Test
  void a_body_with_a_length_ends_after_it() throws Exception {
    framing.begin(new RequestHead(0, 5, false, false));
    assertThat(framing.follow(bytes("abc"), 0)).isEqualTo(3);
    assertThat(framing.isInBody()).isTrue();
    assertThat(framing.follow(bytes("deGET"), 0)).isEqualTo(2);
    assertThat(framing.isInBody()).isFalse();
  }

  @Test
  void a_body_in_chunks_ends_after_the_last_of_them() throws Exception {
    String body = "3\r\nabc\r\n0A\r\n0123456789\r\n0\r\n\r\n";
    framing.begin(chunked());
    assertThat(framing.follow(bytes(body + "GET"), 0)).isEqualTo(body.length());
    assertThat(framing.isInBody()).isFalse();
  }

  @Test
  void a_body_in_chunks_may_come_byte_by_byte() throws Exception {
    framing.begin(chunked());
    for (char sign : "3\r\nabc\r\n0\r\n\r\n".toCharArray()) {
      assertThat(framing.isInBody()).isTrue();
      assertThat(framing.follow(bytes(String.valueOf(sign)), 0)).isEqualTo(1);
    }
    assertThat(framing.isInBody()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "x\r\n",
        "-1\r\n",
        "1 \r\n",
        "1;a=b\r\n",
        "1\n",
        "123456789\r\n",
        "1\r\nab",
        "1\r\na\n",
        "0\r\nX: y",
        "0\r\n\n"
      })
  void anything_else_is_no_chunk(String body) {
    framing.begin(chunked());
    assertThatThrownBy(() -> framing.follow(bytes(body), 0))
        .isInstanceOf(MalformedBodyException.class);
  }
}
