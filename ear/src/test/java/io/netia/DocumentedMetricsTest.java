package io.netia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The operators' page names our metrics and the alerts about them, and no others. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocumentedMetricsTest {

  private static final Path ROOT = Path.of("..");

  private static final Pattern REGISTERED =
      Pattern.compile("\\.(?:counter|gauge|durations)\\(\\s*\"(netia_[a-z0-9_]+)\"");

  private static final Pattern METRIC = Pattern.compile("`(netia_[a-z0-9_]+)`");
  private static final Pattern ALERT = Pattern.compile("`(Netia[A-Za-z]+)`");
  private static final Pattern RULE = Pattern.compile("(?m)^ *- alert: (\\w+)$");

  @Test
  void every_metric_has_a_row_and_every_row_is_about_a_metric() throws IOException {
    Set<String> registered = new TreeSet<>();
    for (String module : List.of("ejb", "web", "websocket")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
          registered.addAll(names(REGISTERED, Files.readString(file)));
        }
      }
    }

    assertThat(registered).hasSizeGreaterThan(10);
    assertThat(names(METRIC, rows())).isEqualTo(registered);
  }

  @Test
  void every_alert_stands_beside_a_metric_and_every_name_there_is_an_alert() throws IOException {
    Set<String> rules =
        names(RULE, Files.readString(ROOT.resolve("server-config/deploy/alerts.yml")));

    assertThat(rules).hasSizeGreaterThan(10);
    assertThat(names(ALERT, rows())).isEqualTo(rules);
  }

  private static String rows() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("docs/operate.md"));
    return lines.stream()
        .skip(lines.indexOf("| metric | meaning | watch for | alert |"))
        .takeWhile(line -> line.startsWith("|"))
        .collect(Collectors.joining("\n"));
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
