package io.netia.errors.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.netia.errors.DomainException;
import io.netia.errors.DomainException.Kind;
import io.netia.errors.ValidationException;
import io.netia.json.service.Json;
import io.netia.tenancy.service.DatabaseFailure;
import jakarta.ejb.EJBException;
import jakarta.transaction.SystemException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProblemTest {

  private static JsonNode body(Throwable thrown, boolean flat) throws IOException {
    return Json.mapper().readTree(Problems.of(thrown).body("request-1", flat));
  }

  @Test
  void both_families_stand_in_every_body() throws IOException {
    JsonNode body = body(DomainException.notFound(), false);
    assertThat(body.at("/error/status").asInt()).isEqualTo(404);
    assertThat(body.at("/error/message").asText()).isEqualTo("Not found");
    assertThat(body.at("/error/code").asText()).isEqualTo("not_found");
    assertThat(body.at("/error/request_id").asText()).isEqualTo("request-1");
    assertThat(body.at("/errors/detail").asText()).isEqualTo("Not Found");
  }

  @Test
  void unauthenticated_carries_the_number_as_code_and_as_status() throws IOException {
    JsonNode body = body(DomainException.unauthenticated("Not authenticated"), false);
    assertThat(body.at("/error/code").isInt()).isTrue();
    assertThat(body.at("/error/code").asInt()).isEqualTo(401);
    assertThat(body.at("/error/status").asInt()).isEqualTo(401);
  }

  @Test
  void field_errors_stand_under_error_and_on_flat_routes_under_errors_too() throws IOException {
    ValidationException invalid = ValidationException.field("name", "can't be blank");
    assertThat(body(invalid, false).at("/error/errors/name/0").asText())
        .isEqualTo("can't be blank");
    assertThat(body(invalid, false).at("/errors/detail").asText())
        .isEqualTo("Unprocessable Entity");
    assertThat(body(invalid, true).at("/errors/name/0").asText()).isEqualTo("can't be blank");
  }

  @Test
  void a_failure_is_found_inside_what_the_container_wraps_around_it() throws IOException {
    EJBException wrapped = new EJBException(new RuntimeException(DomainException.forbidden("No")));
    assertThat(body(wrapped, false).at("/error/status").asInt()).isEqualTo(403);
  }

  @Test
  void
      an_absent_database_is_503_a_value_it_refuses_422_and_the_rest_500_without_a_word_of_the_cause()
          throws IOException {
    assertThat(Problems.of(new DatabaseFailure(new SQLException("gone", "08006"))).status())
        .isEqualTo(503);
    assertThat(Problems.of(new EJBException(new SystemException("commit: no answer"))).status())
        .isEqualTo(503);
    assertThat(Problems.of(new DatabaseFailure(new SQLException("bad", "22P05"))).status())
        .isEqualTo(422);
    assertThat(Problems.of(new DatabaseFailure(new SQLException("gone", "23503"))).status())
        .isEqualTo(404);
    assertThat(Problems.of(new DatabaseFailure(new SQLException("oops", "42601"))).status())
        .isEqualTo(500);
    assertThat(body(new IllegalStateException("secret"), false).toString())
        .doesNotContain("secret")
        .contains("request-1");
  }

  @Test
  void details_of_a_refusal_stand_beside_its_message() throws IOException {
    DomainException failure =
        new DetailedFailure(
            Kind.INVALID,
            "missing",
            "account_id is missing",
            Map.of("received", new String[] {"a"}));
    assertThat(body(failure, false).at("/error/received/0").asText()).isEqualTo("a");
  }
}
