package io.netia.logging;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * One line per event: time in UTC, level, logger, message and, for an error, its root cause and
 * where it came from, separated by {@code " | "}. Levels are spelled {@code ERROR WARN INFO DEBUG}.
 */
public class LineFormatter extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String SEPARATOR = " | ";

  /** More frames than this say nothing more about the cause. */
  private static final int FRAMES = 25;

  @Override
  public String format(LogRecord event) {
    StringBuilder line = new StringBuilder(200);
    TIME.formatTo(event.getInstant(), line);
    line.append(' ')
        .append(level(event.getLevel()))
        .append(' ')
        .append(event.getLoggerName() == null ? "-" : event.getLoggerName())
        .append(": ");
    appendFlat(line, formatMessage(event));
    if (event.getThrown() != null) {
      appendThrown(line, event.getThrown());
    }
    return line.append('\n').toString();
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN";
    }
    return level.intValue() >= Level.CONFIG.intValue() ? "INFO" : "DEBUG";
  }

  private static void appendThrown(StringBuilder line, Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; root.getCause() != null && depth < FRAMES; depth++) {
      root = root.getCause();
    }
    line.append(SEPARATOR).append("root cause: ");
    appendFlat(line, root.toString());
    if (root != thrown) {
      line.append(SEPARATOR).append("thrown as: ");
      appendFlat(line, thrown.toString());
    }
    StackTraceElement[] frames = root.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
      line.append(SEPARATOR).append("at ").append(frames[i]);
    }
  }

  private static void appendFlat(StringBuilder line, String text) {
    if (text != null) {
      line.append(text.strip().replaceAll("\\s*\\R\\s*", SEPARATOR));
    }
  }
}
