package io.netia.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Makes the one-jar form log as the other forms do, unless an option sets the format. */
final class LogFormat {

  private static final String OPTION = "--logproperties";

  /** What fills a log without being of use to anybody; a file of the jar. */
  private static final String LEVELS = "/levels.properties";

  private static final String HANDLER =
      """
      handlers=java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.formatter=io.netia.logging.LineFormatter
      """;

  private LogFormat() {}

  /** The server's options, with our format when they name none. */
  static String[] addedTo(String... options) throws IOException {
    if (List.of(options).contains(OPTION)) {
      return options;
    }
    Path file = Files.createTempFile("netia-logging", ".properties");
    file.toFile().deleteOnExit();
    Files.writeString(file, HANDLER + levels());
    return Stream.concat(Arrays.stream(options), Stream.of(OPTION, file.toString()))
        .toArray(String[]::new);
  }

  private static String levels() throws IOException {
    try (InputStream levels = LogFormat.class.getResourceAsStream(LEVELS)) {
      return levels == null ? "" : new String(levels.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
