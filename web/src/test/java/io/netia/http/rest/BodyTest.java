package io.netia.http.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.problems.Failure;
import io.netia.problems.Failure.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BodyTest {

  private static Map<String, Object> fields(String body, String type) {
    return Body.fields(body.getBytes(UTF_8), type);
  }

  @Test
  void json_forms_and_multipart_read_alike() {
    Map<String, Object> expected = Map.of("user", Map.of("email", "é@b.c"));
    assertThat(fields("{\"user\":{\"email\":\"é@b.c\"}}", "application/json; charset=utf-8"))
        .isEqualTo(expected);
    assertThat(fields("user[email]=%C3%A9@b.c", "application/x-www-form-urlencoded"))
        .isEqualTo(expected);
    String multipart =
        "--X\r\nContent-Disposition: form-data; name=\"user[email]\"\r\n\r\né@b.c\r\n"
            + "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nsecret\r\n--X--\r\n";
    assertThat(fields(multipart, "multipart/form-data; boundary=X")).isEqualTo(expected);
  }

  @Test
  void json_posted_as_text_is_json_and_other_types_have_no_fields() {
    assertThat(fields("{\"a\":1}", "text/plain")).containsEntry("a", 1);
    assertThat(fields(" \n{\"a\":1}", null)).containsEntry("a", 1);
    assertThat(fields("hello", "text/plain")).isEmpty();
    assertThat(fields("", "application/json")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":}", "{} {}", "nope", "{\"a\":\"\\x\"}", "[1", "{'a':1}"})
  void malformed_json_is_a_bad_request(String json) {
    assertThatThrownBy(() -> fields(json, "application/json"))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.BAD_REQUEST));
  }

  @Test
  void json_that_is_not_utf8_or_too_deep_is_a_bad_request() {
    byte[] notText = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};
    assertThatThrownBy(() -> Body.fields(notText, "application/json")).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> fields("[".repeat(5_000) + "]".repeat(5_000), "application/json"))
        .isInstanceOf(Failure.class);
  }

  @Test
  void a_body_over_the_limit_is_refused_whatever_length_it_announces() throws IOException {
    byte[] most = new byte[Body.MAX_BYTES];
    byte[] more = new byte[Body.MAX_BYTES + 1];
    assertThat(Body.read(new ByteArrayInputStream(most), -1)).hasSize(Body.MAX_BYTES);
    for (long announced : new long[] {-1, 10, more.length}) {
      assertThatThrownBy(() -> Body.read(new ByteArrayInputStream(more), announced))
          .isInstanceOfSatisfying(
              Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE));
    }
  }
}
