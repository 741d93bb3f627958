package io.netia.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.errors.ValidationException;
import io.netia.limits.Budget;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SearchTextTest {

  @Test
  void a_text_to_look_for_is_short_and_a_longer_one_is_named() {
    String longest = "\uD83D\uDE00".repeat(Budget.Searches.TEXT);
    assertThat(SearchText.of(Input.of(Map.of("q", longest)), "q")).contains(longest);
    assertThatThrownBy(() -> SearchText.of(Input.of(Map.of("q", longest + "x")), "q"))
        .isInstanceOfSatisfying(
            ValidationException.class,
            refused ->
                assertThat(refused.errors())
                    .containsEntry("q", List.of("should be at most 100 character(s)")));
    assertThat(SearchText.of(Input.of(Map.of("q", " ")), "q")).isEmpty();
  }

  @Test
  void wildcards_in_it_stand_for_themselves() {
    assertThat(SearchText.pattern("a_b%c\\")).isEqualTo("%a\\_b\\%c\\\\%");
  }
}
