package io.netia.conversations.service;

import io.netia.errors.DomainException;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.input.SearchText;
import io.netia.limits.Budget.Answers;
import io.netia.limits.Budget.Fields;

/** The filters of a list of messages, as conditions on {@code messages m}, and its length. */
final class MessageFilter {

  private final Conditions where = new Conditions();

  private int limit = Answers.MESSAGE_LIST;

  private MessageFilter() {}

  /**
   * Reads the filters of a query.
   *
   * @throws DomainException bad request, when a value of the query cannot be read
   * @throws ValidationException when a text to search for is too long
   */
  static MessageFilter of(Input query) {
    MessageFilter filter = new MessageFilter();
    Conditions where = filter.where;
    query.uuid("conversation_id").ifPresent(id -> where.and("m.conversation_id = ?", id));
    query.uuid("customer_id").ifPresent(id -> where.and("m.customer_id = ?", id));
    query.uuid("account_id").ifPresent(id -> where.and("m.account_id = ?", id));
    query.integer("user_id").ifPresent(id -> where.and("m.user_id = ?", id));
    query.text("source", Fields.TEXT).ifPresent(word -> where.and("m.source = ?", word));
    query.text("type", Fields.TEXT).ifPresent(word -> where.and("m.type = ?", word));
    query.bool("private").ifPresent(flag -> where.and("m.private = ?", flag));
    SearchText.of(query, "body")
        .ifPresent(text -> where.and("m.body ilike ?", SearchText.pattern(text)));
    filter.limit =
        (int)
            Math.max(
                1,
                Math.min(
                    query.integer("limit").orElse((long) Answers.MESSAGE_LIST),
                    Answers.MESSAGE_LIST));
    if (!query.errors().isEmpty()) {
      throw DomainException.badRequest(
          "A filter cannot be read: " + String.join(", ", query.errors().keySet()));
    }
    return filter;
  }

  /** How many messages are wanted at most. */
  int limit() {
    return limit;
  }

  /** The conditions, to which the caller may add. */
  Conditions conditions() {
    return where.copy();
  }
}
