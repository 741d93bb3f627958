package io.netia.live.socket.channels;

import io.netia.actors.Agent;
import io.netia.feed.service.FeedEvent;
import io.netia.feed.service.FeedPage;
import io.netia.live.socket.hub.Broadcast;
import io.netia.live.socket.hub.Subscription;
import io.netia.wire.service.Json;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * {@code notification:<account>}: everything that happens in the account, for its agents. The
 * answer to a join carries a {@code cursor}; a join with {@code after} is answered with what
 * happened since that cursor.
 */
public final class NotificationPattern implements TopicPattern {

  private static final String PREFIX = "notification:";

  private final Chat chat;
  private final Clock clock;
  private final Executor later;

  /**
   * Uses the application, and the clock for presence.
   *
   * @param later runs a task in half a second or so
   */
  public NotificationPattern(Chat chat, Clock clock, Executor later) {
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
            // The capital letter is the contract's.
            .orElseThrow(() -> new Refused("Unauthorized"));
    String response =
        params.get("after") instanceof String cursor
            ? missed(agent, cursor, subscription)
            : Json.write(Map.of("cursor", chat.feedCursor(agent)));
    return new Joined(
        new NotificationChannel(chat, clock, agent, caller.socketId(), subscription), response);
  }

  private String missed(Agent agent, String cursor, Subscription subscription) {
    FeedPage page = chat.feedAfter(agent, cursor);
    subscription.has(
        page.data().stream()
            .filter(event -> event.event().equals("shout"))
            .map(NotificationPattern::messageId)
            .collect(Collectors.toUnmodifiableSet()));
    later.execute(() -> complete(agent, page.cursor(), subscription));
    return Json.write(page);
  }

  /**
   * The feed hands out nothing that an older transaction may still come before. What had been
   * committed and announced just before this client listened, while such a transaction was open, is
   * in the feed now. When the feed cannot tell, the client would not know that something is
   * missing.
   */
  private void complete(Agent agent, String cursor, Subscription subscription) {
    if (subscription.isEnded()) {
      return;
    }
    boolean told = false;
    try {
      FeedPage page = chat.feedAfter(agent, cursor);
      page.data().forEach(event -> subscription.catchUp(event.event(), event.payload().json()));
      subscription.caughtUp();
      told = !page.reload();
    } finally {
      if (!told) {
        subscription.giveUp();
      }
    }
  }

  private static String messageId(FeedEvent event) {
    return Broadcast.field(event.payload().json(), "id");
  }
}
