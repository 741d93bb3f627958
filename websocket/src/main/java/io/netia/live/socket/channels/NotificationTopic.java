package io.netia.live.socket.channels;

import io.netia.errors.DomainException;
import io.netia.feed.service.FeedEvent;
import io.netia.feed.service.FeedPage;
import io.netia.feed.service.FeedReading;
import io.netia.json.service.Json;
import io.netia.live.socket.hub.Broadcast;
import io.netia.live.socket.hub.Subscription;
import io.netia.security.Agent;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code notification:<account>}: everything that happens in the account, for its agents. The
 * answer to a join carries a {@code cursor}; a join with {@code after} is answered with what
 * happened since that cursor, or with {@code reload} when that is not known.
 */
public final class NotificationTopic implements ChannelTopic {

  private static final String PREFIX = "notification:";

  /** Longer than transactions usually are open. */
  private static final Duration SETTLED = Duration.ofMillis(500);

  private static final Duration SLOWEST = Duration.ofSeconds(8);

  private final Chat chat;
  private final Clock clock;
  private final Later later;

  /** Runs a task after a while. */
  @FunctionalInterface
  public interface Later {
    /** Returns at once. */
    void run(Duration after, Runnable task);
  }

  /** Uses the application, and the clock for presence. */
  public NotificationTopic(Chat chat, Clock clock, Later later) {
    this.chat = chat;
    this.clock = clock;
    this.later = later;
  }

  @Override
  public boolean matches(String topic) {
    return topic.startsWith(PREFIX);
  }

  @Override
  public Joined join(
      Caller caller, String topic, Map<String, Object> params, Subscription subscription) {
    Agent agent =
        caller
            .agent()
            .filter(known -> topic.equals(PREFIX + known.accountId()))
            // The capital letter is part of the protocol.
            .orElseThrow(() -> new JoinRefused("Unauthorized"));
    String response =
        params.get("after") instanceof String cursor
            ? chat.inTurn(caller.address(), () -> missed(agent, cursor, subscription))
            : Json.write(Map.of("cursor", chat.feedCursor(agent)));
    return new Joined(
        new NotificationChannel(chat, clock, agent, caller.socketId(), subscription), response);
  }

  private String missed(Agent agent, String cursor, Subscription subscription) {
    FeedReading reading;
    try {
      reading = chat.feedAfter(agent, cursor);
    } catch (DomainException unreadable) {
      if (unreadable.kind() != DomainException.Kind.BAD_REQUEST) {
        throw unreadable;
      }
      // A refusal would have the client join with the same cursor for ever.
      return reload(chat.feedCursor(agent));
    }
    if (reading.page().reload()) {
      return reload(reading.page().cursor());
    }
    if (reading.hasMore()) {
      return reload(chat.feedCursor(agent));
    }
    subscription.has(
        reading.page().data().stream()
            .filter(event -> event.event().equals("shout"))
            .map(NotificationTopic::messageId)
            .collect(Collectors.toUnmodifiableSet()));
    completeLater(new Rest(agent, subscription, reading), reading.page().cursor(), SETTLED);
    return Json.write(reading.page());
  }

  private static String reload(String cursor) {
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("data", List.of());
    response.put("cursor", cursor);
    response.put("reload", true);
    response.put("reason", "reload");
    return Json.write(response);
  }

  /**
   * What a client that resumed is still to get.
   *
   * @param atJoin what the reply brought: the client must get everything that happened until then
   */
  private record Rest(Agent agent, Subscription subscription, FeedReading atJoin) {}

  private void completeLater(Rest rest, String cursor, Duration after) {
    later.run(after, () -> complete(rest, cursor, after));
  }

  /**
   * The feed returns nothing that an open older transaction may still precede. What was committed
   * and published before this client subscribed, while such a transaction was open, comes when that
   * one has ended, which is mostly at once, and late when its node is suspended. When the feed
   * cannot be read, the connection is closed, since the client would not know that something is
   * missing.
   */
  private void complete(Rest rest, String cursor, Duration waited) {
    Subscription subscription = rest.subscription();
    if (subscription.isEnded()) {
      return;
    }
    boolean resumed = false;
    subscription.hold();
    try {
      FeedReading reading = chat.feedAfter(rest.agent(), cursor);
      FeedPage page = reading.page();
      page.data().forEach(event -> subscription.catchUp(event.event(), event.payload().json()));
      resumed = !page.reload();
      subscription.release();
      if (reading.isCompleteUpTo(rest.atJoin())) {
        subscription.caughtUp();
      } else if (resumed) {
        subscription.flush();
        Duration longer = reading.hasMore() ? SETTLED : waited.multipliedBy(2);
        completeLater(rest, page.cursor(), longer.compareTo(SLOWEST) < 0 ? longer : SLOWEST);
      }
    } finally {
      if (!resumed) {
        subscription.giveUp();
      }
    }
  }

  private static String messageId(FeedEvent event) {
    return Broadcast.field(event.payload().json(), "id");
  }
}
