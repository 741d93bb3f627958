package io.netia.feed.service;

import io.netia.errors.DomainException;
import io.netia.feed.service.FeedStore.Entry;
import io.netia.feed.service.FeedStore.Horizon;
import io.netia.feed.service.FeedStore.Rows;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import io.netia.limits.Budget.Answers;
import io.netia.live.service.LiveEvent;
import io.netia.security.Agent;
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

  /** Rows are kept for seven days; a day of margin for the clock of a node. */
  private static final Duration REACH = Duration.ofDays(6);

  @Inject private FeedStore store;
  @Inject private FeedContents contents;
  @Inject private Clock clock;

  /**
   * The place from which everything that is not yet final, and everything later, is still to come.
   */
  public String cursor(Agent agent) {
    Horizon horizon = store.horizon(agent.accountId());
    return new Cursor(horizon.xid(), 0, clock.instant(), horizon.epoch()).text();
  }

  /**
   * What became final after a cursor, oldest first: at most 500 events, and of large ones as many
   * as fit into one answer; the rest comes after the page's cursor.
   *
   * @throws DomainException bad request, when the text is no cursor
   */
  public FeedPage after(Agent agent, String cursor) {
    return read(agent, cursor).page();
  }

  /**
   * The same, with what a later look is compared to: whether it has found all that had happened
   * when this one was made.
   *
   * @throws DomainException bad request, when the text is no cursor
   */
  public FeedReading read(Agent agent, String cursor) {
    Cursor from =
        Cursor.of(cursor)
            .orElseThrow(() -> DomainException.badRequest("The cursor cannot be read"));
    Instant now = clock.instant();
    if (from.at().plus(REACH).isBefore(now)) {
      return reload(agent);
    }
    Rows rows =
        store.after(
            agent.accountId(), from.xid(), from.id(), Answers.FEED_EVENTS + 1, Answers.FEED_BYTES);
    // From before a restore, or made up: its number, or one of its transaction, means nothing here.
    boolean isForeign =
        !from.epoch().equals(rows.epoch())
            || Long.compareUnsigned(Long.parseUnsignedLong(from.xid()), rows.next()) > 0;
    if (isForeign || rows.count() > Answers.FEED_EVENTS) {
      return reload(agent);
    }
    if (rows.entries().isEmpty()) {
      String next = new Cursor(from.xid(), from.id(), now, from.epoch()).text();
      return new FeedReading(
          new FeedPage(List.of(), next, false), rows.openFrom(), rows.next(), false);
    }
    Shown shown = events(agent.accountId(), rows.entries());
    String next = new Cursor(shown.last().xid(), shown.last().id(), now, from.epoch()).text();
    boolean hasMore = shown.isCut() || rows.entries().size() < rows.count();
    return new FeedReading(
        new FeedPage(shown.events(), next, false), rows.openFrom(), rows.next(), hasMore);
  }

  /** Whoever reads everything anew misses nothing that has happened. */
  private FeedReading reload(Agent agent) {
    return new FeedReading(new FeedPage(List.of(), cursor(agent), true), 0, 0, false);
  }

  /**
   * Events of one page.
   *
   * @param last the entry after which the next page begins
   * @param isCut whether the rest of the entries did not fit
   */
  private record Shown(List<FeedEvent> events, Entry last, boolean isCut) {}

  private Shown events(UUID account, List<Entry> entries) {
    Present present =
        new Present(
            contents.messages(account, named(entries, "shout", "message:updated")),
            contents.updates(account, named(entries, "conversation:updated")),
            contents.customers(account, named(entries, "customer:updated")),
            clock.instant());
    List<FeedEvent> events = new ArrayList<>();
    long size = 0;
    Entry last = entries.get(entries.size() - 1);
    for (Entry entry : lastOfEach(entries)) {
      Optional<RawJson> payload = present.payload(entry);
      // Characters, of which almost all take one byte.
      size += payload.map(json -> json.json().length()).orElse(0);
      if (size > Answers.FEED_BYTES && !events.isEmpty()) {
        return new Shown(events, last, true);
      }
      payload.ifPresent(json -> events.add(new FeedEvent(entry.event(), json)));
      last = entry;
    }
    return new Shown(events, entries.get(entries.size() - 1), false);
  }

  /**
   * Each event once, where it happened last: its content is the present state, and what clients
   * conclude from an earlier event, such as that a customer's message is unread, must not come
   * after it.
   */
  private static List<Entry> lastOfEach(List<Entry> entries) {
    Map<String, Entry> last = new LinkedHashMap<>();
    for (Entry entry : entries) {
      // An update's number is that of the message that made it.
      boolean isUpdate = entry.event().equals(LiveEvent.CONVERSATION_UPDATED);
      String what = entry.event() + entry.subject() + (isUpdate ? "" : entry.seq());
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
