package io.netia.conversations.service;

import io.netia.feed.service.FeedContents;
import io.netia.json.service.Json;
import io.netia.json.service.RawJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What the things named by the feed look like now, for agents. One statement for each kind of
 * thing, however many there are.
 */
@ApplicationScoped
class FeedViews implements FeedContents {

  @Inject private ConversationStore conversations;
  @Inject private MessageStore messages;
  @Inject private ConversationReadStore reads;

  @Override
  public Map<UUID, RawJson> messages(UUID account, Collection<UUID> ids) {
    Map<UUID, RawJson> views = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      messages
          .findAll(account, ids)
          .forEach(view -> views.put(view.id(), new RawJson(Json.write(view))));
    }
    return views;
  }

  @Override
  public Map<UUID, RawJson> customers(UUID account, Collection<UUID> ids) {
    Map<UUID, RawJson> views = new LinkedHashMap<>();
    if (!ids.isEmpty()) {
      reads.customers(account, ids).forEach(view -> views.put(view.id(), update(view.id(), view)));
    }
    return views;
  }

  private static RawJson update(UUID id, Object updates) {
    Map<String, Object> update = new LinkedHashMap<>();
    update.put("id", id);
    update.put("updates", updates);
    return new RawJson(Json.write(update));
  }

  @Override
  public Map<UUID, RawJson> updates(UUID account, Collection<UUID> ids) {
    Map<UUID, RawJson> views = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return views;
    }
    conversations
        .findAll(account, ids)
        .forEach(
            conversation ->
                views.put(
                    conversation.id(),
                    update(conversation.id(), ConversationView.of(conversation))));
    return views;
  }
}
