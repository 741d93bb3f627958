package io.netia.live.socket.protocol;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent.
 *
 * @param joinRef which join of the topic the client means, or null (version 1 clients, heartbeats)
 * @param ref the client's number for the reply, or null when it expects none
 * @param fields the payload; empty for binary data and for JSON that is no object
 * @param hasData whether the payload is binary data, which nothing here consumes
 */
public record Frame(
    @Nullable String joinRef,
    @Nullable String ref,
    String topic,
    String event,
    Optional<Map<String, Object>> fields,
    boolean hasData) {}
