package io.netia.conversations.service;

import io.netia.json.service.RawJson;
import java.util.List;

/**
 * Messages of one conversation, in one reader's view.
 *
 * @param data never empty while there are more
 * @param hasMore whether there are others behind the last one
 */
public record MessagePage(List<RawJson> data, boolean hasMore) {}
