package io.netia.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestHeadersTest {

  @Test
  void a_token_comes_with_and_without_its_scheme() {
    assertThat(Authorization.token("abc.def")).isEqualTo("abc.def");
    assertThat(Authorization.token("Bearer abc.def")).isEqualTo("abc.def");
    assertThat(Authorization.token("bearer  abc.def ")).isEqualTo("abc.def");
  }

  @Test
  void an_answer_in_json_must_be_allowed() {
    assertThat(Accepts.json(List.of())).isTrue();
    assertThat(Accepts.json(List.of("text/html, */*;q=0.8"))).isTrue();
    assertThat(Accepts.json(List.of("application/json"))).isTrue();
    assertThat(Accepts.json(List.of("text/html"))).isFalse();
    assertThat(Accepts.json(List.of("application/json;q=0, text/html"))).isFalse();
  }
}
