package io.netia.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.netia.limits.ObjectLimit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FreeObjectTest {

  private static final ObjectLimit LIMIT = new ObjectLimit(1_000, 10, 3);

  private static Map<String, Object> keys(int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(number -> "k" + number, number -> (Object) true));
  }

  @Test
  void what_is_within_the_limit_is_no_problem() {
    assertThat(FreeObject.problem(keys(10), LIMIT)).isEmpty();
    assertThat(FreeObject.problem(Map.of("a", "x".repeat(900)), LIMIT)).isEmpty();
    assertThat(FreeObject.problem(Map.of("a", Map.of("b", List.of(1, 2))), LIMIT)).isEmpty();
  }

  @Test
  void a_large_object_is_refused_whatever_makes_it_large() {
    for (Object large :
        List.of(
            "x".repeat(1_001),
            "é".repeat(501),
            "\u0001".repeat(170),
            IntStream.range(0, 400).boxed().toList(),
            // Six characters of JSON, and 309 digits in the database.
            List.of(1e308, 1e307, 1e306, 1e305))) {
      assertThat(FreeObject.problem(Map.of("a", large), LIMIT))
          .contains("should be at most 1000 byte(s)");
    }
    assertThat(FreeObject.problem(Map.of("k".repeat(1_001), 1), LIMIT)).isPresent();
  }

  @Test
  void keys_are_counted_wherever_they_are() {
    assertThat(FreeObject.problem(keys(11), LIMIT)).contains("should have at most 10 key(s)");
    assertThat(FreeObject.problem(Map.of("a", keys(5), "b", List.of(keys(5))), LIMIT))
        .contains("should have at most 10 key(s)");
  }

  @Test
  void nesting_ends() {
    Object nested = "x";
    for (int i = 0; i < 5_000; i++) {
      nested = i % 2 == 0 ? List.of(nested) : Map.of("a", nested);
    }
    assertThat(FreeObject.problem(Map.of("a", nested), LIMIT))
        .contains("should be nested at most 3 level(s) deep");
  }

  @Test
  void broken_text_is_refused_in_values_and_in_keys() {
    for (String broken : List.of("a\0b", "\uD83D", "\uDE00x")) {
      assertThat(FreeObject.problem(Map.of("a", broken), LIMIT)).contains("is invalid");
      assertThat(FreeObject.problem(Map.of("a", List.of(Map.of(broken, 1))), LIMIT))
          .contains("is invalid");
    }
  }

  @Test
  void nothing_and_numbers_that_are_none_have_a_size_too() {
    Map<String, Object> object = new HashMap<>();
    object.put("a", null);
    object.put("b", Double.POSITIVE_INFINITY);
    assertThat(FreeObject.problem(object, LIMIT)).isEmpty();
    // {"a": null, "b": "Infinity"}, and the comma behind each value.
    assertThat(FreeObject.bytes(object)).isEqualTo(30);
  }
}
