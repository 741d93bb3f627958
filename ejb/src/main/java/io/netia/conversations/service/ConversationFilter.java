package io.netia.conversations.service;

import io.netia.errors.DomainException;
import io.netia.input.Input;
import io.netia.input.SearchText;
import io.netia.security.Agent;
import java.util.Optional;

/**
 * The filters of lists and counts, as conditions on {@code conversations c}. Archived ones are
 * never in a list.
 */
final class ConversationFilter {

  private static final int TEXT_MAX = 255;

  private final Conditions where = new Conditions().and("c.archived_at is null");

  private ConversationFilter() {}

  /**
   * Reads the filters of a query.
   *
   * @throws DomainException bad request, when a value cannot be read; invalid, when a text to
   *     search for is too long
   */
  static ConversationFilter of(Agent agent, Input query) {
    ConversationFilter filter = new ConversationFilter();
    Conditions where = filter.where;
    query.text("status", TEXT_MAX).ifPresent(word -> where.and("c.status = ?", word));
    query.text("priority", TEXT_MAX).ifPresent(word -> where.and("c.priority = ?", word));
    query.text("source", TEXT_MAX).ifPresent(word -> where.and("c.source = ?", word));
    query.bool("read").ifPresent(flag -> where.and("c.read = ?", flag));
    query.uuid("customer_id").ifPresent(id -> where.and("c.customer_id = ?", id));
    query.uuid("inbox_id").ifPresent(id -> where.and("c.inbox_id = ?", id));
    query.uuid("account_id").ifPresent(id -> where.and("c.account_id = ?", id));
    query
        .uuid("tag_id")
        .ifPresent(
            id ->
                where.and(
                    "exists (select 1 from conversation_tags t where t.conversation_id = c.id and t.tag_id = ?)",
                    id));
    SearchText.of(query, "q").map(SearchText::pattern).ifPresent(text -> search(where, text));
    assignee(agent, query, where);
    mentioning(agent, query, where);
    if (!query.errors().isEmpty()) {
      throw DomainException.badRequest(
          "A filter cannot be read: " + String.join(", ", query.errors().keySet()));
    }
    return filter;
  }

  /** The conditions, to which the caller may add. */
  Conditions conditions() {
    return where.copy();
  }

  /** Names and addresses first: they are short. */
  private static void search(Conditions where, String pattern) {
    where.and(
        "(exists (select 1 from customers s where s.id = c.customer_id and (s.name ilike ? or s.email ilike ?))"
            + " or exists (select 1 from messages s where s.conversation_id = c.id and s.body ilike ?))",
        pattern,
        pattern,
        pattern);
  }

  /**
   * {@code ?assignee_id} and {@code ?assignee_id=} mean unassigned; {@code me} the caller; what is
   * no number is ignored.
   */
  private static void assignee(Agent agent, Input query, Conditions where) {
    if (!query.has("assignee_id")) {
      return;
    }
    String text = query.raw("assignee_id").map(Object::toString).orElse("").strip();
    if (text.isEmpty() || text.equals("null")) {
      where.and("c.assignee_id is null");
    } else {
      user(agent, text).ifPresent(id -> where.and("c.assignee_id = ?", id));
    }
  }

  private static void mentioning(Agent agent, Input query, Conditions where) {
    Optional<Long> user =
        query.raw("mentioning").map(Object::toString).flatMap(text -> user(agent, text));
    if (user.isEmpty()) {
      return;
    }
    Optional<Boolean> seen = query.bool("has_seen_mention");
    where.and(
        "exists (select 1 from mentions n where n.conversation_id = c.id and n.user_id = ?"
            + seen.map(flag -> flag ? " and n.seen_at is not null" : " and n.seen_at is null")
                .orElse("")
            + ")",
        user.get());
  }

  private static Optional<Long> user(Agent agent, String text) {
    if (text.equals("me")) {
      return Optional.of(agent.userId());
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException notAUser) {
      return Optional.empty();
    }
  }
}
