package io.netia.limits;

import io.netia.configuration.InvalidSettingException;
import io.netia.configuration.Setting;
import io.netia.configuration.SettingSource;

/** The bounds that depend on the machine or its users, which an operator may therefore set. */
public enum LimitSetting {
  /**
   * Passwords hashed at the same time; each takes 19 MiB and one processor meanwhile. Half of the
   * processors are kept for everything else.
   */
  HASHES_AT_ONCE(
      "NETIA_HASHES_AT_ONCE", hashesAtOnce(Runtime.getRuntime().availableProcessors()), 1, 64),
  /** Requests that wait for a turn at hashing; each holds a thread of the HTTP listener. */
  HASHES_WAITING("NETIA_HASHES_WAITING", Budget.SignIn.HASHES_WAITING, 0, 1_000),
  /** Of those, from one address. */
  HASHES_WAITING_PER_ADDRESS(
      "NETIA_HASHES_WAITING_PER_ADDRESS", Budget.SignIn.HASHES_WAITING_PER_ADDRESS, 0, 1_000),
  /** Searches and tables at the same time; each takes a processor of the database meanwhile. */
  SEARCHES_AT_ONCE("NETIA_SEARCHES_AT_ONCE", Budget.Searches.AT_ONCE, 1, 32),
  /** Requests that wait for a turn at searching; each holds a thread of the HTTP listener. */
  SEARCHES_WAITING("NETIA_SEARCHES_WAITING", Budget.Searches.WAITING, 0, 1_000),
  /** Of those, from one address. */
  SEARCHES_WAITING_PER_ADDRESS(
      "NETIA_SEARCHES_WAITING_PER_ADDRESS", Budget.Searches.WAITING_PER_ADDRESS, 0, 1_000),
  /**
   * Answers with messages that are made at the same time; each may take {@link
   * Budget.LargeAnswers#MAKING_BYTES} meanwhile.
   */
  ANSWERS_AT_ONCE(
      "NETIA_ANSWERS_AT_ONCE",
      answersAtOnce(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory()),
      1,
      1_000),
  /** Requests that wait for such a turn; each holds a thread of the HTTP listener. */
  ANSWERS_WAITING("NETIA_ANSWERS_WAITING", Budget.LargeAnswers.WAITING, 0, 1_000),
  /** Of those, from one address. */
  ANSWERS_WAITING_PER_ADDRESS(
      "NETIA_ANSWERS_WAITING_PER_ADDRESS", Budget.LargeAnswers.WAITING_PER_ADDRESS, 0, 1_000),
  /**
   * Wrong passwords for one name from everywhere before waits begin; 0 switches all waits after
   * wrong passwords off.
   */
  FAILURES_FREE_PER_NAME(
      "NETIA_LIMIT_LOGIN_NAME", Budget.SignIn.FAILURES_FREE_PER_NAME, 0, 1_000_000),
  /** Memory for request bodies and what is parsed from them, in MiB. */
  BODIES_MEMORY("NETIA_BODIES_MEMORY", Budget.Bodies.MEMORY_MIB, 16, 65_536),
  /** Slow bodies of one address that are read at the same time, each on a thread. */
  SLOW_BODIES_PER_ADDRESS("NETIA_SLOW_BODIES_PER_ADDRESS", Budget.Bodies.SLOW_PER_ADDRESS, 1, 16),
  /** Requests of one address that are served at the same time; 0 for any number. */
  REQUESTS_PER_ADDRESS(
      "NETIA_REQUESTS_PER_ADDRESS", Budget.Requests.IN_FLIGHT_PER_ADDRESS, 0, 1_000),
  /** Events of the sockets of one address that are in work at the same time; 0 for any number. */
  EVENTS_PER_ADDRESS("NETIA_EVENTS_PER_ADDRESS", Budget.Sockets.EVENTS_AT_ONCE, 0, 1_000),
  /** Open HTTP connections of a node; 0 for any number. */
  CONNECTIONS("NETIA_CONNECTIONS", Budget.Connections.ALL, 0, 1_000_000),
  /** Of those, of one address; 0 for any number. */
  CONNECTIONS_PER_ADDRESS(
      "NETIA_CONNECTIONS_PER_ADDRESS", Budget.Connections.PER_ADDRESS, 0, 1_000_000);

  private final String variable;
  private final int standard;
  private final int least;
  private final int most;

  LimitSetting(String variable, int standard, int least, int most) {
    this.variable = variable;
    this.standard = standard;
    this.least = least;
    this.most = most;
  }

  /** How many passwords are hashed at once on so many processors, unless the operator sets it. */
  static int hashesAtOnce(int processors) {
    return Math.max(
        1,
        Math.min(Budget.SignIn.HASHES_AT_ONCE, processors / Budget.SignIn.HASHES_PROCESSORS_PART));
  }

  /** How many large answers are made at once, unless the operator sets it. */
  static int answersAtOnce(int processors, long heapBytes) {
    long fitting = heapBytes / Budget.LargeAnswers.HEAP_PART / Budget.LargeAnswers.MAKING_BYTES;
    int useful =
        Math.max(Budget.LargeAnswers.AT_LEAST, processors * Budget.LargeAnswers.PER_PROCESSOR);
    return (int) Math.max(1, Math.min(useful, fitting));
  }

  /** The environment variable, which is also the name of the configuration property. */
  public String variable() {
    return variable;
  }

  /** The value when nothing is set. */
  public int standard() {
    return standard;
  }

  /**
   * The value that holds.
   *
   * @throws InvalidSettingException one sentence, when it is no whole number or out of range
   */
  public int value(SettingSource source) {
    return Setting.number(variable, standard, least, most).read(source);
  }
}
