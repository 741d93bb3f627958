package io.netia.customers;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.input.Input;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomerFieldsTest {

  private static Map<String, Object> metadata(Map<String, ?> sent) {
    return CustomerFields.ofMetadata(Input.of(sent)).values();
  }

  @Test
  void words_for_nothing_are_nothing_and_numbers_are_text() {
    assertThat(metadata(Map.of("email", "null", "external_id", "undefined")))
        .containsEntry("email", null)
        .containsEntry("external_id", null);
    assertThat(metadata(Map.of("external_id", 17))).containsEntry("external_id", "17");
  }

  @Test
  void a_long_page_address_is_cut() {
    String cut =
        (String)
            metadata(Map.of("current_url", "https://example.com/" + "a".repeat(400)))
                .get("current_url");
    assertThat(cut).hasSize(253).endsWith("a...");
    assertThat(metadata(Map.of("current_url", "https://example.com/")))
        .containsEntry("current_url", "https://example.com/");
  }

  @Test
  void metadata_that_is_no_object_is_dropped() {
    assertThat(metadata(Map.of("metadata", "text"))).doesNotContainKey("metadata");
    assertThat(metadata(Map.of("metadata", Map.of("plan", "gold"))))
        .containsEntry("metadata", Map.of("plan", "gold"));
  }

  @Test
  void what_was_not_sent_is_left_alone_and_strangers_cannot_set_whose_they_are() {
    assertThat(
            metadata(
                Map.of(
                    "name",
                    "Jo",
                    "account_id",
                    "x",
                    "id",
                    "y",
                    "company_id",
                    "z",
                    "ip",
                    "1.2.3.4",
                    "version",
                    3)))
        .containsOnlyKeys("name");
  }

  @Test
  void an_agent_sends_dates_with_times() {
    Map<String, Object> values =
        CustomerFields.ofCustomer(
                Input.of(
                    Map.of(
                        "first_seen",
                        "2021-02-03T04:05:06Z",
                        "last_seen_at",
                        "2021-02-03T04:05:06")))
            .values();
    assertThat(values)
        .containsEntry("first_seen", LocalDate.of(2021, 2, 3))
        .containsEntry("last_seen_at", Instant.parse("2021-02-03T04:05:06Z"));
  }

  @Test
  void free_metadata_is_bounded_in_size_keys_and_depth() {
    for (Object metadata :
        List.of(
            Map.of("a", "x".repeat(16_384)),
            IntStream.range(0, 51).boxed().collect(Collectors.toMap(String::valueOf, one -> one)),
            Map.of(
                "a", List.of(List.of(List.of(List.of(List.of(List.of(List.of(List.of())))))))))) {
      Input fields = Input.of(Map.of("metadata", metadata));
      CustomerFields.ofMetadata(fields);
      assertThat(fields.errors()).containsOnlyKeys("metadata");
    }
    assertThat(metadata(Map.of("metadata", Map.of("a", "x".repeat(16_000)))))
        .containsKey("metadata");
  }

  @Test
  void nothing_about_a_customer_has_two_lines() {
    assertThat(metadata(Map.of("name", "Ann\r\nAdmin", "host", "a\nb")))
        .containsEntry("name", "Ann Admin")
        .containsEntry("host", "a b");
    Input fields = Input.of(Map.of("email", "a@b\r\nBcc: x@y", "external_id", "1\n2"));
    CustomerFields.ofMetadata(fields);
    assertThat(fields.errors()).containsOnlyKeys("email", "external_id");
  }

  @Test
  void text_that_is_too_long_is_an_error_of_its_field() {
    Input fields = Input.of(Map.of("name", "n".repeat(256)));
    CustomerFields.ofMetadata(fields);
    assertThat(fields.errors()).containsOnlyKeys("name");
  }

  @Test
  void nobody_was_seen_in_the_future_neither_first_nor_last() {
    Instant now = Instant.parse("2026-03-04T12:00:00Z");
    Map<String, Object> values =
        new HashMap<>(
            Map.of(
                "first_seen", LocalDate.of(9999, 12, 31),
                "last_seen_at", Instant.parse("9999-12-31T00:00:00Z")));
    CustomerFields.notInTheFuture(values, now);
    assertThat(values)
        .containsEntry("first_seen", LocalDate.of(2026, 3, 4))
        .containsEntry("last_seen_at", now);
    Map<String, Object> imported = new HashMap<>(Map.of("first_seen", LocalDate.of(2021, 2, 3)));
    CustomerFields.notInTheFuture(imported, now);
    assertThat(imported).containsOnly(Map.entry("first_seen", LocalDate.of(2021, 2, 3)));
  }
}
