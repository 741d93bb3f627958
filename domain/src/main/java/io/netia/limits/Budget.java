package io.netia.limits;

import java.time.Duration;

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

    /** Characters of a password. A longer one is refused before anything is hashed. */
    public static final int PASSWORD_CHARACTERS = 4_096;

    /** Passwords hashed at the same time, 19 MiB each. Others wait for a turn. */
    public static final int HASHES_AT_ONCE = 2;

    /**
     * Requests that wait for a turn at hashing, each on a thread. Beyond it 503; the newest of the
     * address with the most makes room for an address with fewer.
     */
    public static final int HASHES_WAITING = 16;

    /** Of those, from one address. Beyond it 429. */
    public static final int HASHES_WAITING_PER_ADDRESS = 6;

    /** How long a request waits for its turn at hashing. Beyond it 503. */
    public static final Duration HASH_WAIT = Duration.ofSeconds(4);

    /** What a refused sign-in is asked to wait. */
    public static final Duration HASH_RETRY = Duration.ofSeconds(2);
  }

  /** WebSockets, long-poll sessions, joins and events. */
  public static final class Sockets {

    private Sockets() {}
  }
}
