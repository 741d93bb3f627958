package io.netia.customers.service;

import io.netia.errors.DomainException;
import io.netia.input.Input;
import io.netia.input.SearchText;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a list of customers {@code k}. Text that is searched for is text: {@code %} and
 * {@code _} mean themselves.
 */
final class CustomerFilter {

  private static final int TEXT_MAX = 255;
  private static final int TAGS_MAX = 50;
  private static final int TERMS_MAX = 10;
  private static final List<String> EQUAL =
      List.of("external_id", "browser_version", "browser_language");
  private static final List<String> CONTAINED =
      List.of(
          "name",
          "email",
          "phone",
          "host",
          "browser",
          "os",
          "current_url",
          "pathname",
          "time_zone");

  private final StringBuilder sql = new StringBuilder("true");
  private final List<@Nullable Object> parameters = new ArrayList<>();

  private CustomerFilter() {}

  /**
   * Reads the filters of a query; what is no filter is ignored.
   *
   * @throws DomainException bad request for a filter that cannot be read; invalid for a text to
   *     search for that is too long
   */
  static CustomerFilter of(Input query) {
    CustomerFilter filter = new CustomerFilter();
    query.uuid("company_id").ifPresent(id -> filter.and("k.company_id = ?", id));
    query.uuid("account_id").ifPresent(id -> filter.and("k.account_id = ?", id));
    query.uuid("tag_id").ifPresent(filter::tagged);
    query.uuids("tag_ids", TAGS_MAX).forEach(filter::tagged);
    EQUAL.forEach(
        name ->
            query.text(name, TEXT_MAX).ifPresent(text -> filter.and("k." + name + " = ?", text)));
    CONTAINED.forEach(
        name ->
            SearchText.of(query, name)
                .ifPresent(text -> filter.and("k." + name + " ilike ?", SearchText.pattern(text))));
    if (query.bool("include_anonymous").orElse(true).equals(false)) {
      filter.sql.append(" and k.email is not null");
    }
    SearchText.of(query, "q").ifPresent(filter::search);
    if (!query.errors().isEmpty()) {
      throw DomainException.badRequest(
          "A filter cannot be read: " + String.join(", ", query.errors().keySet()));
    }
    return filter;
  }

  private void tagged(UUID tag) {
    and("exists (select 1 from customer_tags l where l.customer_id = k.id and l.tag_id = ?)", tag);
  }

  /**
   * Every term must match: {@code key:value} a piece of metadata, a plain word the name or the
   * address.
   */
  private void search(String text) {
    String[] terms = text.strip().split("\\s+", TERMS_MAX);
    for (String term : terms) {
      int colon = term.indexOf(':');
      if (colon > 0 && colon < term.length() - 1) {
        and("k.metadata ->> ? = ?", term.substring(0, colon), term.substring(colon + 1));
      } else {
        String pattern = SearchText.pattern(term);
        and("(k.email ilike ? or k.name ilike ?)", pattern, pattern);
      }
    }
  }

  private void and(String condition, Object... values) {
    sql.append(" and ").append(condition);
    parameters.addAll(List.of(values));
  }

  String sql() {
    return sql.toString();
  }

  /** The parameters, followed by more. */
  @Nullable Object[] parameters(@Nullable Object... more) {
    List<@Nullable Object> all = new ArrayList<>(parameters);
    all.addAll(List.of(more));
    return all.toArray();
  }
}
