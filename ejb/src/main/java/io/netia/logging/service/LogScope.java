package io.netia.logging.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sets the context of the thread's log lines. The fields reach the log's formatter through a class
 * beside it, which the server loads and not the application; where the server logs in another
 * format that class is not there, and nobody reads the fields. Beginning and ending cost a small
 * array each time, and no text is made unless a line is written.
 */
public final class LogScope {

  private static final int REQUEST = 0;
  private static final int ACCOUNT = 1;
  private static final int SOCKET = 2;
  private static final int FIELDS = 3;

  private static final String CONTEXT = "io.netia.logging.LogContext";
  private static final ThreadLocal<@Nullable Object[]> CURRENT = shared();

  private LogScope() {}

  /** A request begins on this thread; {@link #end} follows in any case. */
  public static void request(String requestId) {
    @Nullable Object[] fields = new @Nullable Object[FIELDS];
    fields[REQUEST] = requestId;
    CURRENT.set(fields);
  }

  /**
   * An event of a socket begins on this thread; {@link #end} follows in any case.
   *
   * @param account whose socket it is, as far as that is known
   */
  public static void socketEvent(String socketId, @Nullable UUID account) {
    @Nullable Object[] fields = new @Nullable Object[FIELDS];
    fields[SOCKET] = socketId;
    fields[ACCOUNT] = account;
    CURRENT.set(fields);
  }

  /** Whose account it is about has become known. */
  public static void account(UUID account) {
    set(ACCOUNT, account);
  }

  /** The id that the caller gets with a failure. */
  public static void requestId(String requestId) {
    set(REQUEST, requestId);
  }

  /** The thread serves nothing any more. */
  public static void end() {
    CURRENT.remove();
  }

  /** The name of this node, for all lines from now on. */
  public static void node(@Nullable String name) {
    try {
      context().getMethod("setNode", String.class).invoke(null, name);
    } catch (ReflectiveOperationException absent) {
      // The server logs in a format of its own, which has no such field.
      return;
    }
  }

  private static void set(int field, Object value) {
    @Nullable Object[] fields = CURRENT.get();
    if (fields != null) {
      fields[field] = value;
    }
  }

  private static Class<?> context() throws ClassNotFoundException {
    return ClassLoader.getSystemClassLoader().loadClass(CONTEXT);
  }

  @SuppressWarnings("unchecked")
  private static ThreadLocal<@Nullable Object[]> shared() {
    try {
      return (ThreadLocal<@Nullable Object[]>) context().getField("CURRENT").get(null);
    } catch (ReflectiveOperationException absent) {
      return new ThreadLocal<>();
    }
  }
}
