package io.netia.customers.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.conversations.service.CustomerView;
import io.netia.json.service.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomersCsvTest {

  private static final Instant TIME = Instant.parse("2021-02-03T04:05:06.789Z");
  private static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");

  private static CustomerView named(String name) {
    return new CustomerView(
        ID,
        "customer",
        name,
        null,
        Json.row(TIME),
        Json.row(TIME),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "t",
        LocalDate.of(2021, 2, 3),
        TIME,
        null,
        null);
  }

  @Test
  void cells_are_quoted_lines_end_in_crlf_and_times_carry_a_space() {
    assertThat(CustomersCsv.of(List.of(named("Jo \"the\" Do"))))
        .startsWith("id,name,email,created_at,")
        .endsWith(
            "\r\n\""
                + ID
                + "\",\"Jo \"\"the\"\" Do\",\"\",\"2021-02-03 04:05:06\",\"2021-02-03 04:05:06\",\"2021-02-03\","
                + "\"2021-02-03 04:05:06Z\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\uFF1D1+1",
        "\uFF0B1",
        "\uFF0D1",
        "\uFF20SUM(A1)",
        "\uFE661",
        "\u22121",
        "  =1+1",
        "\u00A0=1+1",
        "\u3000\uFF1D1+1",
        "\u200B=1+1",
        "\tx",
        "\rx",
        " \t=1+1"
      })
  void a_name_that_is_a_formula_is_only_text(String formula) {
    assertThat(CustomersCsv.of(List.of(named(formula)))).contains("\"'" + formula + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Jo", " Jo", "1-2", "a=b", "jo@example.com", "'=1+1"})
  void any_other_name_is_left_as_it_is(String name) {
    assertThat(CustomersCsv.of(List.of(named(name)))).contains("\"" + name + "\"");
  }
}
