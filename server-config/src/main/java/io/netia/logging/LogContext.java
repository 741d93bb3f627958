package io.netia.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a thread is serving, for the lines that it logs. It holds only texts and other values of the
 * Java platform, so that an application that is undeployed leaves none of its classes here. The
 * application finds this class by its name, and does without it where the server logs in another
 * format.
 */
public final class LogContext {

  /** Names of the fields, in the order of the values in {@link #CURRENT}. */
  static final String[] FIELDS = {"request_id", "account_id", "socket_id"};

  /** One value for each of the fields, or null for one that is not known. */
  public static final ThreadLocal<@Nullable Object[]> CURRENT = new ThreadLocal<>();

  /** Lines that were logged and are not written yet; more of them lose their context. */
  private static final int UNWRITTEN_MOST = 10_000;

  private static final Map<Long, Object[]> UNWRITTEN =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Object[]> eldest) {
          return size() > UNWRITTEN_MOST;
        }
      };

  private static volatile @Nullable String node;

  private LogContext() {}

  /** Sets this node's id in the cluster; null removes it. */
  public static void setNode(@Nullable String name) {
    node = name;
  }

  static @Nullable String node() {
    return node;
  }

  /** Keeps what the calling thread is serving for an event that another thread will write. */
  static void keep(LogRecord event) {
    Object[] fields = CURRENT.get();
    if (fields != null) {
      synchronized (UNWRITTEN) {
        UNWRITTEN.put(event.getSequenceNumber(), fields.clone());
      }
    }
  }

  /** What was being served when the event was logged. */
  static @Nullable Object[] of(LogRecord event) {
    synchronized (UNWRITTEN) {
      Object[] kept = UNWRITTEN.remove(event.getSequenceNumber());
      if (kept != null) {
        return kept;
      }
    }
    return CURRENT.get();
  }
}
