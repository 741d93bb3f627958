package io.netia.logging;

import io.netia.limits.Budget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what repeats from filling the log, whoever logs it: a cause has one stack trace a minute,
 * and so many lines of warnings and errors ({@link Budget.Logs}). What is withheld is counted and
 * reported. Time is that of the events.
 */
final class LogThrottle {

  private static final Duration WINDOW = Duration.ofSeconds(Budget.Logs.WINDOW_SECONDS);

  /** How often it is looked which windows have ended. */
  private static final Duration SWEEP = Duration.ofSeconds(5);

  /** Numbers, UUIDs and other names with digits: what differs from line to line. */
  private static final Pattern NUMBER = Pattern.compile("[\\w-]*\\d[\\w-]*");

  /** Messages are distinguished by their beginning. */
  private static final int MESSAGE_MOST = 200;

  private final Map<String, Window> windows = bounded();
  private final Map<String, Instant> traces = bounded();
  private Instant swept = Instant.EPOCH;

  /** The lines of one cause in one minute. */
  private static final class Window {
    final Instant began;
    final LogRecord first;
    int lines;
    int withheld;

    Window(LogRecord first) {
      this.began = first.getInstant();
      this.first = first;
    }
  }

  /** Whether a line is to be written; one that is not is counted. */
  synchronized boolean admits(LogRecord event) {
    if (event.getLevel().intValue() < Level.WARNING.intValue()) {
      return true;
    }
    Window window = windows.computeIfAbsent(keyOf(event), key -> new Window(event));
    if (window.lines < Budget.Logs.LINES) {
      window.lines++;
      return true;
    }
    window.withheld++;
    return false;
  }

  /**
   * When the stack trace of a cause was written within the last minute, or null when it is to be
   * written now.
   */
  synchronized @Nullable Instant tracedAt(String cause, Instant now) {
    Instant before = traces.get(cause);
    if (before != null && isWithin(before, now)) {
      return before;
    }
    traces.put(cause, now);
    return null;
  }

  /** A line for each cause whose minute is over and of which lines were withheld. */
  synchronized List<LogRecord> ended(Instant now) {
    if (Duration.between(swept, now).abs().compareTo(SWEEP) < 0) {
      return List.of();
    }
    swept = now;
    List<LogRecord> reports = new ArrayList<>();
    for (Iterator<Window> each = windows.values().iterator(); each.hasNext(); ) {
      Window window = each.next();
      if (!isWithin(window.began, now)) {
        each.remove();
        if (window.withheld > 0) {
          reports.add(report(window, now));
        }
      }
    }
    return reports;
  }

  private static LogRecord report(Window window, Instant now) {
    LogRecord first = window.first;
    LogRecord report = new LogRecord(first.getLevel(), "{0} more lines since {1} like: {2}");
    report.setLoggerName(first.getLoggerName());
    report.setInstant(now);
    report.setParameters(
        new Object[] {
          Integer.toString(window.withheld), window.began.toString(), first.getMessage()
        });
    return report;
  }

  private static boolean isWithin(Instant began, Instant now) {
    return Duration.between(began, now).abs().compareTo(WINDOW) < 0;
  }

  private static String keyOf(LogRecord event) {
    String what =
        event.getThrown() == null ? pattern(event) : Trace.of(root(event.getThrown())).cause();
    return event.getLevel().intValue() + " " + event.getLoggerName() + " " + what;
  }

  private static String pattern(LogRecord event) {
    String message = String.valueOf(event.getMessage());
    String begin = message.length() <= MESSAGE_MOST ? message : message.substring(0, MESSAGE_MOST);
    return NUMBER.matcher(begin).replaceAll("#");
  }

  /** The end of a chain of causes, also of one that is a ring. */
  static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    for (int depth = 0; root.getCause() != null && depth < Trace.FRAMES; depth++) {
      root = root.getCause();
    }
    return root;
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > Budget.Logs.CAUSES;
      }
    };
  }
}
