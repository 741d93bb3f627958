package io.netia.customers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.openapitools.jackson.nullable.JsonNullable;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomerTest {

  private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

  private static CustomerRequest change(JsonNullable<String> externalId) {
    JsonNullable<String> text = JsonNullable.undefined();
    JsonNullable<Number> pixels = JsonNullable.undefined();
    return new CustomerRequest(
        text,
        text,
        text,
        externalId,
        text,
        text,
        text,
        text,
        text,
        text,
        text,
        pixels,
        pixels,
        text,
        text,
        null,
        text,
        JsonNullable.undefined(),
        null,
        null);
  }

  @Test
  void every_change_counts_and_is_dated() {
    Customer customer = new Customer();
    customer.apply(change(JsonNullable.undefined()), NOW);
    customer.apply(change(JsonNullable.undefined()), NOW);
    assertThat(customer.version()).isEqualTo(2);
    assertThat(customer.updatedAt()).isEqualTo(NOW);
  }

  @Test
  void a_change_alone_gives_nobody_an_external_id() {
    Customer customer = new Customer();
    customer.apply(change(JsonNullable.of("17")), NOW);
    assertThat(customer.externalId()).isEmpty();
    customer.identify("17", NOW);
    assertThat(customer.externalId()).hasValue("17");
    assertThat(customer.isVerified()).isTrue();
    customer.identify(null, null);
    assertThat(customer.externalId()).isEmpty();
    assertThat(customer.isVerified()).isFalse();
  }

  @Test
  void a_blank_external_id_is_none() {
    Customer customer = new Customer();
    customer.identify("", null);
    assertThat(customer.externalId()).isEmpty();
  }

  @Test
  void nobody_was_seen_in_the_future_neither_first_nor_last() {
    assertThat(Customer.firstSeen(LocalDate.of(9999, 12, 31), NOW)).isEqualTo("2026-03-04");
    assertThat(Customer.firstSeen(LocalDate.of(2021, 2, 3), NOW)).isEqualTo("2021-02-03");
    assertThat(Customer.lastSeen(Instant.parse("9999-12-31T00:00:00Z"), NOW)).isEqualTo(NOW);
    assertThat(Customer.lastSeen(NOW.minusSeconds(1), NOW)).isEqualTo(NOW.minusSeconds(1));
  }
}
