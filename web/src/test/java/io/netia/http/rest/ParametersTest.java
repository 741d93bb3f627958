package io.netia.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.DomainException;
import io.netia.errors.DomainException.Kind;
import io.netia.errors.ValidationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ParametersTest {

  @Test
  void the_body_wins_over_the_query() {
    Parameters parameters = Parameters.of("a=query&b=query", Map.of("a", "body"));
    assertThat(parameters.values()).containsEntry("a", "body").containsEntry("b", "query");
  }

  @Test
  void brackets_nest_and_collect() {
    assertThat(
            FormFields.decode(
                "user[email]=a%40b.c&user[name]=Jo+Do&ids[]=1&ids[]=2&deep[x][y][]=z&plain"))
        .containsEntry("user", Map.of("email", "a@b.c", "name", "Jo Do"))
        .containsEntry("ids", List.of("1", "2"))
        .containsEntry("deep", Map.of("x", Map.of("y", List.of("z"))))
        .containsEntry("plain", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%2",
        "a=%zz",
        "a=%ff%fe",
        "%c3=1",
        "a[b][c][d][e][f][g][h][i][j][k][l][m][n][o][p][q]=1"
      })
  void a_query_that_is_no_text_is_refused(String query) {
    assertThatThrownBy(() -> Parameters.of(query, Map.of()))
        .isInstanceOfSatisfying(
            DomainException.class,
            failure -> assertThat(failure.kind()).isEqualTo(Kind.BAD_REQUEST));
  }

  @Test
  void text_that_cannot_be_stored_is_refused_wherever_it_hides() {
    for (Object hidden :
        List.of(
            "a\0b",
            List.of("\ud800"),
            Map.of("inner", "\udc00x"),
            Map.of("na\0me", "x"),
            Map.of("l", List.of(Map.of("k", "\0"))))) {
      assertThatThrownBy(() -> Parameters.of(null, Map.of("field", hidden)))
          .isInstanceOf(ValidationException.class);
    }
    assertThatThrownBy(() -> Parameters.of("q=%00", Map.of()))
        .isInstanceOf(ValidationException.class);
    assertThat(Parameters.of("q=%F0%9F%92%AC", Map.of()).text("q")).hasValue("💬");
  }

  @Test
  void a_wrapper_that_is_missing_or_no_object_is_a_bad_request() {
    Parameters parameters = Parameters.of(null, Map.of("customer", "text"));
    assertThatThrownBy(() -> parameters.wrapped("customer")).isInstanceOf(DomainException.class);
    assertThatThrownBy(() -> parameters.wrapped("tag")).isInstanceOf(DomainException.class);
  }

  @Test
  void the_words_undefined_and_null_mean_nothing_where_scripts_send_ids() {
    assertThat(Parameters.of("inbox_id=undefined", Map.of()).id("inbox_id")).isEmpty();
    assertThat(Parameters.of("inbox_id=null", Map.of()).id("inbox_id")).isEmpty();
    assertThatThrownBy(() -> Parameters.of("inbox_id=1", Map.of()).id("inbox_id"))
        .isInstanceOf(DomainException.class);
  }
}
