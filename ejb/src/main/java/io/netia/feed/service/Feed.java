package io.netia.feed.service;

import io.netia.actors.Agent;
import io.netia.feed.service.FeedStore.Entry;
import io.netia.problems.Failure;
import io.netia.wire.service.Json;
import io.netia.wire.service.RawJson;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an agent missed. Nothing is skipped: an event that is written while a page is read comes in
 * the next page. An event may come twice, once live and once from here; its content is the present
 * one, so applying it again does no harm.
 */
@Stateless
public class Feed {

  private static final int PAGE = 500;

  /** Rows are kept for seven days; a day of margin for the clock of a node. */
  private static final Duration REACH = Duration.ofDays(6);

  @Inject private FeedStore store;
  @Inject private FeedContents contents;
  @Inject private Clock clock;

  /**
   * The place from which everything that is not yet final, and everything later, is still to come.
   */
  public String cursor(Agent agent) {
    return new Cursor(store.horizon(agent.accountId()), 0, clock.instant()).text();
  }

  /**
   * What became final after a cursor, oldest first, at most 500 events.
   *
   * @throws Failure bad request, when the text is no cursor
   */
  public FeedPage after(Agent agent, String cursor) {
    Cursor from =
        Cursor.of(cursor).orElseThrow(() -> Failure.badRequest("The cursor cannot be read"));
    Instant now = clock.instant();
    if (from.at().plus(REACH).isBefore(now)) {
      return new FeedPage(List.of(), cursor(agent), true);
    }
    List<Entry> entries = store.after(agent.accountId(), from.xid(), from.id(), PAGE + 1);
    if (entries.size() > PAGE) {
      return new FeedPage(List.of(), cursor(agent), true);
    }
    String next =
        entries.isEmpty()
            ? new Cursor(from.xid(), from.id(), now).text()
            : new Cursor(
                    entries.get(entries.size() - 1).xid(),
                    entries.get(entries.size() - 1).id(),
                    now)
                .text();
    return new FeedPage(events(agent.accountId(), entries), next, false);
  }

  private List<FeedEvent> events(UUID account, List<Entry> entries) {
    Set<UUID> messageIds = new LinkedHashSet<>();
    Set<UUID> conversationIds = new LinkedHashSet<>();
    for (Entry entry : entries) {
      if (entry.event().equals("conversation:updated")) {
        conversationIds.add(entry.conversationId());
      } else if (entry.messageId() != null && !entry.event().equals("message:deleted")) {
        messageIds.add(entry.messageId());
      }
    }
    Map<UUID, RawJson> messages = contents.messages(account, messageIds);
    Map<UUID, RawJson> updates = contents.updates(account, conversationIds);
    Set<String> told = new HashSet<>();
    List<FeedEvent> events = new ArrayList<>();
    for (Entry entry : entries) {
      if (!told.add(entry.event() + entry.conversationId() + entry.messageId())) {
        continue;
      }
      payload(entry, messages, updates)
          .ifPresent(payload -> events.add(new FeedEvent(entry.event(), payload)));
    }
    return events;
  }

  private static Optional<RawJson> payload(
      Entry entry, Map<UUID, RawJson> messages, Map<UUID, RawJson> updates) {
    return switch (entry.event()) {
      case "conversation:updated" -> Optional.ofNullable(updates.get(entry.conversationId()));
      case "conversation:created" ->
          Optional.of(new RawJson(Json.write(Map.of("id", entry.conversationId()))));
      case "message:deleted" -> Optional.of(new RawJson(Json.write(deleted(entry))));
      default -> Optional.ofNullable(messages.get(entry.messageId()));
    };
  }

  private static Map<String, Object> deleted(Entry entry) {
    Map<String, Object> gone = new LinkedHashMap<>();
    gone.put("id", entry.messageId());
    gone.put("conversation_id", entry.conversationId());
    gone.put("seq", entry.seq());
    return gone;
  }
}
