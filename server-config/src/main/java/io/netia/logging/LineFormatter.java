package io.netia.logging;

import java.time.Instant;
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
 * are known. Levels are spelled {@code ERROR WARN INFO DEBUG}. What repeats is written less often
 * ({@link LogThrottle}).
 */
public class LineFormatter extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String SEPARATOR = " | ";
  private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

  /** A terminal would obey them. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]");

  /** Characters of a message or a cause; the rest is left out. */
  private static final int TEXT_MOST = 8192;

  private final boolean isJson;
  private final LogThrottle throttle = new LogThrottle();

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
    Object[] context = LogContext.of(event);
    StringBuilder lines = new StringBuilder();
    for (LogRecord report : throttle.ended(event.getInstant())) {
      lines.append(line(report, null));
    }
    if (throttle.admits(event)) {
      lines.append(line(event, context));
    }
    return lines.toString();
  }

  private String line(LogRecord event, @Nullable Object[] context) {
    return isJson ? json(event, context) : text(event, context);
  }

  private String json(LogRecord event, @Nullable Object[] context) {
    JsonLine line =
        new JsonLine()
            .field("time", TIME.format(event.getInstant()))
            .field("level", level(event.getLevel()))
            .field("logger", event.getLoggerName())
            .field("message", cut(Trace.without(String.valueOf(formatMessage(event)))));
    Throwable thrown = event.getThrown();
    if (thrown == null) {
      line.field("stack", trace(event, Trace.inMessage(event), "\n"));
    } else {
      Throwable root = LogThrottle.root(thrown);
      line.field("error", cut(root.toString()))
          .field("thrown_as", root == thrown ? null : cut(thrown.toString()))
          .field("stack", trace(event, Trace.of(root), "\n"));
    }
    line.field("node", LogContext.node());
    for (int i = 0; context != null && i < LogContext.FIELDS.length; i++) {
      line.field(LogContext.FIELDS[i], context[i] == null ? null : context[i].toString());
    }
    return line.end();
  }

  private String text(LogRecord event, @Nullable Object[] context) {
    StringBuilder line = new StringBuilder(200);
    TIME.formatTo(event.getInstant(), line);
    line.append(' ')
        .append(level(event.getLevel()))
        .append(' ')
        .append(event.getLoggerName() == null ? "-" : event.getLoggerName())
        .append(": ");
    appendFlat(line, Trace.without(String.valueOf(formatMessage(event))));
    Throwable thrown = event.getThrown();
    Trace trace = Trace.inMessage(event);
    if (thrown != null) {
      trace = Trace.of(LogThrottle.root(thrown));
      Throwable root = LogThrottle.root(thrown);
      line.append(SEPARATOR).append("root cause: ");
      appendFlat(line, root.toString());
      if (root != thrown) {
        line.append(SEPARATOR).append("thrown as: ");
        appendFlat(line, thrown.toString());
      }
    }
    String frames = trace(event, trace, SEPARATOR);
    if (frames != null) {
      line.append(SEPARATOR).append(frames);
    }
    appendContext(line, context);
    return line.append('\n').toString();
  }

  private static void appendContext(StringBuilder line, @Nullable Object[] context) {
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

  /** The frames, or when they were written within the last minute; null when there are none. */
  private @Nullable String trace(LogRecord event, @Nullable Trace trace, String separator) {
    if (trace == null) {
      return null;
    }
    Instant before = throttle.tracedAt(trace.cause(), event.getInstant());
    return before == null
        ? String.join(separator, trace.frames())
        : "trace written at " + TIME.format(before);
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
