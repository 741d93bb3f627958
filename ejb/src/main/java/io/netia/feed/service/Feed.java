package io.netia.feed.service;

import io.netia.actors.Agent;
import io.netia.feed.service.FeedStore.Entry;
import io.netia.feed.service.FeedStore.Rows;
import io.netia.problems.Failure;
import io.netia.wire.service.Json;
import io.netia.wire.service.RawJson;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
    return read(agent, cursor).page();
  }

  /**
   * The same, with what a later look is compared to: whether it has found all that had happened
   * when this one was made.
   *
   * @throws Failure bad request, when the text is no cursor
   */
  public FeedReading read(Agent agent, String cursor) {
    Cursor from =
        Cursor.of(cursor).orElseThrow(() -> Failure.badRequest("The cursor cannot be read"));
    Instant now = clock.instant();
    if (from.at().plus(REACH).isBefore(now)) {
      return reload(agent);
    }
    Rows rows = store.after(agent.accountId(), from.xid(), from.id(), PAGE + 1);
    List<Entry> entries = rows.entries();
    // A transaction that is still to begin: the cursor is from another database, such as the one
    // that this one was restored from.
    boolean isForeign = Long.compareUnsigned(Long.parseUnsignedLong(from.xid()), rows.next()) > 0;
    if (isForeign || entries.size() > PAGE) {
      return reload(agent);
    }
    String next =
        entries.isEmpty()
            ? new Cursor(from.xid(), from.id(), now).text()
            : new Cursor(
                    entries.get(entries.size() - 1).xid(),
                    entries.get(entries.size() - 1).id(),
                    now)
                .text();
    return new FeedReading(
        new FeedPage(events(agent.accountId(), entries), next, false),
        rows.openFrom(),
        rows.next());
  }

  /** Whoever reads everything anew misses nothing that has happened. */
  private FeedReading reload(Agent agent) {
    return new FeedReading(new FeedPage(List.of(), cursor(agent), true), 0, 0);
  }

  private List<FeedEvent> events(UUID account, List<Entry> entries) {
    Present present =
        new Present(
            contents.messages(account, named(entries, "shout", "message:updated")),
            contents.updates(account, named(entries, "conversation:updated")),
            contents.customers(account, named(entries, "customer:updated")),
            clock.instant());
    List<FeedEvent> events = new ArrayList<>();
    for (Entry entry : lastOfEach(entries)) {
      present
          .payload(entry)
          .ifPresent(payload -> events.add(new FeedEvent(entry.event(), payload)));
    }
    return events;
  }

  /**
   * Each event once, where it happened last: what it tells is the present, and what clients
   * conclude from an earlier event, such as that a customer's message is unread, must not come
   * after it.
   */
  private static List<Entry> lastOfEach(List<Entry> entries) {
    Map<String, Entry> last = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String what = entry.event() + entry.subject() + entry.seq();
      last.remove(what);
      last.put(what, entry);
    }
    return List.copyOf(last.values());
  }

  private static Set<UUID> named(List<Entry> entries, String... events) {
    Set<String> wanted = Set.of(events);
    return entries.stream()
        .filter(entry -> wanted.contains(entry.event()))
        .map(Entry::subject)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What the things that the entries name look like now. */
  private record Present(
      Map<UUID, RawJson> messages,
      Map<UUID, RawJson> updates,
      Map<UUID, RawJson> customers,
      Instant now) {

    Optional<RawJson> payload(Entry entry) {
      return switch (entry.event()) {
        case "conversation:updated" ->
            Optional.of(updates.getOrDefault(entry.subject(), gone(entry.subject())));
        case "conversation:created", "customer:deleted" ->
            Optional.of(new RawJson(Json.write(Map.of("id", entry.subject()))));
        case "customer:updated" -> Optional.ofNullable(customers.get(entry.subject()));
        case "messages:seen" -> Optional.of(new RawJson(Json.write(seen(entry))));
        case "message:deleted" -> Optional.of(new RawJson(Json.write(deleted(entry))));
        default -> Optional.ofNullable(messages.get(entry.subject()));
      };
    }

    /** A conversation that was deleted left every list, as it would by being archived. */
    private RawJson gone(UUID conversation) {
      Map<String, Object> update = new LinkedHashMap<>();
      update.put("id", conversation);
      update.put("updates", Map.of("archived_at", now));
      return new RawJson(Json.write(update));
    }

    private static Map<String, Object> seen(Entry entry) {
      Map<String, Object> seen = new LinkedHashMap<>();
      seen.put("conversation_id", entry.conversationId());
      seen.put("seen_at", entry.at());
      seen.put("seq", entry.seq());
      return seen;
    }

    private static Map<String, Object> deleted(Entry entry) {
      Map<String, Object> gone = new LinkedHashMap<>();
      gone.put("id", entry.messageId());
      gone.put("conversation_id", entry.conversationId());
      gone.put("seq", entry.seq());
      return gone;
    }
  }
}
