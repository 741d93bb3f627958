package io.netia.live.socket.connect;

import io.netia.live.socket.protocol.WireVersion;
import io.netia.security.Agent;
import java.security.Principal;
import java.util.Optional;

/**
 * What the handshake found out. It travels to the session as the request's principal, which is the
 * one thing that the container carries over.
 *
 * @param agent empty for anonymous visitors
 * @param address where it comes from, for limits
 */
public record Handshake(WireVersion version, Optional<Agent> agent, String address)
    implements Principal {

  @Override
  public String getName() {
    return agent.map(known -> "user:" + known.userId()).orElse("anonymous");
  }
}
