package io.netia.http.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.errors.DomainException.Kind;
import io.netia.limits.Budget;
import java.util.List;
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
            DomainException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.BAD_REQUEST));
  }

  @Test
  void json_that_is_not_utf8_or_too_deep_is_a_bad_request() {
    byte[] notText = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};
    assertThatThrownBy(() -> Body.fields(notText, "application/json"))
        .isInstanceOf(DomainException.class);
    assertThatThrownBy(() -> fields("[".repeat(5_000) + "]".repeat(5_000), "application/json"))
        .isInstanceOf(DomainException.class);
  }

  @Test
  void json_of_more_values_longer_names_or_longer_numbers_than_anybody_needs_is_a_bad_request() {
    String objects = "{\"\":{}},".repeat(Budget.Bodies.JSON_TOKENS / 6);
    assertThat(fields("{\"x\":[" + objects + "1]}", "application/json")).containsKey("x");
    for (String json :
        List.of(
            "{\"x\":[" + objects + objects + "1]}",
            "{\"" + "n".repeat(Budget.Bodies.JSON_NAME + 1) + "\":1}",
            "{\"x\":" + "9".repeat(Budget.Bodies.JSON_DIGITS + 1) + "}")) {
      assertThatThrownBy(() -> fields(json, "application/json"))
          .isInstanceOfSatisfying(
              DomainException.class,
              failure -> assertThat(failure.kind()).isEqualTo(Kind.BAD_REQUEST));
    }
  }

  @Test
  void a_multipart_body_of_too_many_parts_or_too_long_a_head_is_a_bad_request() {
    String file = "--X\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\n\r\n";
    String many = file.repeat(Budget.Bodies.FORM_FIELDS + 1) + "--X--\r\n";
    String head = "--X\r\nA: " + "a".repeat(Budget.Bodies.PART_HEAD) + "\r\n\r\n\r\n--X--\r\n";
    for (String body : List.of(many, head)) {
      assertThatThrownBy(() -> fields(body, "multipart/form-data; boundary=X"))
          .isInstanceOf(DomainException.class);
    }
  }

  @Test
  void a_form_of_too_many_fields_is_a_bad_request() {
    String most = "a=1&".repeat(Budget.Bodies.FORM_FIELDS);
    assertThat(fields(most, "application/x-www-form-urlencoded")).containsEntry("a", "1");
    assertThatThrownBy(() -> fields(most + "a=1", "application/x-www-form-urlencoded"))
        .isInstanceOf(DomainException.class);
  }
}
