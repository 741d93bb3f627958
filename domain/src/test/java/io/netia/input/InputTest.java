package io.netia.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.ValidationException;
import io.netia.limits.ObjectLimit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InputTest {

  private static Input field(Object value) {
    Map<String, Object> values = new HashMap<>();
    values.put("field", value);
    return Input.of(values);
  }

  @Test
  void absent_is_not_the_same_as_set_to_null() {
    assertThat(Input.of(Map.of()).has("field")).isFalse();
    assertThat(field(null).has("field")).isTrue();
    assertThat(field(null).text("field", 10)).isEmpty();
  }

  @Test
  void blank_text_is_nothing_but_a_body_is_kept_as_written() {
    assertThat(field("  ").text("field", 10)).isEmpty();
    assertThat(field("  ").verbatim("field", 10)).contains("  ");
  }

  @Test
  void prose_has_few_control_characters_and_any_number_of_line_breaks() {
    assertThat(field("\n\r\t".repeat(50) + "\u0001\u0002").prose("field", 200, 2)).isPresent();
    Input noise = field("\u0001\u0002\u0003");
    assertThat(noise.prose("field", 200, 2)).isEmpty();
    assertThat(noise.errors())
        .containsEntry("field", List.of("should have at most 2 control character(s)"));
  }

  @Test
  void length_is_counted_in_characters_not_in_code_units() {
    Input emoji = field("😀😀");
    assertThat(emoji.text("field", 2)).isPresent();
    Input long256 = field("x".repeat(256));
    assertThat(long256.text("field", 255)).isEmpty();
    assertThat(long256.errors())
        .containsEntry("field", List.of("should be at most 255 character(s)"));
  }

  @Test
  void numbers_and_booleans_are_taken_as_text_but_objects_and_lists_are_not() {
    assertThat(field(42).text("field", 10)).contains("42");
    for (Object value : List.of(Map.of(), List.of())) {
      Input wrong = field(value);
      assertThat(wrong.text("field", 10)).isEmpty();
      assertThat(wrong.errors()).containsEntry("field", List.of("is invalid"));
    }
  }

  @Test
  void a_text_with_a_nul_character_is_refused() {
    Input nul = field("a\0b");
    assertThat(nul.text("field", 10)).isEmpty();
    assertThat(nul.errors()).containsKey("field");
  }

  @Test
  void half_a_character_is_refused() {
    for (String half : List.of("\uD83D", "x\uDE00", "\uD83D\uD83D\uDE00")) {
      Input broken = field(half);
      assertThat(broken.text("field", 10)).isEmpty();
      assertThat(broken.errors()).containsEntry("field", List.of("is invalid"));
    }
  }

  @Test
  void a_line_has_no_breaks() {
    assertThat(field("Ann\r\nBcc: x\u2028y\t").line("field", 50)).contains("Ann Bcc: x y");
    assertThat(field("\n\u0007").line("field", 50)).isEmpty();
  }

  @Test
  void a_free_object_is_held_to_its_limit() {
    ObjectLimit limit = new ObjectLimit(100, 2, 2);
    assertThat(field(Map.of("a", 1, "b", 2)).object("field", limit)).isPresent();
    Input large = field(Map.of("a", "x".repeat(100)));
    assertThat(large.object("field", limit)).isEmpty();
    assertThat(large.errors()).containsEntry("field", List.of("should be at most 100 byte(s)"));
  }

  @ParameterizedTest
  @CsvSource({"true,true", "1,true", "false,false", "0,false"})
  void booleans_have_four_spellings(String text, boolean value) {
    assertThat(field(text).bool("field")).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-2-3-4-5",
        "x",
        "{00000000-0000-4000-8000-000000000000}",
        "00000000000040008000000000000000"
      })
  void only_the_usual_spelling_of_an_id_is_an_id(String text) {
    Input wrong = field(text);
    assertThat(wrong.uuid("field")).isEmpty();
    assertThat(wrong.errors()).containsKey("field");
  }

  @Test
  void a_list_of_ids_loses_its_repeats_and_keeps_its_order() {
    UUID one = UUID.randomUUID();
    UUID two = UUID.randomUUID();
    assertThat(field(List.of(two.toString(), one.toString(), two.toString())).uuids("field", 5))
        .containsExactly(two, one);
    assertThat(field(one.toString()).uuids("field", 5)).containsExactly(one);
    Input tooMany = field(List.of("a", "b", "c"));
    assertThat(tooMany.uuids("field", 2)).isEmpty();
    assertThat(tooMany.errors()).containsKey("field");
  }

  @ParameterizedTest
  @CsvSource({
    "2021-02-03T04:05:06Z,2021-02-03T04:05:06Z",
    "2021-02-03T04:05:06.789Z,2021-02-03T04:05:06.789Z",
    "2021-02-03T04:05:06,2021-02-03T04:05:06Z",
    "2021-02-03 04:05:06,2021-02-03T04:05:06Z",
    "2021-02-03T04:05:06+02:00,2021-02-03T02:05:06Z",
    "2021-02-03,2021-02-03T00:00:00Z"
  })
  void times_come_with_or_without_offset(String text, String instant) {
    assertThat(field(text).time("field")).contains(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2021-13-01",
        "2021-02-30T00:00:00Z",
        "+1000000-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "1899-12-31",
        "9999-12-31T23:59:59-18:00",
        "-0044-03-15",
        "12:00"
      })
  void what_is_no_time_is_refused(String text) {
    Input wrong = field(text);
    assertThat(wrong.time("field")).isEmpty();
    assertThat(wrong.errors()).containsKey("field");
  }

  @Test
  void all_errors_are_reported_at_once() {
    Input input = Input.of(Map.of("count", "many", "flag", "perhaps"));
    input.integer("count");
    input.bool("flag");
    input.requiredText("name", 10);

    assertThatThrownBy(input::check)
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused -> assertThat(refused.errors()).containsOnlyKeys("count", "flag", "name"));
  }
}
