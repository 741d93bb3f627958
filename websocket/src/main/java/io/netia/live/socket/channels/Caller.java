package io.netia.live.socket.channels;

import io.netia.actors.Agent;
import java.util.Optional;

/**
 * Whose socket it is.
 *
 * @param agent empty for anonymous visitors
 * @param socketId so that a hint is not sent back to where it came from
 * @param address what limits count the caller by
 */
public record Caller(Optional<Agent> agent, String socketId, String address) {}
