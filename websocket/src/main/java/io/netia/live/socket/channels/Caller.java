package io.netia.live.socket.channels;

import io.netia.security.Agent;
import java.util.Optional;

/**
 * The principal of a socket.
 *
 * @param agent empty for anonymous visitors
 * @param socketId of the socket, so that typing is not sent back to it
 * @param address what limits count the caller by
 */
public record Caller(Optional<Agent> agent, String socketId, String address) {}
