package io.netia.feed.service;

import io.netia.json.service.RawJson;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * What the things that the feed names look like now, for agents. The feed knows only names; the
 * feature that owns the things implements this, so that neither depends on the other's insides.
 */
public interface FeedContents {

  /** Messages by id; those that are gone are missing. */
  Map<UUID, RawJson> messages(UUID account, Collection<UUID> ids);

  /** Payloads of {@code customer:updated} by customer; those that are gone are missing. */
  Map<UUID, RawJson> customers(UUID account, Collection<UUID> ids);

  /** Payloads of {@code conversation:updated} by conversation; those that are gone are missing. */
  Map<UUID, RawJson> updates(UUID account, Collection<UUID> ids);
}
