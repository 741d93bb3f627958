package io.netia.http.rest;

import io.netia.actors.Agent;
import jakarta.enterprise.context.RequestScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The request being served: what it says, who sends it from where, and whether it may be a repeat.
 */
@RequestScoped
public class CurrentRequest {

  private Parameters parameters = Parameters.of(null, Map.of());
  private String clientIp = "";
  private String limitedAddress = "";
  private Optional<String> authorization = Optional.empty();
  private Optional<String> onceKey = Optional.empty();
  private Optional<String> userAgent = Optional.empty();
  private Optional<String> visitorToken = Optional.empty();
  private Optional<Agent> agent = Optional.empty();

  void read(RequestLine line, Parameters merged) {
    parameters = merged;
    clientIp = line.clientIp();
    limitedAddress = line.limitedAddress();
    authorization = line.authorization();
    onceKey = line.onceKey();
    userAgent = line.userAgent();
    visitorToken = line.visitorToken().or(() -> merged.text("visitor_token"));
  }

  /** What the caller sent. */
  public Parameters parameters() {
    return parameters;
  }

  /**
   * The address the caller says to come from (contract: first entry of {@code x-forwarded-for},
   * else the peer).
   */
  public String clientIp() {
    return clientIp;
  }

  /** The address that limits count by; see {@link ClientAddress}. */
  public String limitedAddress() {
    return limitedAddress;
  }

  /** The token of the {@code Authorization} header, with or without the word {@code Bearer}. */
  public Optional<String> token() {
    return authorization.map(Authorization::token).filter(token -> !token.isEmpty());
  }

  /** The {@code Idempotency-Key}, at most 255 characters. */
  public Optional<String> onceKey() {
    return onceKey;
  }

  /** The same key as an id; a key that is none is turned into one, always the same. */
  public Optional<UUID> onceId() {
    return onceKey.map(OnceKeys::idOf);
  }

  /**
   * The token that a visitor got with the customer: header {@code x-visitor-token}, or the field
   * {@code visitor_token}.
   */
  public Optional<String> visitorToken() {
    return visitorToken;
  }

  /** The teammate who calls, once the token was checked. */
  public Optional<Agent> agent() {
    return agent;
  }

  /** The token was checked: this is who calls. */
  public void isFrom(Agent caller) {
    agent = Optional.of(caller);
  }

  /** What the caller calls itself. */
  public Optional<String> userAgent() {
    return userAgent;
  }
}
