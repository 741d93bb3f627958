package io.netia.live.socket.longpoll;

import io.netia.live.socket.connect.ConnectParameters;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address of a request. Clients append the session's token as the last {@code token}, behind
 * the agent's own one if there is one.
 *
 * @param session the session's token; empty on the first request
 * @param parameters the rest, with the principal
 */
record PollAddress(Optional<String> session, ConnectParameters parameters) {

  private static final String TOKEN = "token=";

  static PollAddress of(@Nullable String query) {
    List<String> pairs = new ArrayList<>(List.of(query == null ? new String[0] : query.split("&")));
    List<String> tokens = pairs.stream().filter(pair -> pair.startsWith(TOKEN)).toList();
    if (tokens.isEmpty()) {
      return new PollAddress(Optional.empty(), ConnectParameters.of(query, null));
    }
    String last = tokens.get(tokens.size() - 1);
    String value = decoded(last.substring(TOKEN.length()));
    if (tokens.size() == 1 && !value.startsWith(SessionTokens.PREFIX)) {
      return new PollAddress(Optional.empty(), ConnectParameters.of(query, null));
    }
    pairs.remove(pairs.lastIndexOf(last));
    return new PollAddress(Optional.of(value), ConnectParameters.of(String.join("&", pairs), null));
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException strayPercent) {
      // No token of ours: there is no such session.
      return value;
    }
  }
}
