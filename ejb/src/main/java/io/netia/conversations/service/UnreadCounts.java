package io.netia.conversations.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How much is unread, by bucket and by inbox.
 *
 * @param inboxes unread open conversations by inbox
 */
public record UnreadCounts(Buckets conversations, Map<UUID, Long> inboxes) {

  /**
   * Unread open conversations by bucket; {@code closed} are the unread closed ones, {@code
   * mentioned} those with an unseen mention.
   */
  public record Buckets(
      long open,
      long assigned,
      long priority,
      long unread,
      long unassigned,
      long closed,
      long mentioned) {}

  /** The answer's body: both groups, and the keys of both once more at the top level. */
  public Map<String, Object> toBody() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("conversations", conversations);
    body.put("inboxes", inboxes);
    body.put("open", conversations.open());
    body.put("assigned", conversations.assigned());
    body.put("priority", conversations.priority());
    body.put("unread", conversations.unread());
    body.put("unassigned", conversations.unassigned());
    body.put("closed", conversations.closed());
    body.put("mentioned", conversations.mentioned());
    inboxes.forEach((inbox, count) -> body.put(inbox.toString(), count));
    return body;
  }
}
