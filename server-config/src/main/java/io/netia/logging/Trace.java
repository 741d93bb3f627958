package io.netia.logging;

import java.util.Arrays;
import java.util.List;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * The stack trace of an event, and the cause that it is counted by.
 *
 * @param frames each as {@code "at class.method(file:line)"}
 */
record Trace(String cause, List<String> frames) {

  /** More frames than this add nothing about the cause. */
  static final int FRAMES = 25;

  /** What stands before the frames of a trace that is part of a message. */
  private static final String FRAME = "\n\tat ";

  /** The trace of the deepest of several causes. */
  static Trace of(Throwable root) {
    StackTraceElement[] frames = root.getStackTrace();
    StackTraceElement place = frames.length == 0 ? null : frames[0];
    for (StackTraceElement frame : frames) {
      if (!isOfPlatform(frame.getClassName())) {
        place = frame;
        break;
      }
    }
    return new Trace(
        root.getClass().getName() + " " + place,
        Arrays.stream(frames).limit(FRAMES).map(frame -> "at " + frame).toList());
  }

  /** The trace that the server has put into the text of a message, or null. */
  static @Nullable Trace inMessage(LogRecord event) {
    String message = event.getMessage();
    int begin = message == null ? -1 : message.indexOf(FRAME);
    if (begin < 0) {
      return null;
    }
    List<String> frames =
        message.substring(begin + 1).lines().limit(FRAMES).map(String::strip).toList();
    return new Trace(frames.get(0), frames);
  }

  /** A message without the trace that is part of it. */
  static String without(String message) {
    int begin = message.indexOf(FRAME);
    return begin < 0 ? message : message.substring(0, begin);
  }

  private static boolean isOfPlatform(String className) {
    return className.startsWith("java.")
        || className.startsWith("jdk.")
        || className.startsWith("sun.");
  }
}
