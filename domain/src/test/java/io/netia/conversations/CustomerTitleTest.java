package io.netia.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomerTitleTest {

  @Test
  void a_customer_is_called_by_name_else_by_address_else_anonymous() {
    assertThat(CustomerTitle.of("Ann", "ann@example.com")).isEqualTo("Ann");
    assertThat(CustomerTitle.of(null, "ann@example.com")).isEqualTo("ann@example.com");
    assertThat(CustomerTitle.of(" ", "ann@example.com")).isEqualTo("ann@example.com");
    assertThat(CustomerTitle.of("", "")).isEqualTo("Anonymous User");
    assertThat(CustomerTitle.of(null, null)).isEqualTo("Anonymous User");
  }
}
