package io.netia.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Budget} bounds is in {@code docs/limits.md}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocumentedLimitsTest {

  private static final Map<Class<?>, String> SECTIONS =
      Map.ofEntries(
          Map.entry(Budget.Bodies.class, "Request bodies"),
          Map.entry(Budget.Requests.class, "Requests per minute"),
          Map.entry(Budget.Connections.class, "Connections"),
          Map.entry(Budget.Fields.class, "Fields"),
          Map.entry(Budget.Answers.class, "Answers and lists"),
          Map.entry(Budget.LargeAnswers.class, "Large answers"),
          Map.entry(Budget.Links.class, "Share links"),
          Map.entry(Budget.Invitations.class, "Invitations"),
          Map.entry(Budget.Proofs.class, "Proofs of identity"),
          Map.entry(Budget.SignIn.class, "Sign-in"),
          Map.entry(Budget.Database.class, "Database"),
          Map.entry(Budget.Logs.class, "Log"),
          Map.entry(Budget.Stop.class, "Start and stop"),
          Map.entry(Budget.Sockets.class, "Sockets"),
          Map.entry(Budget.Searches.class, "Searches and tables"),
          Map.entry(Budget.Waits.class, "Requests that wait"));

  private static final int KIB = 1024;
  private static final int MIB = 1024 * 1024;

  static Stream<Field> bounds() {
    return Arrays.stream(Budget.class.getDeclaredClasses())
        .flatMap(part -> Arrays.stream(part.getDeclaredFields()))
        .filter(bound -> Modifier.isPublic(bound.getModifiers()));
  }

  @Test
  void every_part_of_the_budget_has_a_section() {
    assertThat(SECTIONS.keySet()).containsExactlyInAnyOrder(Budget.class.getDeclaredClasses());
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void every_bound_stands_in_the_section_of_its_part(Field bound) throws Exception {
    String section = section(SECTIONS.get(bound.getDeclaringClass()));

    assertThat(spellings(bound))
        .allSatisfy(
            spellings ->
                assertThat(section)
                    .as("%s, as one of %s", bound, spellings)
                    .containsPattern(anyOf(spellings)));
  }

  /** For each number of a bound, the ways in which the page may write it. */
  private static List<List<String>> spellings(Field bound) throws IllegalAccessException {
    Object value = bound.get(null);
    String name = bound.getName();
    if (value instanceof ObjectLimit object) {
      return List.of(
          number(object.bytes()),
          List.of(object.keys() + " keys"),
          List.of(object.depth() + " levels"));
    }
    if (value instanceof Duration duration) {
      return List.of(time(duration));
    }
    long number = ((Number) value).longValue();
    if (name.endsWith("_SECONDS")) {
      return List.of(time(Duration.ofSeconds(number)));
    }
    if (name.endsWith("_MS")) {
      return List.of(time(Duration.ofMillis(number)));
    }
    return List.of(number(number));
  }

  private static List<String> number(long number) {
    List<String> ways = new ArrayList<>();
    ways.add(String.valueOf(number));
    ways.add(String.format(Locale.ROOT, "%,d", number).replace(',', ' '));
    if (number % KIB == 0) {
      ways.add(number / KIB + " Ki?B");
    }
    if (number % MIB == 0) {
      ways.add(number / MIB + " Mi?B");
    }
    if (number % 100_000 == 0) {
      ways.add(decimal(number / 1e6) + " MB");
    }
    return ways;
  }

  private static List<String> time(Duration duration) {
    List<String> ways = new ArrayList<>();
    ways.add(decimal(duration.toMillis() / 1000.0) + " s");
    if (duration.toSeconds() % 60 == 0) {
      ways.add(duration.toMinutes() + " min(?:utes)?");
    }
    if (duration.toSeconds() % 3600 == 0) {
      ways.add(duration.toHours() + " hours?");
    }
    if (duration.toSeconds() % 86_400 == 0) {
      ways.add(duration.toDays() + " days?");
    }
    return ways;
  }

  private static String decimal(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private static String anyOf(List<String> ways) {
    return ways.stream()
        .map(way -> way.replace(".", "\\."))
        .collect(Collectors.joining("|", "(?<![\\d.,])(?<!\\d )(?:", ")(?!\\w| \\d|[.,]\\d)"));
  }

  private static String section(String title) throws IOException {
    String page = Files.readString(Path.of("..", "docs", "limits.md"));
    int begin = page.indexOf("\n## " + title + "\n");
    assertThat(begin).as(title).isNotNegative();
    int end = page.indexOf("\n## ", begin + 1);
    return page.substring(begin, end < 0 ? page.length() : end);
  }
}
