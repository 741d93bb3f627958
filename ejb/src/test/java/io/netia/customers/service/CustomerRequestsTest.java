package io.netia.customers.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.customers.CustomerDescription;
import io.netia.customers.CustomerReport;
import io.netia.customers.CustomerRequest;
import io.netia.errors.ValidationException;
import io.netia.testing.TestServer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What pages and agents may send of a customer. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomerRequestsTest {

  private final TestServer server = new TestServer();

  private Map<String, Object> report(Object... fields) {
    return server.request(CustomerReport.class, fields).values();
  }

  private Stream<CustomerDescription> each(Object... fields) {
    return Stream.of(CustomerReport.class, CustomerRequest.class)
        .map(type -> server.request(type, fields));
  }

  private void assertErrors(Map<String, List<String>> errors, Object... fields) {
    for (Class<?> type : List.of(CustomerReport.class, CustomerRequest.class)) {
      assertThatThrownBy(() -> server.request(type, fields))
          .isInstanceOfSatisfying(
              ValidationException.class, refused -> assertThat(refused.errors()).isEqualTo(errors));
    }
  }

  @Test
  void words_for_nothing_are_nothing_and_numbers_are_text() {
    assertThat(each("email", "null", "external_id", "undefined"))
        .allSatisfy(
            sent ->
                assertThat(sent.values())
                    .containsEntry("email", null)
                    .containsEntry("external_id", null));
    assertThat(each("external_id", 17))
        .allSatisfy(sent -> assertThat(sent.externalId().get()).isEqualTo("17"));
  }

  @Test
  void a_long_page_address_is_cut_and_an_endless_one_refused() {
    assertThat(each("current_url", "https://example.com/" + "a".repeat(400)))
        .allSatisfy(sent -> assertThat(sent.currentUrl().get()).hasSize(253).endsWith("a..."));
    assertThat(report("current_url", "https://example.com/"))
        .containsEntry("current_url", "https://example.com/");
    assertErrors(
        Map.of("current_url", List.of("should be at most 65536 character(s)")),
        "current_url",
        "https://example.com/" + "a".repeat(65_536));
  }

  @Test
  void metadata_that_is_no_object_is_dropped() {
    assertThat(report("metadata", "text")).doesNotContainKey("metadata");
    assertThat(report("metadata", null)).doesNotContainKey("metadata");
    assertThat(report("metadata", Map.of("plan", "gold")))
        .containsEntry("metadata", Map.of("plan", "gold"));
  }

  @Test
  void what_was_not_sent_is_left_alone_and_pages_cannot_say_whose_a_customer_is() {
    assertThat(
            report(
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
                3,
                "profile_photo_url",
                "u",
                "first_seen",
                "x"))
        .containsOnlyKeys("name");
  }

  @Test
  void an_agent_sends_dates_with_times() {
    CustomerRequest change =
        server.request(
            CustomerRequest.class,
            "first_seen",
            "2021-02-03T04:05:06Z",
            "last_seen_at",
            "2021-02-03T04:05:06");
    assertThat(change.firstSeen()).isEqualTo(LocalDate.of(2021, 2, 3));
    assertThat(change.lastSeenAt()).isEqualTo(Instant.parse("2021-02-03T04:05:06Z"));
  }

  @Test
  void only_an_agent_says_when_a_new_customer_was_here() {
    Instant now = Instant.parse("2026-03-04T12:00:00Z");
    CustomerRequest sent =
        server.request(
            CustomerRequest.class,
            "first_seen",
            "2021-02-03",
            "last_seen_at",
            "2021-02-03T04:05:06");
    assertThat(sent.visit(true, now))
        .isEqualTo(
            new CustomerRequest.Visit(
                LocalDate.of(2021, 2, 3), Instant.parse("2021-02-03T04:05:06Z")));
    assertThat(sent.visit(false, now))
        .isEqualTo(new CustomerRequest.Visit(LocalDate.of(2026, 3, 4), now));
  }

  @Test
  void free_metadata_is_bounded_in_size_keys_and_depth() {
    assertErrors(
        Map.of("metadata", List.of("should be at most 16384 byte(s)")),
        "metadata",
        Map.of("a", "x".repeat(16_384)));
    assertErrors(
        Map.of("metadata", List.of("should have at most 50 key(s)")),
        "metadata",
        IntStream.range(0, 51).boxed().collect(Collectors.toMap(String::valueOf, one -> one)));
    assertErrors(
        Map.of("metadata", List.of("should be nested at most 8 level(s) deep")),
        "metadata",
        Map.of("a", List.of(List.of(List.of(List.of(List.of(List.of(List.of(List.of())))))))));
    assertThat(report("metadata", Map.of("a", "x".repeat(16_000)))).containsKey("metadata");
  }

  @Test
  void nothing_about_a_customer_has_two_lines() {
    assertThat(each("name", "Ann\r\nAdmin", "host", "a\nb"))
        .allSatisfy(
            sent ->
                assertThat(sent.values())
                    .containsEntry("name", "Ann Admin")
                    .containsEntry("host", "a b"));
    assertErrors(
        Map.of("email", List.of("is invalid"), "external_id", List.of("is invalid")),
        "email",
        "a@b\r\nBcc: x@y",
        "external_id",
        "1\n2");
  }

  @Test
  void a_text_is_measured_as_it_was_sent() {
    Map<String, List<String>> tooLong =
        Map.of("name", List.of("should be at most 255 character(s)"));
    assertErrors(tooLong, "name", "n".repeat(256));
    assertErrors(tooLong, "name", "n".repeat(250) + "\n\n\n\n\n\n");
    assertErrors(
        Map.of("email", List.of("should be at most 255 character(s)")),
        "email",
        "n".repeat(255) + "\n");
    assertErrors(
        Map.of("pathname", List.of("should be at most 2048 character(s)")),
        "pathname",
        "/" + "p".repeat(2_048));
    assertThat(report("name", "😀".repeat(255))).containsKey("name");
  }

  @Test
  void fields_of_another_type_are_refused_by_name_and_all_at_once() {
    assertErrors(
        Map.of(
            "name", List.of("is invalid"),
            "email", List.of("is invalid"),
            "screen_height", List.of("is invalid"),
            "current_url", List.of("is invalid")),
        "name",
        Map.of("first", "Ann"),
        "email",
        List.of("a@b"),
        "screen_height",
        "tall",
        "current_url",
        List.of());
    assertThatThrownBy(
            () ->
                server.request(
                    CustomerRequest.class,
                    "company_id",
                    "1-1-1-1-1",
                    "first_seen",
                    "yesterday",
                    "last_seen_at",
                    "1899-01-01",
                    "profile_photo_url",
                    "u".repeat(2_049)))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused ->
                assertThat(refused.errors())
                    .containsOnlyKeys(
                        "company_id", "first_seen", "last_seen_at", "profile_photo_url"));
  }
}
