package io.netia.metrics.rest;

import io.netia.configuration.service.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may read what only operators' tools need. */
@ApplicationScoped
class OperatorAccess {

  private static final String SCHEME = "bearer ";

  /** What a caller is to be answered. */
  enum Decision {
    /** Show it. */
    OPEN,
    /** 401: the token is missing or wrong. */
    TOKEN_NEEDED,
    /** 404: this installation does not show it to anybody. */
    CLOSED
  }

  @Inject private Settings settings;

  /** For the container. */
  OperatorAccess() {}

  /** For tests. */
  OperatorAccess(Settings settings) {
    this.settings = settings;
  }

  /** Decides about the metrics: without a token they are open, but in production closed. */
  Decision metrics(@Nullable String authorization) {
    Optional<String> token = settings.metricsToken();
    if (token.isEmpty()) {
      return settings.isProduction() ? Decision.CLOSED : Decision.OPEN;
    }
    return isToken(authorization, token.get()) ? Decision.OPEN : Decision.TOKEN_NEEDED;
  }

  /** Decides about the API's description, which can be public as well. */
  Decision description(@Nullable String authorization) {
    return settings.isOpenApiPublic() ? Decision.OPEN : metrics(authorization);
  }

  /** Takes the same time wherever the two differ. */
  private static boolean isToken(@Nullable String authorization, String token) {
    if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return false;
    }
    byte[] sent = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(sent, token.getBytes(StandardCharsets.UTF_8));
  }
}
