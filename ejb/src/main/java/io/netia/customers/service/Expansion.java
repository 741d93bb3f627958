package io.netia.customers.service;

import io.netia.limits.Budget.Answers;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be shown beside a customer {@code k}, each one column of JSON. */
enum Expansion {
  COMPANY(
      "(select jsonb_build_object('id', o.id, 'object', 'company', 'name', o.name, 'created_at', "
          + Sql.row("o.inserted_at")
          + ", 'updated_at', "
          + Sql.row("o.updated_at")
          + ", 'account_id', o.account_id, 'external_id', o.external_id, 'website_url', o.website_url, 'description', o.description,"
          + " 'logo_image_url', o.logo_image_url, 'industry', o.industry, 'slack_channel_id', o.slack_channel_id,"
          + " 'slack_channel_name', o.slack_channel_name, 'slack_team_id', o.slack_team_id, 'slack_team_name', o.slack_team_name,"
          + " 'metadata', bounded_json(o.metadata, "
          + Answers.METADATA_BYTES
          + ")) from companies o where o.id = k.company_id)",
      "null"),
  TAGS(
      "(select jsonb_agg(jsonb_build_object('id', t.id, 'object', 'tag', 'name', t.name, 'description', t.description,"
          + " 'color', t.color, 'created_at', "
          + Sql.row("t.inserted_at")
          + ", 'updated_at', "
          + Sql.row("t.updated_at")
          + ") order by t.name) from customer_tags l join tags t on t.id = l.tag_id where l.customer_id = k.id)",
      "[]"),
  CONVERSATIONS(Sql.conversations(Answers.CONVERSATIONS, Answers.CUSTOMER_METADATA_BYTES), "[]"),
  LATEST_CONVERSATION(Sql.conversations(1, Answers.LISTED_METADATA_BYTES), "[]"),
  MESSAGES(
      "(select jsonb_agg(j.message) from (select jsonb_build_object('id', m.id, 'object', 'message', 'body', m.body, 'type', m.type,"
          + " 'content_type', m.content_type, 'private', m.private, 'source', m.source, 'created_at', "
          + Sql.row("m.inserted_at")
          + ", 'sent_at', "
          + Sql.business("m.sent_at")
          + ", 'seen_at', "
          + Sql.business("m.seen_at")
          + ", 'customer_id', m.customer_id, 'conversation_id', m.conversation_id, 'account_id', m.account_id, 'user_id', m.user_id,"
          + " 'metadata', bounded_json(m.metadata, "
          + Answers.METADATA_BYTES
          + "), 'seq', m.seq, 'client_id', m.client_id) as message"
          + " from (select n.*, coalesce(sum(message_size(n.body, n.metadata)) over (order by n.inserted_at desc, n.id desc"
          + " rows between unbounded preceding and 1 preceding), 0) as size_before from (select * from messages"
          + " where customer_id = k.id order by inserted_at desc, id desc limit "
          + Answers.EXPANDED_MESSAGES
          + ") n) m where m.size_before < "
          + Answers.PUBLIC_MESSAGES_BYTES
          + " order by m.inserted_at desc, m.id desc) j)",
      "[]"),
  NOTES("null", "[]"),
  ISSUES("null", "[]");

  /** Spellings of time in JSON that is made by the database; the same as the wire's. */
  private static final class Sql {

    static String row(String column) {
      return "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS')";
    }

    static String business(String column) {
      return "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
    }

    static String conversations(int limit, int metadataBytes) {
      return "(select jsonb_agg(j.conversation) from (select jsonb_build_object('id', c.id, 'object', 'conversation', 'source', c.source,"
          + " 'created_at', "
          + row("c.inserted_at")
          + ", 'updated_at', "
          + row("c.updated_at")
          + ", 'closed_at', "
          + business("c.closed_at")
          + ", 'archived_at', "
          + business("c.archived_at")
          + ", 'last_activity_at', "
          + business("c.last_activity_at")
          + ", 'status', c.status, 'read', c.read, 'priority', c.priority, 'subject', c.subject, 'account_id', c.account_id,"
          + " 'customer_id', c.customer_id, 'assignee_id', c.assignee_id, 'inbox_id', c.inbox_id,"
          + " 'metadata', bounded_json(c.metadata, "
          + metadataBytes
          + "), 'last_seq', c.last_seq) as conversation from conversations c where c.customer_id = k.id"
          + " order by c.inserted_at desc, c.id desc limit "
          + limit
          + ") j)";
    }
  }

  private final String sql;
  private final String empty;

  Expansion(String sql, String empty) {
    this.sql = sql;
    this.empty = empty;
  }

  /** The column, to be selected from {@code customers k}. */
  String column() {
    return ", " + sql + " as x_" + name().toLowerCase(Locale.ROOT);
  }

  /** The key in the JSON. */
  String key() {
    return this == LATEST_CONVERSATION ? "conversations" : name().toLowerCase(Locale.ROOT);
  }

  /** What stands there when there is nothing. */
  String empty() {
    return empty;
  }

  /** Those with the given names; names of nothing are left out. */
  static Set<Expansion> named(List<String> names) {
    Set<Expansion> wanted = EnumSet.noneOf(Expansion.class);
    Arrays.stream(values())
        .filter(expansion -> expansion != LATEST_CONVERSATION && names.contains(expansion.key()))
        .forEach(wanted::add);
    return wanted;
  }
}
