package io.netia.feed.service;

import java.util.List;

/**
 * What happened after a cursor.
 *
 * @param cursor where to go on from
 * @param reload whether too much happened, or too long ago: read everything anew and go on from the
 *     cursor
 */
public record FeedPage(List<FeedEvent> data, String cursor, boolean reload) {}
