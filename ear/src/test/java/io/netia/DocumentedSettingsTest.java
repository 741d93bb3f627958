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

/**
 * The table of settings in the operators' page and the names that the sources read are the same.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DocumentedSettingsTest {

  private static final Path ROOT = Path.of("..");

  private static final List<String> SOURCES =
      List.of(
          "domain/src/main/java",
          "ejb/src/main/java",
          "web/src/main/java",
          "websocket/src/main/java",
          "server-config/src/main/java",
          "server-config/dev",
          "ear/src/system-test/src");

  private static final Pattern CODE = Pattern.compile(".*\\.(?:java|sh|ts)");

  private static final Pattern READ =
      Pattern.compile(
          "\"((?:NETIA|PAPERCUPS|DATABASE|REDIS|SECRET_KEY|REQUIRE_DB|BACKEND)_[A-Z_]*[A-Z])\"");

  private static final Pattern DOCUMENTED = Pattern.compile("`([A-Z][A-Z_]+)`");

  @Test
  void every_setting_that_the_sources_read_has_a_row() throws IOException {
    Set<String> read =
        READ.matcher(sources(".java"))
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(read).hasSizeGreaterThan(30);
    assertThat(documented()).containsAll(read);
  }

  @Test
  void every_row_is_about_a_setting_that_something_reads() throws IOException {
    String text = sources("");

    assertThat(documented())
        .allSatisfy(name -> assertThat(text).containsPattern("\\b" + name + "\\b"));
  }

  private static Set<String> documented() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("docs/operate.md"));
    int begin = lines.indexOf("| name | default | meaning |");
    return lines.stream()
        .skip(begin)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|", -1)[1])
        .flatMap(names -> DOCUMENTED.matcher(names).results())
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String sources(String ending) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String folder : SOURCES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(file -> isCode(file, ending)).toList()) {
          text.append(Files.readString(file)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static boolean isCode(Path file, String ending) {
    return CODE.matcher(file.toString()).matches() && file.toString().endsWith(ending);
  }
}
