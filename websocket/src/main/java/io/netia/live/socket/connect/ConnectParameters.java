package io.netia.live.socket.connect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a connect that mean something here. Clients send more, and oddly ({@code
 * ?&vsn=2.0.0}, {@code inbox_id=undefined}, {@code a[b]=c}); all of that is passed over.
 *
 * @param vsn the protocol version; null when absent
 * @param token the access token; null when absent, empty text when sent empty
 */
public record ConnectParameters(@Nullable String vsn, @Nullable String token) {

  private static final String BEARER = "Bearer ";
  private static final String TOKEN_PROTOCOL = "base64url.bearer.phx.";

  /**
   * Reads a query string and the offered subprotocols, among which newer clients hide the token
   * from logs.
   *
   * @param query null when the address has none
   * @param protocols the header {@code Sec-WebSocket-Protocol}, or null
   */
  public static ConnectParameters of(@Nullable String query, @Nullable String protocols) {
    String vsn = null;
    String token = null;
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (name.equals("vsn")) {
        vsn = decoded(value);
      } else if (name.equals("token")) {
        token = decoded(value);
      }
    }
    String credential = token != null ? token : offered(protocols).orElse(null);
    return new ConnectParameters(vsn, withoutScheme(credential));
  }

  /** The same with a token from elsewhere, unless the address has one. */
  public ConnectParameters orToken(@Nullable String credential) {
    return token != null ? this : new ConnectParameters(vsn, withoutScheme(credential));
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException strayPercent) {
      // Not a value that any of ours could be; as it stands it will be refused.
      return value;
    }
  }

  private static @Nullable String withoutScheme(@Nullable String credential) {
    return credential != null && credential.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? credential.substring(BEARER.length()).strip()
        : credential;
  }

  private static Optional<String> offered(@Nullable String protocols) {
    for (String protocol : protocols == null ? new String[0] : protocols.split(",")) {
      String name = protocol.strip();
      if (name.startsWith(TOKEN_PROTOCOL)) {
        return Optional.of(fromBase64(name.substring(TOKEN_PROTOCOL.length())));
      }
    }
    return Optional.empty();
  }

  private static String fromBase64(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      // A token was meant and none can be read: an empty one is refused.
      return "";
    }
  }
}
