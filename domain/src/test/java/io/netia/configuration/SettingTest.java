package io.netia.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingTest {

  private static final Setting<Boolean> FLAG = Setting.flag("REQUIRE_DB_SSL", false);
  private static final Setting<Integer> NUMBER = Setting.number("PORT", 4000, 1, 65_535);

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "True", "1", "yes", "YES", "on", " on "})
  void a_switch_is_on_in_every_usual_spelling(String text) {
    assertThat(read(FLAG, text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE", "0", "no", "No", "off", "", "   "})
  void a_switch_is_off_in_every_usual_spelling_and_when_it_is_empty(String text) {
    assertThat(read(FLAG, text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"t", "enabled", "2", "ja", "true;", "\"true\"", "-1"})
  void any_other_word_for_a_switch_is_refused_by_name(String text) {
    assertThatThrownBy(() -> read(FLAG, text))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage(
            "REQUIRE_DB_SSL is \""
                + text
                + "\": it must be true, false, yes, no, on, off, 1 or 0.");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "65535,65535", "' 4100 ',4100", "0080,80"})
  void a_number_in_its_range_is_read(String text, int number) {
    assertThat(read(NUMBER, text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "65536", "-1", "4e3", "4000.0", "4 000", "0x10", "99999999999999999999", "٤"})
  void any_other_number_is_refused_with_the_range(String text) {
    assertThatThrownBy(() -> read(NUMBER, text))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("PORT is \"" + text + "\": it must be a whole number from 1 to 65535.");
  }

  @Test
  void the_sentence_is_one_short_line_whatever_the_value_is() {
    assertThatThrownBy(() -> read(NUMBER, "a\nb" + "c".repeat(1000)))
        .satisfies(
            refused -> assertThat(refused.getMessage()).hasLineCount(1).hasSizeLessThan(120));
  }

  private static <T> T read(Setting<T> setting, String text) {
    return setting.read(name -> Optional.of(text));
  }
}
