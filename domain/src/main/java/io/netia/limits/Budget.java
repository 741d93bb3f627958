package io.netia.limits;

/**
 * Every size, count, rate and duration that somebody outside could otherwise choose, in one place.
 * {@code docs/limits.md} lists the same values by route and socket event, with the answer that
 * comes when one is exceeded. Code that parses, hashes, stores or sends something from outside
 * takes its bound from here.
 */
public final class Budget {

  private Budget() {}

  /** Request bodies, in bytes; larger ones are answered 413. */
  public static final class Bodies {

    private Bodies() {}
  }

  /** What a stored field may hold; more is answered 422 with the field's name. */
  public static final class Fields {

    private Fields() {}
  }

  /** What an answer, a page of a list or an event may hold. */
  public static final class Answers {

    private Answers() {}
  }

  /** Password hashing, sign-in and renewal of sessions. */
  public static final class SignIn {

    private SignIn() {}
  }

  /** WebSockets, long-poll sessions, joins and events. */
  public static final class Sockets {

    private Sockets() {}
  }
}
