package io.netia.identity.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.netia.input.Input;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Access tokens: JWTs with the claims of MicroProfile JWT ({@code iss sub upn groups jti iat exp})
 * plus {@code account_id} and {@code sid}, the session that must still be alive. Signed with RS256,
 * valid for 30 minutes, not sliding.
 */
@ApplicationScoped
public class AccessTokens {

  static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final String ISSUER = "netia";
  private static final int MAX_LENGTH = 4096;
  private static final int CACHED = 20_000;

  /** Verified signatures; a token is checked once, its expiry every time. */
  private final Cache<String, Claims> verified =
      Caffeine.newBuilder().maximumSize(CACHED).expireAfterWrite(LIFETIME).build();

  @Inject private SigningKeys keys;
  @Inject private Clock clock;

  /** Makes a token for a session. */
  public String issue(Agent agent) {
    Instant now = clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject(Long.toString(agent.userId()))
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .claim("upn", agent.email())
            .claim("groups", List.of(agent.role().wire()))
            .claim("account_id", agent.accountId().toString())
            .claim("sid", agent.sessionId().toString())
            .build();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keys.key().id().toString()).build(),
            claims);
    try {
      token.sign(new RSASSASigner(keys.key().privateKey()));
    } catch (JOSEException impossible) {
      throw new IllegalStateException("An access token could not be signed", impossible);
    }
    return token.serialize();
  }

  /** The claims of a token, when it is ours and not expired. */
  public Optional<Claims> verify(String token) {
    Instant now = clock.instant();
    return read(token).filter(claims -> now.isBefore(claims.expiresAt()));
  }

  /** The claims of a token, when it is ours, however old: enough to end its session. */
  public Optional<Claims> read(String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Claims known = verified.getIfPresent(token);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Claims> claims = parse(token);
    claims.ifPresent(found -> verified.put(token, found));
    return claims;
  }

  private Optional<Claims> parse(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
          || !jwt.verify(new RSASSAVerifier(keys.key().publicKey()))) {
        return Optional.empty();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      Optional<UUID> account = Input.uuidOf(String.valueOf(claims.getClaim("account_id")));
      Optional<UUID> session = Input.uuidOf(String.valueOf(claims.getClaim("sid")));
      if (!ISSUER.equals(claims.getIssuer())
          || claims.getExpirationTime() == null
          || account.isEmpty()
          || session.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Claims(account.get(), session.get(), claims.getExpirationTime().toInstant()));
    } catch (ParseException | JOSEException notOurs) {
      return Optional.empty();
    }
  }

  /**
   * The part of a token that authentication needs; user and role are read from the database, where
   * they are current.
   */
  public record Claims(UUID accountId, UUID sessionId, Instant expiresAt) {}
}
