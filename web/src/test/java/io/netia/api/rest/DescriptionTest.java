package io.netia.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.openapi.rest.Answer;
import io.netia.openapi.rest.Takes;
import io.netia.requests.RequestRecord;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DescriptionTest {

  @Test
  void every_operation_has_a_summary_an_answer_and_a_tag() {
    assertThat(Route.all())
        .isNotEmpty()
        .allSatisfy(
            route -> {
              assertThat(route.method().getAnnotation(Operation.class))
                  .as("%s %s", route.verb(), route.path())
                  .isNotNull()
                  .satisfies(operation -> assertThat(operation.summary()).isNotBlank());
              assertThat(route.method().isAnnotationPresent(Answer.class)).isTrue();
              assertThat(route.resource().isAnnotationPresent(Tag.class)).isTrue();
            });
  }

  @Test
  void every_operation_has_an_id_of_its_own() {
    assertThat(Route.all())
        .extracting(route -> route.method().getAnnotation(Operation.class).operationId())
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id).matches("[a-z][A-Za-z]+"));
  }

  @Test
  void a_body_is_described_once_by_a_request_record_or_beside_it() {
    assertThat(Route.all())
        .allSatisfy(
            route -> {
              Takes takes = route.method().getAnnotation(Takes.class);
              boolean isRead =
                  Arrays.stream(route.method().getParameterTypes())
                      .anyMatch(type -> type.isAnnotationPresent(RequestRecord.class));
              assertThat(isRead && takes != null && takes.body() != Void.class)
                  .as("%s %s", route.verb(), route.path())
                  .isFalse();
            });
  }
}
