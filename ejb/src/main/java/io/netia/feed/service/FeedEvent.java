package io.netia.feed.service;

import io.netia.json.service.RawJson;

/**
 * Something that happened, with the payload the live event has (as things are now, not as they
 * were).
 */
public record FeedEvent(String event, RawJson payload) {}
