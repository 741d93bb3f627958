package io.netia.http.rest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request comes from. */
final class ClientAddress {

  private static final int FORWARDED_MAX = 50;
  private static final Pattern IP =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern OWN_NETWORK =
      Pattern.compile(
          "127\\..*|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*|0:0:0:0:0:0:0:1|::1|f[cd].*");

  private ClientAddress() {}

  /**
   * The contract's client address: the first entry of the first 50 bytes of {@code x-forwarded-for}
   * if it is one, else the peer.
   */
  static String claimed(String peer, @Nullable String forwarded) {
    if (forwarded == null) {
      return peer;
    }
    String head = forwarded.substring(0, Math.min(FORWARDED_MAX, forwarded.length()));
    int comma = head.indexOf(',');
    String first = (comma < 0 ? head : head.substring(0, comma)).strip();
    return IP.matcher(first).matches() ? first : peer;
  }

  /**
   * The address that limits count by. A stranger may claim any address, so the claim counts only
   * when the peer is on our own network, where the proxy is that wrote it.
   */
  static String limited(String peer, @Nullable String forwarded) {
    return OWN_NETWORK.matcher(peer).matches() ? claimed(peer, forwarded) : peer;
  }
}
