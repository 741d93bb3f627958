package io.netia.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestLineTest {

  @Test
  void a_token_comes_with_and_without_its_scheme() {
    assertThat(Authorization.token("abc.def")).isEqualTo("abc.def");
    assertThat(Authorization.token("Bearer abc.def")).isEqualTo("abc.def");
    assertThat(Authorization.token("bearer  abc.def ")).isEqualTo("abc.def");
  }

  @Test
  void a_once_key_is_always_the_same_id_of_version_4() {
    UUID id = UUID.randomUUID();
    assertThat(OnceKeys.idOf(id.toString())).isEqualTo(id);
    UUID made = OnceKeys.idOf("order-17");
    assertThat(made).isEqualTo(OnceKeys.idOf("order-17")).isNotEqualTo(OnceKeys.idOf("order-18"));
    assertThat(made.version()).isEqualTo(4);
    assertThat(made.variant()).isEqualTo(2);
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
