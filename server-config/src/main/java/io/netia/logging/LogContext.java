package io.netia.logging;

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

  private static volatile @Nullable String node;

  private LogContext() {}

  /** Says under which name this node is known to the others; null takes it back. */
  public static void setNode(@Nullable String name) {
    node = name;
  }

  static @Nullable String node() {
    return node;
  }
}
