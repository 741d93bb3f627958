package io.netia.live.socket.connect;

import io.netia.addresses.TrustedProxies;
import io.netia.errors.DomainException;
import io.netia.live.socket.protocol.WireVersion;
import io.netia.security.Agent;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.function.Function;

/** Who may connect: anonymous visitors, and agents with a token that is valid. */
public final class Handshakes {

  private final Function<String, Agent> authenticate;
  private final TrustedProxies proxies;

  /**
   * @param authenticate whose an access token is; throws {@link DomainException} for any other text
   * @param proxies trusted for the address of a client
   */
  public Handshakes(Function<String, Agent> authenticate, TrustedProxies proxies) {
    this.authenticate = authenticate;
    this.proxies = proxies;
  }

  /**
   * What limits count a connection by; see {@link TrustedProxies#clientOf}.
   *
   * @param forwarded the lines of {@code X-Forwarded-For}
   */
  public String addressOf(String peer, Enumeration<String> forwarded) {
    return proxies.clientOf(peer, Collections.list(forwarded)).rateLimitKey();
  }

  /**
   * Empty when the version is not served or the token is not valid.
   *
   * @param address where it comes from
   */
  public Optional<Handshake> of(ConnectParameters parameters, String address) {
    Optional<WireVersion> version = WireVersion.of(parameters.vsn());
    if (version.isEmpty() || parameters.token() == null) {
      return version.map(known -> new Handshake(known, Optional.empty(), address));
    }
    try {
      return Optional.of(
          new Handshake(
              version.get(), Optional.of(authenticate.apply(parameters.token())), address));
    } catch (DomainException notOurs) {
      return Optional.empty();
    }
  }
}
