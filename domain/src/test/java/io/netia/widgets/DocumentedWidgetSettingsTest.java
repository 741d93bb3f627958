package io.netia.widgets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/widget.md} has the fields of {@link WidgetSettingsChange}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocumentedWidgetSettingsTest {

  private static final String HEAD = "| account's setting | key of the page |";

  private static final Pattern NAME = Pattern.compile("`([a-z_]+)`");

  @Test
  void every_field_of_a_change_has_a_row_and_every_name_in_the_first_column_is_a_field()
      throws IOException {
    List<String> fields =
        Arrays.stream(WidgetSettingsChange.class.getRecordComponents())
            .map(component -> snakeCase(component.getName()))
            .toList();

    assertThat(documented()).containsExactlyInAnyOrderElementsOf(fields);
  }

  private static List<String> documented() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "widget.md"));
    return lines.stream()
        .dropWhile(line -> !line.startsWith(HEAD))
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|", -1)[1])
        .flatMap(names -> NAME.matcher(names).results())
        .map((MatchResult name) -> name.group(1))
        .toList();
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
