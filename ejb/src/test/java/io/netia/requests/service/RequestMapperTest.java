package io.netia.requests.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.ValidationException;
import io.netia.requests.Characters;
import io.netia.requests.FreeFields;
import io.netia.requests.RequestRecord;
import io.netia.requests.Required;
import io.netia.testing.TestServer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.openapitools.jackson.nullable.JsonNullable;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestMapperTest {

  @RequestRecord(wrapper = "thing")
  record Sample(
      @Required @Characters(max = 5) String firstName,
      @Nullable Boolean isOpen,
      @Nullable Long size,
      @Nullable UUID owner,
      JsonNullable<@Required @Characters(max = 5) String> title,
      JsonNullable<@Characters(max = 5) @Nullable String> note) {}

  @RequestRecord(wrapper = "thing")
  record Things(
      JsonNullable<@Nullable Number> pixels,
      JsonNullable<@Nullable UUID> owner,
      @Nullable LocalDate day,
      @Nullable Instant time,
      @FreeFields @Nullable Map<String, Object> free) {}

  private final TestServer server = new TestServer();

  private Sample read(Object... fields) {
    return server.request(Sample.class, fields);
  }

  private AbstractThrowableAssert<?, ?> assertErrors(
      Map<String, List<String>> errors, Object... fields) {
    return assertThatThrownBy(() -> read(fields))
        .isInstanceOfSatisfying(
            ValidationException.class, refused -> assertThat(refused.errors()).isEqualTo(errors));
  }

  @Test
  void scalars_are_read_from_their_texts_too() {
    UUID owner = UUID.randomUUID();
    Sample json = read("first_name", "Ada", "is_open", true, "size", 7, "owner", owner.toString());
    Sample form = read("first_name", "Ada", "is_open", "1", "size", " 7", "owner", "" + owner);
    assertThat(json).isEqualTo(form);
    assertThat(json.isOpen()).isTrue();
    assertThat(json.size()).isEqualTo(7);
    assertThat(json.owner()).isEqualTo(owner);
    assertThat(read("first_name", 42).firstName()).isEqualTo("42");
  }

  @Test
  void blank_is_null_and_unknown_fields_are_nothing() {
    Sample sample = read("first_name", "Ada", "is_open", "", "size", "", "account_id", "x");
    assertThat(sample.isOpen()).isNull();
    assertThat(sample.size()).isNull();
  }

  @Test
  void absent_is_not_the_same_as_null() {
    Sample absent = read("first_name", "Ada");
    assertThat(absent.title()).isEqualTo(JsonNullable.undefined());
    assertThat(absent.note()).isEqualTo(JsonNullable.undefined());
    assertThat(read("first_name", "Ada", "note", null).note()).isEqualTo(JsonNullable.of(null));
    assertThat(read("first_name", "Ada", "note", " ").note()).isEqualTo(JsonNullable.of(null));
    assertErrors(Map.of("title", List.of("can't be blank")), "first_name", "Ada", "title", null);
  }

  @Test
  void all_errors_are_answered_at_once_each_under_its_name_on_the_wire() {
    assertErrors(
        Map.of(
            "first_name", List.of("should be at most 5 character(s)"),
            "is_open", List.of("is invalid"),
            "size", List.of("is invalid"),
            "owner", List.of("is invalid"),
            "title", List.of("is invalid"),
            "note", List.of("should be at most 5 character(s)")),
        "first_name",
        "Augusta",
        "is_open",
        "perhaps",
        "size",
        "12x",
        "owner",
        "1-1-1-1-1",
        "title",
        Map.of("en", "Countess"),
        "note",
        "too long");
  }

  @Test
  void what_cannot_be_read_is_not_missing_besides() {
    assertErrors(Map.of("first_name", List.of("is invalid")), "first_name", List.of("Ada"));
    assertErrors(Map.of("first_name", List.of("can't be blank")));
  }

  @Test
  void characters_are_counted_as_the_database_counts_them() {
    assertThat(read("first_name", "😀😀😀😀😀").firstName()).hasSize(10);
    assertErrors(
        Map.of("first_name", List.of("should be at most 5 character(s)")),
        "first_name",
        "😀😀😀😀😀😀");
  }

  @Test
  void a_text_with_nul_or_half_a_character_is_refused() {
    assertErrors(Map.of("first_name", List.of("is invalid")), "first_name", "a\0b");
    assertErrors(Map.of("first_name", List.of("is invalid")), "first_name", "a\uD83D");
  }

  private Things things(Object... fields) {
    return server.request(Things.class, fields);
  }

  @Test
  void an_empty_text_is_null_and_not_absent_whatever_the_type() {
    Things sent = things("pixels", "", "owner", "", "day", "", "time", "");
    assertThat(sent.pixels()).isEqualTo(JsonNullable.of(null));
    assertThat(sent.owner()).isEqualTo(JsonNullable.of(null));
    assertThat(sent.day()).isNull();
    assertThat(sent.time()).isNull();
    assertThat(things().owner()).isEqualTo(JsonNullable.undefined());
  }

  @Test
  void pixels_are_whole_numbers_and_a_scaled_page_sends_fractions() {
    assertThat(things("pixels", 900.6).pixels().get()).isEqualTo(901);
    assertThat(things("pixels", "900").pixels().get()).isEqualTo(900);
    for (Object wrong : List.of("900.6", 3_000_000_000L, 1e20, true, List.of(900))) {
      assertThatThrownBy(() -> things("pixels", wrong))
          .isInstanceOfSatisfying(
              ValidationException.class,
              refused ->
                  assertThat(refused.errors()).isEqualTo(Map.of("pixels", List.of("is invalid"))));
    }
  }

  @Test
  void days_and_times_are_read_from_either() {
    Things sent = things("day", "2021-02-03T04:05:06Z", "time", "2021-02-03");
    assertThat(sent.day()).isEqualTo("2021-02-03");
    assertThat(sent.time()).isEqualTo("2021-02-03T00:00:00Z");
    assertThatThrownBy(() -> things("day", "yesterday", "time", 7))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused -> assertThat(refused.errors()).containsOnlyKeys("day", "time"));
  }

  @Test
  void a_free_object_stays_as_it_was_sent_and_what_is_none_is_nothing() {
    Map<String, Object> free =
        Map.of("blank", " ", "words", List.of("", 1, 1.5, true), "more", Map.of("a", 1L << 40));
    assertThat(things("free", free).free()).isEqualTo(free);
    for (Object none : List.of("text", 7, List.of(free))) {
      assertThat(things("free", none).free()).isNull();
    }
  }

  @RequestRecord(wrapper = "thing")
  record Part(@Nullable Boolean isOpen, JsonNullable<@Nullable Integer> size) {}

  @RequestRecord(wrapper = "thing")
  record Whole(@Nullable Part part, @Nullable List<@Required Part> parts, @Nullable String note) {}

  private AbstractThrowableAssert<?, ?> assertErrorsOfWhole(
      Map<String, List<String>> errors, Object... fields) {
    return assertThatThrownBy(() -> server.request(Whole.class, fields))
        .isInstanceOfSatisfying(
            ValidationException.class, refused -> assertThat(refused.errors()).isEqualTo(errors));
  }

  @Test
  void objects_and_lists_of_them_are_records_too() {
    Whole whole =
        server.request(
            Whole.class,
            "part",
            Map.of("size", "7", "unknown", Map.of()),
            "parts",
            List.of(Map.of("is_open", 1), Map.of()),
            "note",
            "Hi");
    assertThat(whole)
        .isEqualTo(
            new Whole(
                new Part(null, JsonNullable.of(7)),
                List.of(
                    new Part(true, JsonNullable.undefined()),
                    new Part(null, JsonNullable.undefined())),
                "Hi"));
    assertThat(server.request(Whole.class, "part", "").part())
        .as("a form sends an empty text for nothing")
        .isNull();
    assertThat(server.request(Part.class, "size", "").size())
        .as("which is not the same as an absent field")
        .isEqualTo(JsonNullable.of(null));
  }

  @Test
  void whatever_is_wrong_inside_is_one_error_of_the_field_and_the_rest_is_read() {
    assertErrorsOfWhole(
        Map.of(
            "part", List.of("is invalid"),
            "parts", List.of("is invalid"),
            "note", List.of("is invalid")),
        "part",
        Map.of("is_open", "perhaps", "size", List.of(1)),
        "parts",
        List.of(7, Map.of("size", "x"), List.of()),
        "note",
        Map.of());
    assertErrorsOfWhole(Map.of("part", List.of("is invalid")), "part", List.of(Map.of()));
    assertErrorsOfWhole(Map.of("parts", List.of("is invalid")), "parts", Map.of());
    assertErrorsOfWhole(Map.of("part", List.of("is invalid")), "part", Map.of("size", " "));
    assertErrorsOfWhole(
        Map.of("part", List.of("should have at most 50 key(s)")),
        "part",
        IntStream.range(0, 51).boxed().collect(Collectors.toMap(String::valueOf, key -> key)));
  }
}
