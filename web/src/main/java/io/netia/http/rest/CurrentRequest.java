package io.netia.http.rest;

import io.netia.addresses.ClientAddress;
import io.netia.addresses.TrustedProxies;
import io.netia.addresses.service.Proxies;
import io.netia.errors.ValidationException;
import io.netia.input.Input;
import io.netia.limits.Budget.Fields;
import io.netia.logging.service.LogScope;
import io.netia.security.Agent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request being served: its fields, who sends it from where, and whether it may be a repeat.
 */
@RequestScoped
public class CurrentRequest {

  @Inject private Proxies proxies;

  private Parameters parameters = Parameters.of(null, Map.of());
  private String peer = "";
  private List<String> forwardedFor = List.of();
  private @Nullable ClientAddress address;
  private int length;
  private Optional<String> authorization = Optional.empty();
  private Optional<String> idempotencyKey = Optional.empty();
  private Optional<String> userAgent = Optional.empty();
  private Optional<String> visitorToken = Optional.empty();
  private Optional<Agent> agent = Optional.empty();

  void read(RequestHeaders line, Parameters merged, int size) {
    parameters = merged;
    length = size;
    peer = line.peer();
    forwardedFor = line.forwardedFor();
    merged.text("account_id").flatMap(Input::uuidOf).ifPresent(LogScope::account);
    authorization = line.authorization();
    idempotencyKey = line.idempotencyKey();
    userAgent = line.userAgent();
    visitorToken = line.visitorToken().or(() -> merged.text("visitor_token"));
  }

  /** What the caller sent. */
  public Parameters parameters() {
    return parameters;
  }

  /** What {@link #parameters} was read from, in bytes. */
  public int length() {
    return length;
  }

  /**
   * Where the request comes from; see {@link TrustedProxies#clientOf}. Most requests never need it,
   * so it is found when it is asked for.
   */
  public ClientAddress address() {
    ClientAddress found = address;
    if (found == null) {
      found = proxies.trusted().clientOf(peer, forwardedFor);
      address = found;
    }
    return found;
  }

  /** The address as it may be stored. */
  public String clientIp() {
    return address().text();
  }

  /** What limits count by. */
  public String limitedAddress() {
    return address().rateLimitKey();
  }

  /** Whether there is an {@code Authorization} header, whatever it holds. */
  public boolean isAuthorizing() {
    return authorization.isPresent();
  }

  /** The token of the {@code Authorization} header, with or without the word {@code Bearer}. */
  public Optional<String> token() {
    return authorization.map(Authorization::token).filter(token -> !token.isEmpty());
  }

  /**
   * The {@code Idempotency-Key}.
   *
   * @throws ValidationException when it is longer than {@link Fields#IDEMPOTENCY_KEY}
   */
  public Optional<String> idempotencyKey() {
    if (idempotencyKey.filter(key -> key.length() > Fields.IDEMPOTENCY_KEY).isPresent()) {
      throw ValidationException.rule(
          "The Idempotency-Key should be at most " + Fields.IDEMPOTENCY_KEY + " character(s)");
    }
    return idempotencyKey;
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
    LogScope.account(caller.accountId());
  }

  /** What the caller calls itself. */
  public Optional<String> userAgent() {
    return userAgent;
  }
}
