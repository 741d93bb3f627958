package io.netia.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netia.configuration.InvalidSettingException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LimitSettingTest {

  @Test
  void what_is_not_set_has_its_standard_value() {
    assertThat(LimitSetting.HASHES_WAITING.value(name -> Optional.empty()))
        .isEqualTo(Budget.SignIn.HASHES_WAITING);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "3,1", "4,2", "8,4", "64,4"})
  void half_of_the_processors_are_kept_from_hashing(int processors, int hashes) {
    assertThat(LimitSetting.hashesAtOnce(processors)).isEqualTo(hashes);
  }

  @ParameterizedTest
  @CsvSource({"1,1024,4", "2,1024,4", "4,2048,8", "32,1024,9", "4,768,7", "4,256,2", "1,64,1"})
  void as_many_large_answers_are_made_as_the_processors_can_and_the_heap_holds(
      int processors, long heapMib, int answers) {
    assertThat(LimitSetting.answersAtOnce(processors, heapMib * 1024 * 1024)).isEqualTo(answers);
  }

  @Test
  void what_is_set_counts() {
    assertThat(LimitSetting.HASHES_AT_ONCE.value(name -> Optional.of(" 4 "))).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "65", "four", "2.5", "99999999999999"})
  void what_is_no_number_in_range_is_named_with_its_range(String value) {
    assertThatThrownBy(() -> LimitSetting.HASHES_AT_ONCE.value(name -> Optional.of(value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "NETIA_HASHES_AT_ONCE is \"" + value + "\": it must be a whole number from 1 to 64.");
  }
}
