package io.netia.live.socket.dispatch;

import io.netia.errors.Busy;
import io.netia.limits.Budget;
import io.netia.limits.RefusalCounters;
import io.netia.limits.RefusalReason;
import io.netia.live.service.Topics;
import io.netia.live.socket.channels.Caller;
import io.netia.live.socket.channels.Channel;
import io.netia.live.socket.channels.ChannelTopic;
import io.netia.live.socket.channels.JoinRefused;
import io.netia.live.socket.channels.Reply;
import io.netia.live.socket.hub.CloseCode;
import io.netia.live.socket.hub.Connection;
import io.netia.live.socket.hub.Hub;
import io.netia.live.socket.hub.SocketCounters.JoinResult;
import io.netia.live.socket.hub.Subscription;
import io.netia.live.socket.protocol.Frame;
import io.netia.live.socket.protocol.MalformedFrame;
import io.netia.live.socket.protocol.Outgoing;
import io.netia.live.socket.protocol.WireVersion;
import io.netia.logging.service.LogScope;
import io.netia.security.Agent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's socket. Frames are handled one after the other in the order they came, a join
 * included, though heartbeats and refusals for their rate do not wait for those before; whatever a
 * client sends, only bytes that are no frame end its socket, and nothing it sends touches
 * another's.
 */
public final class PhoenixSocket {

  private static final String HEARTBEAT_TOPIC = "phoenix";
  private static final Reply UNMATCHED_TOPIC = Reply.error("unmatched topic");
  private static final Reply RATE_LIMITED = Reply.error("rate_limited");
  private static final Reply TOO_MANY_CHANNELS = Reply.error("too many channels joined");
  private static final Reply INVALID_PAYLOAD = Reply.error("invalid payload");

  private final Hub hub;
  private final List<ChannelTopic> topics;
  private final SocketLimits limits;
  private final Connection connection;
  private final WireVersion version;
  private final Caller caller;
  private final LongSupplier nanos;
  private final TokenBucket bucket;
  private final RefusedJoinCache refusedJoins;
  private final AddressShare share;
  private final FrameQueue inbox;
  private final Map<String, JoinedTopic> joined = new ConcurrentHashMap<>(4);
  private volatile boolean closed;
  private volatile long activeAt;

  /** The last activity before the silence that it was pinged for; only the sweep looks at it. */
  private long pingedFor = Long.MIN_VALUE;

  /** Since when it has joined nothing. */
  private volatile long unjoinedAt;

  /** Frames beyond its rate, less those within it since. */
  private int excess;

  private volatile boolean isFlooding;

  private record JoinedTopic(@Nullable String joinRef, Channel channel, Subscription subscription) {

    /** Whether the client was sent {@code phx_close}, because the subject was deleted. */
    private boolean isClosed() {
      return subscription.isClosed();
    }
  }

  /** What all sockets of a server share. */
  public record Shared(
      Hub hub, List<ChannelTopic> topics, SocketLimits limits, LongSupplier nanos) {}

  /**
   * Opens a socket for an agent, or for an anonymous visitor.
   *
   * @param address what limits count it by
   * @param share what all sockets of its address may do
   */
  public PhoenixSocket(
      Shared surroundings,
      Connection connection,
      WireVersion version,
      Optional<Agent> agent,
      String address,
      AddressShare share) {
    this.hub = surroundings.hub();
    this.topics = surroundings.topics();
    this.limits = surroundings.limits();
    this.nanos = surroundings.nanos();
    this.connection = connection;
    this.version = version;
    this.caller = new Caller(agent, connection.id(), address);
    this.bucket = new TokenBucket(limits.eventsPerSecond(), limits.eventBurst(), nanos);
    this.refusedJoins = new RefusedJoinCache(limits.refusalRemembered(), nanos);
    this.share = share;
    this.inbox = new FrameQueue(share.turns(), this::handle, this::handleLate);
    noteActivity();
    unjoinedAt = activeAt;
  }

  /** What all sockets of its address may do. */
  public AddressShare share() {
    return share;
  }

  /** Bytes that wait to be written to it. */
  public long waitingBytes() {
    return connection.waitingBytes();
  }

  /** Closes it for the room that its messages take, soon and on another thread. */
  public void giveUp() {
    connection.giveUp();
  }

  /** From now on the ends of its user and session close it. */
  public void begin() {
    caller
        .agent()
        .ifPresent(
            known -> {
              hub.name(Topics.userSockets(known.userId()), connection);
              hub.name(Topics.sessionSockets(known.sessionId()), connection);
            });
  }

  /** Whether {@link #ended} was called. */
  public boolean hasEnded() {
    return closed;
  }

  /** Whose it is; empty for an anonymous visitor. */
  public Optional<Agent> agent() {
    return caller.agent();
  }

  /** Handles a text message. */
  public void receive(String text) {
    receive(() -> version.read(text), text.length());
  }

  /** Handles a binary message. */
  public void receive(ByteBuffer bytes) {
    receive(() -> version.read(bytes.duplicate()), bytes.remaining());
  }

  /** Notes that the client is alive. */
  public void noteActivity() {
    activeAt = nanos.getAsLong();
  }

  /**
   * Closes the socket when nothing was received, or no topic joined, for too long; pings a client
   * that has been silent for a while.
   */
  public void checkActivity() {
    long now = nanos.getAsLong();
    long active = activeAt;
    if (now - active > limits.idle().toNanos()) {
      close(CloseCode.GOING_AWAY, "silent");
    } else if (isJoinedNowhere() && now - unjoinedAt > limits.unjoined().toNanos()) {
      close(CloseCode.GOING_AWAY, "nothing joined");
    } else if (now - active > Budget.Sockets.PING.toNanos() && pingedFor != active) {
      pingedFor = active;
      connection.ping();
    }
  }

  private boolean isJoinedNowhere() {
    leaveClosed();
    return joined.isEmpty();
  }

  /** Forgets the channels that were closed because their subject was deleted. */
  private void leaveClosed() {
    if (joined.values().removeIf(JoinedTopic::isClosed)) {
      unjoinedAt = nanos.getAsLong();
    }
  }

  /** Closes the socket. */
  public void close(int code, String reason) {
    connection.close(code, reason);
  }

  /** The connection is gone: leaves every channel. Safe to call twice. */
  public void ended() {
    closed = true;
    inbox.clear();
    connection.ended();
    caller
        .agent()
        .ifPresent(
            known -> {
              hub.unname(Topics.userSockets(known.userId()), connection);
              hub.unname(Topics.sessionSockets(known.sessionId()), connection);
            });
    joined.values().forEach(joinedTopic -> joinedTopic.subscription().end());
    joined.clear();
  }

  private void receive(Supplier<Frame> reading, int size) {
    if (isFlooding) {
      // What had arrived before the close is not worth reading.
      return;
    }
    noteActivity();
    Frame frame;
    try {
      frame = reading.get();
    } catch (MalformedFrame malformed) {
      close(CloseCode.UNEXPECTED_CONDITION, "malformed frame");
      return;
    }
    boolean isWithinRate = bucket.take();
    excess = isWithinRate ? Math.max(0, excess - 1) : excess + 1;
    if (excess > Budget.Sockets.FLOOD_BURSTS * limits.eventBurst()) {
      RefusalCounters.count(RefusalReason.SOCKET_EVENTS);
      isFlooding = true;
      share.flooded();
      close(CloseCode.GOING_AWAY, "too fast");
      return;
    }
    if (frame.topic().equals(HEARTBEAT_TOPIC)) {
      reply(frame, frame.event().equals("heartbeat") ? Reply.ok() : UNMATCHED_TOPIC);
    } else if (isLeaving(frame)) {
      // Never refused: the client has left already, whatever the answer is.
      if (!inbox.take(frame, reading, size)) {
        close(CloseCode.GOING_AWAY, "too fast");
      }
    } else if (!isWithinRate || !isWithinShare(frame, size) || !inbox.take(frame, reading, size)) {
      RefusalCounters.count(RefusalReason.SOCKET_EVENTS);
      reply(frame, RATE_LIMITED);
    }
  }

  private static boolean isLeaving(Frame frame) {
    return frame.event().equals("phx_leave");
  }

  /** When its turn has come; not at the same time as another one of this socket. */
  private void handle(Frame frame) {
    LogScope.socketEvent(connection.id(), caller.agent().map(Agent::accountId).orElse(null));
    try {
      if (isLeaving(frame)) {
        leave(frame);
      } else if (frame.event().equals("phx_join")) {
        join(frame);
      } else {
        push(frame);
      }
    } finally {
      LogScope.end();
    }
  }

  /** On a thread where a failure ends no connection by itself. */
  private void handleLate(Frame frame) {
    try {
      handle(frame);
    } catch (RuntimeException failed) {
      close(CloseCode.UNEXPECTED_CONDITION, "error");
      throw failed;
    }
  }

  /** Teammates are known by their token; visitors share what their address may do. */
  private boolean isWithinShare(Frame frame, int size) {
    return caller.agent().isPresent()
        || (share.takeEvent() && (!frame.event().equals("shout") || share.takeMessage(size)));
  }

  private void join(Frame frame) {
    Optional<ChannelTopic> topic =
        topics.stream().filter(known -> known.matches(frame.topic())).findFirst();
    if (topic.isEmpty()) {
      hub.counters().joined(JoinResult.REFUSED);
      reply(frame, UNMATCHED_TOPIC);
      return;
    }
    leaveClosed();
    Map<String, Object> params = frame.fields().orElse(Map.of());
    Optional<Reply> refusal =
        joined.size() >= limits.channels() && !joined.containsKey(frame.topic())
            ? Optional.of(TOO_MANY_CHANNELS)
            : refusedJoins.of(frame.topic(), params);
    if (refusal.isPresent()) {
      hub.counters().joined(JoinResult.REFUSED);
      reply(frame, refusal.get());
      return;
    }
    if (caller.agent().isEmpty() && !share.takeJoin()) {
      RefusalCounters.count(RefusalReason.SOCKETS);
      hub.counters().joined(JoinResult.REFUSED);
      reply(frame, RATE_LIMITED);
      return;
    }
    admit(frame, topic.get(), params);
  }

  private void admit(Frame frame, ChannelTopic topic, Map<String, Object> params) {
    JoinedTopic old = joined.remove(frame.topic());
    if (old != null) {
      // A second join of a topic takes the place of the first one, which ends without an event:
      // an old client would take phx_close for the end of the new one. Before the new one begins,
      // or events meanwhile would come twice.
      old.subscription().end();
      unjoinedAt = nanos.getAsLong();
    }
    Subscription subscription =
        hub.subscribe(connection, version, topic.subscribedTopic(frame.topic()), frame.topic());
    ChannelTopic.Joined admitted;
    try {
      admitted = topic.join(caller, frame.topic(), params, subscription);
    } catch (RuntimeException refused) {
      subscription.end();
      reply(frame, refusal(frame, params, refused));
      return;
    }
    JoinedTopic joinedTopic = new JoinedTopic(joinRef(frame), admitted.channel(), subscription);
    joined.put(frame.topic(), joinedTopic);
    connection.offer(
        version.reply(
            joinedTopic.joinRef(), frame.ref(), frame.topic(), true, admitted.response()));
    hub.counters().joined(JoinResult.ACCEPTED);
    subscription.release();
    admitted.channel().joined();
    connection.flush();
    if (closed) {
      // The connection ended while the join was under way, and its end has not seen this channel.
      subscription.end();
    }
  }

  private Reply refusal(Frame frame, Map<String, Object> params, RuntimeException failed) {
    if (failed instanceof JoinRefused refused) {
      Reply reply = Reply.error(refused.reason());
      refusedJoins.remember(frame.topic(), params, reply);
      hub.counters().joined(JoinResult.REFUSED);
      return reply;
    }
    if (failed instanceof Busy) {
      // Not remembered: the next try may find a turn.
      hub.counters().joined(JoinResult.REFUSED);
      return RATE_LIMITED;
    }
    hub.counters()
        .joined(UnexpectedErrors.isRefusal(failed) ? JoinResult.REFUSED : JoinResult.FAILED);
    return UnexpectedErrors.reply(frame, failed);
  }

  /** The channel of a topic that the client has joined. */
  private @Nullable JoinedTopic joinedTopic(String topic) {
    JoinedTopic found = joined.get(topic);
    return found == null || found.isClosed() ? null : found;
  }

  private void leave(Frame frame) {
    JoinedTopic joinedTopic = joinedTopic(frame.topic());
    if (joinedTopic == null) {
      reply(frame, Reply.ok());
      return;
    }
    if (isStale(frame, joinedTopic)) {
      return;
    }
    joined.remove(frame.topic());
    unjoinedAt = nanos.getAsLong();
    joinedTopic.subscription().end();
    reply(frame, Reply.ok());
    connection.send(version.event(joinedTopic.joinRef(), frame.topic(), "phx_close", "{}"));
  }

  private void push(Frame frame) {
    JoinedTopic joinedTopic = joinedTopic(frame.topic());
    if (joinedTopic == null) {
      reply(frame, UNMATCHED_TOPIC);
    } else if (!isStale(frame, joinedTopic)) {
      connection.send(reply(joinedTopic.joinRef(), frame, answer(frame, joinedTopic.channel())));
    }
  }

  private static Reply answer(Frame frame, Channel channel) {
    if (frame.fields().isEmpty()) {
      return frame.hasData() ? Reply.unmatchedEvent() : INVALID_PAYLOAD;
    }
    try {
      return channel.receive(frame.event(), frame.fields().get());
    } catch (RuntimeException failed) {
      return UnexpectedErrors.reply(frame, failed);
    }
  }

  /** Whether the client means an earlier join of the topic than the present one. */
  private static boolean isStale(Frame frame, JoinedTopic joinedTopic) {
    return frame.joinRef() != null && !Objects.equals(frame.joinRef(), joinedTopic.joinRef());
  }

  /** Version 1 clients send none: their join is known by its own reference. */
  private static @Nullable String joinRef(Frame join) {
    return join.joinRef() != null ? join.joinRef() : join.ref();
  }

  private void reply(Frame frame, Reply reply) {
    connection.send(reply(frame.joinRef(), frame, reply));
  }

  private Outgoing reply(@Nullable String joinRef, Frame frame, Reply reply) {
    return version.reply(joinRef, frame.ref(), frame.topic(), reply.isOk(), reply.response());
  }
}
