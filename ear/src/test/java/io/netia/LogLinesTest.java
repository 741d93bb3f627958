package io.netia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Every line of the log is explained to operators, and none that is not logged. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LogLinesTest {

  private static final Path ROOT = Path.of("..");

  /** A call that logs a warning or an error: its first text is the message. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?:log\\([^;\"]*Level\\.(?:WARNING|ERROR)|FailureLog\\.report\\()[^;\"]*\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** What stands in the page for what differs from line to line. */
  private static final Pattern VARIABLE = Pattern.compile("…|METHOD PATH");

  /** Where a text of the sources goes on in the next line. */
  private static final Pattern JOINT = Pattern.compile("\"\\s*\\+\\s*\"");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");

  @Test
  void every_warning_and_error_has_a_row_in_the_operators_page() throws IOException {
    Set<String> messages = messages();
    List<String> rows = rows();

    assertThat(messages).hasSizeGreaterThan(15);
    assertThat(messages)
        .allSatisfy(
            message ->
                assertThat(rows)
                    .as(message)
                    .anyMatch(row -> pieces(message).stream().allMatch(row::contains)));
  }

  @Test
  void every_line_that_the_page_explains_is_written_by_something() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (Path source : sources()) {
      sources.append(Files.readString(source));
    }
    String written = JOINT.matcher(sources).replaceAll("").replace("''", "'");

    assertThat(rows())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            row ->
                assertThat(QUOTED.matcher(row.split("\\|", -1)[1]).results())
                    .flatMap(
                        line -> VARIABLE.splitAsStream(line.group(1)).map(String::strip).toList())
                    .as(row)
                    .allMatch(written::contains));
  }

  /** Of the table of what to do about a line. */
  private static List<String> rows() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("docs/operate.md"));
    return lines.stream()
        .skip(lines.indexOf("| message | meaning | to do |"))
        .takeWhile(line -> line.startsWith("|"))
        .filter(line -> line.startsWith("| `"))
        .toList();
  }

  private static List<String> pieces(String message) {
    return PLACEHOLDER
        .splitAsStream(message.replace("''", "'"))
        .map(String::strip)
        .filter(piece -> !piece.isEmpty())
        .toList();
  }

  private static Set<String> messages() throws IOException {
    Set<String> messages = new TreeSet<>();
    for (Path source : sources()) {
      Matcher call = CALL.matcher(Files.readString(source));
      while (call.find()) {
        messages.add(call.group(1));
      }
    }
    return messages;
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("domain", "ejb", "web", "websocket", "server-config")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }
}
