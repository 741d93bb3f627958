package io.netia.logging;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line per event, as text or, with {@code NETIA_LOG_FORMAT=json}, as a JSON object.
 *
 * <p>Text: time in UTC, level, logger, message, for an error its root cause and where it came from,
 * and what was being served, separated by {@code " | "}. JSON: the fields {@code time, level,
 * logger, message, error, thrown_as, stack, node, request_id, account_id, socket_id}, those that
 * are known. Levels are spelled {@code ERROR WARN INFO DEBUG}.
 */
public class LineFormatter extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String SEPARATOR = " | ";
  private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

  /** A terminal would obey them. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]");

  /** More frames than this say nothing more about the cause. */
  private static final int FRAMES = 25;

  /** Characters of a message or a cause; the rest is left out. */
  private static final int TEXT_MOST = 8192;

  private final boolean isJson;

  /** The format that {@code NETIA_LOG_FORMAT} asks for; the application refuses another word. */
  public LineFormatter() {
    this(
        "json"
            .equals(
                System.getProperty(
                        "NETIA_LOG_FORMAT", System.getenv().getOrDefault("NETIA_LOG_FORMAT", ""))
                    .strip()
                    .toLowerCase(Locale.ROOT)));
  }

  LineFormatter(boolean isJson) {
    this.isJson = isJson;
  }

  @Override
  public String format(LogRecord event) {
    return isJson ? json(event) : text(event);
  }

  private String json(LogRecord event) {
    JsonLine line =
        new JsonLine()
            .field("time", TIME.format(event.getInstant()))
            .field("level", level(event.getLevel()))
            .field("logger", event.getLoggerName())
            .field("message", cut(String.valueOf(formatMessage(event))));
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      Throwable root = root(thrown);
      line.field("error", cut(root.toString()))
          .field("thrown_as", root == thrown ? null : cut(thrown.toString()))
          .field("stack", frames(root, "\n"));
    }
    line.field("node", LogContext.node());
    Object[] context = LogContext.of(event);
    for (int i = 0; context != null && i < LogContext.FIELDS.length; i++) {
      line.field(LogContext.FIELDS[i], context[i] == null ? null : context[i].toString());
    }
    return line.end();
  }

  private String text(LogRecord event) {
    StringBuilder line = new StringBuilder(200);
    TIME.formatTo(event.getInstant(), line);
    line.append(' ')
        .append(level(event.getLevel()))
        .append(' ')
        .append(event.getLoggerName() == null ? "-" : event.getLoggerName())
        .append(": ");
    appendFlat(line, formatMessage(event));
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      Throwable root = root(thrown);
      line.append(SEPARATOR).append("root cause: ");
      appendFlat(line, root.toString());
      if (root != thrown) {
        line.append(SEPARATOR).append("thrown as: ");
        appendFlat(line, thrown.toString());
      }
      line.append(SEPARATOR).append(frames(root, SEPARATOR));
    }
    appendContext(line, event);
    return line.append('\n').toString();
  }

  private static void appendContext(StringBuilder line, LogRecord event) {
    Object[] context = LogContext.of(event);
    if (context == null) {
      return;
    }
    line.append(SEPARATOR);
    for (int i = 0; i < LogContext.FIELDS.length; i++) {
      if (context[i] != null) {
        line.append(LogContext.FIELDS[i]).append('=');
        appendFlat(line, context[i].toString());
        line.append(' ');
      }
    }
    line.append("node=").append(LogContext.node());
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

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; root.getCause() != null && depth < FRAMES; depth++) {
      root = root.getCause();
    }
    return root;
  }

  private static String frames(Throwable root, String separator) {
    StringBuilder text = new StringBuilder();
    StackTraceElement[] frames = root.getStackTrace();
    for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
      text.append(i == 0 ? "" : separator).append("at ").append(frames[i]);
    }
    return text.toString();
  }

  private static void appendFlat(StringBuilder line, @Nullable String text) {
    if (text != null) {
      String flat = LINE_BREAK.matcher(cut(text.strip())).replaceAll(SEPARATOR);
      line.append(CONTROL.matcher(flat).replaceAll("?"));
    }
  }

  private static String cut(String text) {
    return text.length() <= TEXT_MOST ? text : text.substring(0, TEXT_MOST) + "…";
  }
}
