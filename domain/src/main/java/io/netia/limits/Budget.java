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

    /**
     * Bytes of a body for echo, sign-in, registration, identification, a visitor's description, and
     * of any GET or DELETE. Beyond it 413.
     */
    public static final int SMALL = 65_536;

    /** Bytes of any other body from nobody who has shown a valid token. Beyond it 413. */
    public static final int ANONYMOUS = 262_144;

    /** Bytes of a body with a valid token of a teammate. Beyond it 413. */
    public static final int SIGNED_IN = 8_000_000;

    /**
     * Bytes of a long-poll client's frames in one request of a session that is open: as many of the
     * largest frames as clients send at once, a hundred of 64 KiB, in base64 as binary ones are.
     * Beyond it the session ends with 413; without a session the limit is {@link #SMALL}.
     */
    public static final int LONG_POLL = 8_744_400;

    /**
     * Bytes of a refused body that are read and thrown away, so that the sender sees the answer; a
     * larger one loses its connection with the answer.
     */
    public static final int DISCARDED = 16_000_000;

    /** How long that may take. Beyond it the connection is closed. */
    public static final Duration DISCARDING = Duration.ofSeconds(5);

    /** How long a body may take without any least rate. */
    public static final Duration GRACE = Duration.ofSeconds(10);

    /** Bytes a second, on average from then on. Below it 408, and the connection is closed. */
    public static final int LEAST_RATE = 4_096;

    /** How long a body may take however fast it comes. Beyond it 408. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    /**
     * How long any request may wait on its thread for a body that has not come with its head:
     * nearly all follow within a millisecond. Then it needs one of the places for slow bodies.
     */
    public static final Duration SHORT_WAIT = Duration.ofMillis(50);

    /** The longest pause inside one chunk's framing. Beyond it the connection is closed. */
    public static final Duration GAP = Duration.ofSeconds(5);

    /**
     * Threads that may wait so, of the listener's 96. Beyond it 503; beyond half for one address
     * 429.
     */
    public static final int WAITING_SHORTLY = 64;

    /** Threads that read slow bodies. Beyond it 503. */
    public static final int SLOW = 16;

    /** Of those, for one address. Beyond it 429. */
    public static final int SLOW_PER_ADDRESS = 4;

    /**
     * MiB for all bodies in memory and what is parsed from them. Beyond it 503; one address may
     * have a quarter of it in bodies on their way, beyond which 429.
     */
    public static final int MEMORY_MIB = 96;

    /** What parsing one byte may take at most, in bytes, up to {@link #PARSED_MOST}. */
    public static final int PARSED_PER_BYTE = 32;

    /** What the values of one body may take, in bytes, beside their texts. */
    public static final int PARSED_MOST = 2_500_000;

    /** Values, names and brackets in a JSON body. Beyond it 400. */
    public static final int JSON_TOKENS = 20_000;

    /** Levels of a JSON body. Beyond it 400. */
    public static final int JSON_DEPTH = 100;

    /** Characters of a name in a JSON body. Beyond it 400. */
    public static final int JSON_NAME = 1_024;

    /** Digits of a number in a JSON body. Beyond it 400. */
    public static final int JSON_DIGITS = 100;

    /** Fields of a query string, a form, or a multipart body. Beyond it 400. */
    public static final int FORM_FIELDS = 2_000;

    /** Brackets in the name of such a field. Beyond it 400. */
    public static final int FORM_DEPTH = 16;

    /** Characters before the content of one part of a multipart body. Beyond it 400. */
    public static final int PART_HEAD = 4_096;

    /** Top-level fields that the echo repeats. Beyond it none. */
    public static final int ECHOED_FIELDS = 50;

    /** Bytes that the echo repeats. Beyond it none. */
    public static final int ECHOED_BYTES = 8_192;
  }

  /** Heads of requests. */
  public static final class Requests {

    private Requests() {}

    /**
     * Entries of {@code X-Forwarded-For} that are looked at, from the last one; whoever has more
     * trusted proxies before it counts as the last one looked at.
     */
    public static final int FORWARDED_HOPS = 16;

    /** Addresses of which a node counts the requests of a minute; beyond it the oldest go. */
    public static final int ADDRESSES_REMEMBERED = 100_000;

    /**
     * What a body that was too large, too slow or one of too many slow ones counts as in requests.
     */
    public static final int REFUSED_BODY_COUNTS_AS = 10;

    /**
     * Requests of one address that are served at the same time, each with a thread and perhaps a
     * connection of the database, of which others need some; as many again wait. Beyond it 429.
     */
    public static final int IN_FLIGHT_PER_ADDRESS = 24;

    /** How long such a request waits. Beyond it 429. */
    public static final Duration IN_FLIGHT_WAIT = Duration.ofSeconds(2);

    /** What a refused one is asked to stay away. */
    public static final Duration IN_FLIGHT_RETRY = Duration.ofSeconds(1);

    /** A new conversation of a visitor counts once more for as many bytes: all agents get them. */
    public static final int BEGINNING_BYTES = 4_096;

    /**
     * How long the answer waits at least when an address makes too many requests, and at most twice
     * as long; it holds no thread.
     */
    public static final Duration REFUSAL_DELAY = Duration.ofSeconds(1);

    /** Refusals that wait so. Beyond it they are sent at once. */
    public static final int REFUSALS_DELAYED = 2_000;

    /** Of those, for one address. */
    public static final int REFUSALS_DELAYED_PER_ADDRESS = 500;
  }

  /** Connections of the HTTP listeners, until they become WebSockets. */
  public static final class Connections {

    private Connections() {}

    /**
     * Open ones of one address, of which a trusted proxy is none. Beyond it the one that has been
     * silent for longest gives way to a new one, which is closed when there is none.
     */
    public static final int PER_ADDRESS = 500;

    /** Open ones of a node. Beyond it one of the address with the most gives way, likewise. */
    public static final int ALL = 10_000;

    /** How long one that has sent no whole request is silent before it gives way. */
    public static final Duration SILENT_GIVES_WAY = Duration.ofSeconds(1);

    /**
     * How long one waits for its answer before it gives way to one of an address with fewer, if
     * none is silent.
     */
    public static final Duration SERVED_GIVES_WAY = Duration.ofSeconds(5);

    /** Those that are looked at for one that gives way, so that a refusal stays cheap. */
    public static final int LOOKED_AT = 1_000;

    /** A new connection that sends nothing for as long is closed. */
    public static final Duration SILENT = Duration.ofSeconds(15);

    /**
     * Bytes of a head, the blank line included. Beyond it 414 when it is the request line that is
     * too long, else 431.
     */
    public static final int HEAD_BYTES = 8_192;

    /** Fields of a head. Beyond it 431. */
    public static final int HEAD_FIELDS = 100;

    /** From the first byte of a head to its last. Beyond it 408, and the connection is closed. */
    public static final Duration HEAD_TIME = Duration.ofSeconds(10);

    /**
     * One that has had an answer and sends nothing more for as long is closed. Proxies keep theirs
     * for 60 s, and would lose a request if it were less.
     */
    public static final Duration IDLE = Duration.ofSeconds(65);

    /** While an answer is sent, the time for each {@link #READ_AT_LEAST}; beyond it closed. */
    public static final Duration UNREAD = Duration.ofSeconds(20);

    /** Bytes that a client has to read in that time, so it is a least rate of 1 KiB/s. */
    public static final int READ_AT_LEAST = 20 * 1024;

    /**
     * Answers that clients have not read may take this part of the heap. From three quarters of it
     * on the connections with the largest are closed until it is half; beyond all of it requests
     * are answered 503, and those of an address with a quarter 429.
     */
    public static final int UNSENT_HEAP_PART = 8;

    /** How long what a refused connection still sends is thrown away. */
    public static final Duration REFUSED = Duration.ofSeconds(1);
  }

  /** What a stored field may hold; more is answered 422 with the field's name. */
  public static final class Fields {

    /** A name, an address, a subject and any other text of one line, in characters. */
    public static final int TEXT = 255;

    /** The address of a page or a picture, in characters. */
    public static final int URL = 2048;

    /**
     * {@code current_url} may be sent with as many characters; longer than {@link #TEXT} it is cut.
     */
    public static final int PAGE_ADDRESS_SENT = 65_536;

    /** What is kept of a {@code current_url} that is cut, in characters. */
    public static final int PAGE_ADDRESS_KEPT = 250;

    /** The widget's text while no agent is online, in characters. */
    public static final int AWAY_MESSAGE = 5_000;

    /** The body of a message, in characters. */
    public static final int MESSAGE_BODY = 100_000;

    /**
     * Control characters of a body, tabs and line breaks aside: JSON writes each as six characters,
     * and nobody types them.
     */
    public static final int MESSAGE_CONTROLS = 1_000;

    /** The header {@code Idempotency-Key}, in characters. */
    public static final int IDEMPOTENCY_KEY = 2_048;

    /** Files of one message. */
    public static final int FILES = 20;

    /** Teammates mentioned in one message. */
    public static final int MENTIONS = 100;

    /** The spelling of a time, in characters. */
    public static final int TIME_SPELLING = 64;

    /** The first year of a time; before it, clocks and calendars were not what they are. */
    public static final int YEAR_FIRST = 1900;

    /** The last year of a time. */
    public static final int YEAR_LAST = 9999;

    /** {@code metadata} of a customer, whoever sets it, and all that visitors set. */
    public static final ObjectLimit METADATA = new ObjectLimit(16_384, 50, 8);

    /** {@code metadata} of conversations and messages, set by the team. */
    public static final ObjectLimit TEAM_METADATA = new ObjectLimit(65_536, 500, 16);

    /** {@code settings} of an account. */
    public static final ObjectLimit SETTINGS = new ObjectLimit(16_384, 50, 4);

    private Fields() {}
  }

  /** What an answer, a page of a list or an event may hold. */
  public static final class Answers {

    /**
     * {@code metadata} in lists and events, in bytes; a larger one, which can only be older than
     * its limit, is left out.
     */
    public static final int METADATA_BYTES = 65_536;

    /** {@code metadata} of a customer beside a message or in a list, in bytes; likewise. */
    public static final int CUSTOMER_METADATA_BYTES = 16_384;

    /** {@code metadata} in a list of customers, in bytes; a larger one is left out. */
    public static final int LISTED_METADATA_BYTES = 4_096;

    /**
     * Messages of one answer to the team, in bytes before JSON escapes them. The first one beyond
     * still comes, so that whoever pages gets on; what is left out comes with the next page.
     */
    public static final int MESSAGES_BYTES = 4 * 1024 * 1024;

    /** The same for an answer to a visitor or the holder of a link. */
    public static final int PUBLIC_MESSAGES_BYTES = 1024 * 1024;

    /** Messages of each conversation in a list of conversations, in bytes; at least one comes. */
    public static final int LISTED_MESSAGES_BYTES = 64 * 1024;

    /** Conversations of one page, or beside a customer. */
    public static final int CONVERSATIONS = 50;

    /** Newest messages of each conversation in a list. */
    public static final int LISTED_MESSAGES = 200;

    /**
     * Mentions of each conversation in a list; of each person at least one while there are no more
     * people than that, and of what is not seen first.
     */
    public static final int LISTED_MENTIONS = 50;

    /** Newest messages of one conversation. */
    public static final int SHOWN_MESSAGES = 500;

    /** Messages of one page after or before a number. */
    public static final int MESSAGE_PAGE = 200;

    /** Messages of the account in one answer. */
    public static final int MESSAGE_LIST = 1_000;

    /** Messages beside a customer. */
    public static final int EXPANDED_MESSAGES = 100;

    /** Users, invitations, inboxes or widgets of an account in one list. */
    public static final int RECORDS = 1_000;

    /** Customers of one page. */
    public static final int CUSTOMERS = 500;

    /** Customers of one spreadsheet. */
    public static final int CUSTOMERS_EXPORTED = 50_000;

    /** A spreadsheet of customers, in bytes; a larger one is refused, and comes page by page. */
    public static final int EXPORT_BYTES = 32 * 1024 * 1024;

    /** Events of one page of the feed; who missed more is sent to read everything anew. */
    public static final int FEED_EVENTS = 500;

    /** Events of one page of the feed, in bytes; the rest comes with the next page. */
    public static final int FEED_BYTES = 1024 * 1024;

    /**
     * What the answer to the join of a conversation brings, in bytes; who missed more is sent to
     * read it page by page.
     */
    public static final int RESUME_BYTES = 512 * 1024;

    private Answers() {}
  }

  /**
   * Reads that no index answers, so that what they cost is what an account has stored: searches for
   * words, lists and tables of customers and of all messages, their counts.
   */
  public static final class Searches {

    /** A text to look for, in characters. Beyond it 422. */
    public static final int TEXT = 100;

    /** What all statements of one take together; the database ends what takes longer: 503. */
    public static final Duration TIME = Duration.ofSeconds(5);

    /** Those that run at the same time. Others wait for a turn. */
    public static final int AT_ONCE = 2;

    /**
     * Requests that wait for a turn, each on a thread. Beyond it 503; the newest of the address
     * with the most makes room for an address with fewer.
     */
    public static final int WAITING = 24;

    /** Of those that run, from one address, so that another one's is never behind only these. */
    public static final int AT_ONCE_PER_ADDRESS = 1;

    /** Of those, from one address. Beyond it 429. */
    public static final int WAITING_PER_ADDRESS = 12;

    /** How long a request waits for its turn. Beyond it 503. */
    public static final Duration WAIT = Duration.ofSeconds(5);

    /** What a refused one is asked to stay away. */
    public static final Duration RETRY = Duration.ofSeconds(2);

    private Searches() {}
  }

  /** Answers of as many messages as somebody has written, while they are made. */
  public static final class LargeAnswers {

    /**
     * What making the largest takes, in bytes: texts of {@link Answers#MESSAGES_BYTES}, as the
     * database sent them, as strings of two bytes a character, as JSON with its escapes, and as the
     * listener gets it.
     */
    public static final int MAKING_BYTES = 36 * 1024 * 1024;

    /** The part of the heap for all that are made at the same time: one in so many. */
    public static final int HEAP_PART = 3;

    /** As many for each processor are made at once if the heap allows; others wait for a turn. */
    public static final int PER_PROCESSOR = 2;

    /** The same on a machine of one processor, which has to wait for its database, too. */
    public static final int AT_LEAST = 4;

    /** An answer counts once for each so many bytes against what its address may have. */
    public static final int COUNTED_BYTES = 64 * 1024;

    /** Spreadsheets that are made at once; one takes what the others do together. */
    public static final int EXPORTS_AT_ONCE = 1;

    /**
     * Requests that wait for a turn, each on a thread. Beyond it 503; the newest of the address
     * with the most makes room for an address with fewer.
     */
    public static final int WAITING = 48;

    /** Of those, from one address, behind which a whole office may sit. Beyond it 429. */
    public static final int WAITING_PER_ADDRESS = 32;

    /** How long a request waits for its turn. Beyond it 503. */
    public static final Duration WAIT = Duration.ofSeconds(5);

    /** What a refused one is asked to stay away. */
    public static final Duration RETRY = Duration.ofSeconds(2);

    private LargeAnswers() {}
  }

  /** Requests with {@code wait}, which hold no thread while nothing happens. */
  public static final class Waits {

    /** How long one may wait, below the minute after which proxies commonly give up. */
    public static final Duration LONGEST = Duration.ofSeconds(25);

    /** Those of one address. One more is answered 429, unless there is something already. */
    public static final int PER_ADDRESS = 200;

    /** Those of a node. One more is answered 503, unless there is something already. */
    public static final int ALL = 5_000;

    /** What a refused one is asked to stay away. */
    public static final Duration RETRY = Duration.ofSeconds(5);

    private Waits() {}
  }

  /** Links to a conversation for people without a login. */
  public static final class Links {

    /** How long a link opens the conversation; 403 afterwards. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** Links to one conversation at a time; with one more the oldest ends. */
    public static final int PER_CONVERSATION = 20;

    private Links() {}
  }

  /** Invitations to the team. */
  public static final class Invitations {

    /** How far ahead the end of one may be moved. Beyond it 422. */
    public static final Duration LONGEST = Duration.ofDays(30);

    private Invitations() {}
  }

  /** Proofs of identity by an account's own system. */
  public static final class Proofs {

    /** How far ahead a token may end. Beyond it the token proves nothing. */
    public static final Duration LONGEST = Duration.ofDays(400);

    /** Longest token, in characters. Beyond it, it proves nothing. */
    public static final int TOKEN_CHARACTERS = 4_096;

    private Proofs() {}
  }

  /** Password hashing, sign-in and renewal of sessions. */
  public static final class SignIn {

    private SignIn() {}

    /** Wrong passwords for one name from one address or device before waits begin. */
    public static final int FAILURES_FREE_PER_SOURCE = 5;

    /** What the wait of one source for one name grows to. */
    public static final Duration FAILURE_LONGEST_WAIT_PER_SOURCE = Duration.ofMinutes(15);

    /**
     * Wrong passwords for one name from everywhere before waits begin. Sources that signed in with
     * the name before do not wait for these.
     */
    public static final int FAILURES_FREE_PER_NAME = 20;

    /** What the wait for one name grows to. */
    public static final Duration FAILURE_LONGEST_WAIT_PER_NAME = Duration.ofMinutes(5);

    /** The first wait; each wrong password more doubles it. Sooner tries are answered 429. */
    public static final Duration FAILURE_FIRST_WAIT = Duration.ofSeconds(1);

    /** Without a wrong password for as long, they are forgotten. */
    public static final Duration FAILURES_FORGOTTEN = Duration.ofHours(24);

    /** Names, and names with sources, whose wrong passwords are remembered; each some 200 bytes. */
    public static final int FAILURES_REMEMBERED = 50_000;

    /** How long a device is known after a sign-in. */
    public static final Duration DEVICE_KNOWN = Duration.ofDays(365);

    /** Living sessions of one user; the oldest ends when another begins. */
    public static final int SESSIONS_PER_USER = 100;

    /**
     * How long a spent renew token gets its answer once more, since the first one may have been
     * lost, and two tabs may have begun with the same one. Later it counts as stolen.
     */
    public static final Duration RENEWAL_REPEATED = Duration.ofSeconds(10);

    /**
     * Renewals that a tab may have missed when it comes with a spent token from a device of its
     * user. With more the token counts as stolen.
     */
    public static final int RENEWALS_BEHIND = 500;

    /** Characters of a password. A longer one is refused before anything is hashed. */
    public static final int PASSWORD_CHARACTERS = 4_096;

    /**
     * Passwords hashed at the same time, 19 MiB each, however many processors there are. Others
     * wait for a turn.
     */
    public static final int HASHES_AT_ONCE = 4;

    /** The same, as a part of the processors; at least one. */
    public static final int HASHES_PROCESSORS_PART = 2;

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

  /** How long the database may be waited for; beyond it the request is answered 503. */
  public static final class Database {

    /** Until a connection is open, and again until it is signed in, in seconds. */
    public static final int CONNECT_SECONDS = 5;

    /** After an attempt that was waited for in vain, others fail at once, for so many seconds. */
    public static final int BREAKER_SECONDS = 2;

    /** The question whether a pooled connection is alive, in seconds. */
    public static final int VALIDATION_SECONDS = 2;

    /** A statement that serves a request or a socket, in seconds; the database ends it. */
    public static final int STATEMENT_SECONDS = 20;

    /** How long such a statement waits for what another one holds, in seconds. */
    public static final int LOCK_SECONDS = 5;

    /** Messages that one transaction deletes; more are deleted by several, one after the other. */
    public static final int DELETED_AT_ONCE = 5_000;

    /**
     * Rows of one kind that have come of age and that one transaction removes; more are removed by
     * several, one after the other.
     */
    public static final int REMOVED_AT_ONCE = 5_000;

    /** A transaction in which nothing happens, in seconds; the database ends it. */
    public static final int IDLE_IN_TRANSACTION_SECONDS = 10;

    /**
     * What the question of the readiness check may take, in seconds; beyond it the node is not
     * ready.
     */
    public static final int PROBE_SECONDS = 2;

    /** Between two attempts of a node that starts without its database, in seconds. */
    public static final int RETRY_SECONDS = 1;

    /** A connection that answers nothing, in seconds; it is given up. */
    public static final int SILENCE_SECONDS = 25;

    /** The same for the connections that change the schema, which may work for long. */
    public static final int MIGRATION_SECONDS = 3600;

    private Database() {}
  }

  /** What one cause may write to the log of a node, however often it happens. */
  public static final class Logs {

    /** The time that the other limits count, in seconds. */
    public static final int WINDOW_SECONDS = 60;

    /**
     * Warnings and errors of one logger with one cause, or with one message but for its numbers.
     * Beyond it they are counted, and one line has the number.
     */
    public static final int LINES = 60;

    /** Causes whose lines and stack traces are counted; beyond it the oldest is forgotten. */
    public static final int CAUSES = 500;

    private Logs() {}
  }

  /** How a node stops. */
  public static final class Stop {

    /** Between not being ready and taking nothing new, in seconds, unless the operator sets it. */
    public static final int DRAIN_SECONDS = 5;

    /** For the requests under way after that, in seconds; what takes longer is broken off. */
    public static final int FINISH_SECONDS = 10;

    /** Over which the sockets of a node that stops are closed, in milliseconds. */
    public static final int SOCKETS_MS = 2_000;

    /** When whoever is refused by a node that starts or stops should come back, in seconds. */
    public static final int RETRY_SECONDS = 5;

    private Stop() {}
  }

  /** WebSockets, long-poll sessions, joins and events. */
  public static final class Sockets {

    /** Longest message that a client may send, in bytes; beyond, the socket is closed with 1009. */
    public static final int MESSAGE_BYTES = 64 * 1024;

    /** Frames in which a message may come; beyond, the socket is closed with 1009. */
    public static final int MESSAGE_FRAMES = 1_024;

    /** Longest reference of a join or a frame, in characters; beyond, the frame is malformed. */
    public static final int REFERENCE = 255;

    /** Longest name of a topic or an event, in characters; beyond, the frame is malformed. */
    public static final int NAME = 1_024;

    /** From the first byte of a message to its last. Beyond it the connection is closed. */
    public static final Duration MESSAGE_TIME = Duration.ofSeconds(60);

    /**
     * Messages that have come in part may take this part of the heap, and a quarter of it those of
     * one address. Beyond it the connection that sends more is closed.
     */
    public static final int MESSAGE_HEAP_PART = 16;

    /** Topics that one socket has joined at the same time. */
    public static final int CHANNELS = 100;

    /** A socket that has joined nothing for as long is closed with 1001. */
    public static final Duration UNJOINED = Duration.ofMinutes(2);

    /** How long a refused join is refused again without asking the database. */
    public static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(15);

    /** Messages that wait to be written to one client; beyond, it is closed with 1001. */
    public static final int QUEUED_MESSAGES = 1_000;

    /** The same in bytes. */
    public static final long QUEUED_BYTES = 4L * 1024 * 1024;

    /**
     * What waits to be written to all clients of a node may take this part of the heap; beyond,
     * those that wait for most are closed with 1001. A message for many counts once.
     */
    public static final int QUEUED_HEAP_PART = 8;

    /** Sockets that one address opens at once; then as many a second as the setting. */
    public static final int HANDSHAKE_BURST = 1_000;

    /** Joins of visitors at once from one address; then as many a second as the setting. */
    public static final int JOIN_BURST = 300;

    /** Frames of visitors at once from one address; then as many a second as the setting. */
    public static final int EVENT_BURST = 2_000;

    /**
     * Messages of visitors at once from one address; then as many a second as the setting. One
     * longer than 4 KB counts as several.
     */
    public static final int MESSAGE_BURST = 200;

    /**
     * Events of one address that are in work at the same time, each with a thread and perhaps a
     * connection of the database. Others wait for their turn, and hold neither.
     */
    public static final int EVENTS_AT_ONCE = 8;

    /** Events of one address that wait so. Beyond it {@code rate_limited}. */
    public static final int WAITING_EVENTS = 2_000;

    /** The same in bytes. */
    public static final int WAITING_EVENT_BYTES = 1024 * 1024;

    /** Threads that work off the events that have waited so, of all addresses. */
    public static final int WAITING_EVENT_THREADS = 4;

    /** The events of all addresses that wait so may take this part of the heap; likewise. */
    public static final int WAITING_EVENT_HEAP_PART = 64;

    /**
     * Frames beyond its rate that one socket may send, as multiples of its burst, before it is
     * closed with 1001.
     */
    public static final int FLOOD_BURSTS = 2;

    /** How long the address of such a socket opens no other. Sooner tries are answered 429. */
    public static final Duration FLOOD_PAUSE = Duration.ofSeconds(10);

    /**
     * Addresses whose rates are remembered; beyond, those without sockets are forgotten at once.
     */
    public static final int ADDRESSES_REMEMBERED = 100_000;

    /** How long an address without sockets is remembered. */
    public static final Duration ADDRESS_REMEMBERED = Duration.ofMinutes(2);

    /** Tabs in which one person is present on one topic; further ones are not counted. */
    public static final int PRESENCE_PER_KEY = 50;

    /** Entries of presence on one topic; further ones are not counted. */
    public static final int PRESENCE_PER_TOPIC = 10_000;

    /**
     * A socket that sends nothing for as long is pinged. Clients send a heartbeat every 30 s, but
     * browsers run the timers of hidden pages once a minute only, and answer pings all the same.
     */
    public static final Duration PING = Duration.ofSeconds(35);

    /** A socket that sends nothing for as long, no answer to a ping either, is closed with 1001. */
    public static final Duration SILENT = Duration.ofSeconds(45);

    /**
     * Events that wait for one subscription while its join is answered; beyond, closed with 1001.
     */
    public static final int HELD_EVENTS = 1_000;

    /** Longest {@code visitor_token} of a join, in characters; beyond, it proves nothing. */
    public static final int VISITOR_TOKEN = 255;

    /** Sessions of long-poll on one node. */
    public static final int LONG_POLL_SESSIONS = 20_000;

    /**
     * How long a request of long-poll waits for events. Clients give up after 20 s; a second less
     * than 10, which the sweep may be late.
     */
    public static final Duration LONG_POLL_WAIT = Duration.ofSeconds(9);

    /** A long-poll session that asks for nothing for as long ends. */
    public static final Duration LONG_POLL_SILENT = Duration.ofSeconds(15);

    /** Frames in one request of long-poll; beyond, the session is closed. */
    public static final int LONG_POLL_FRAMES = 1_000;

    /** Frames of a long-poll session that wait for those before them; beyond, it is closed. */
    public static final int LONG_POLL_WAITING_FRAMES = 100;

    private Sockets() {}
  }
}
