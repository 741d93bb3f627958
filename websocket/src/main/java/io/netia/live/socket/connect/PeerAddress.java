package io.netia.live.socket.connect;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a connection comes from, for limits. */
public final class PeerAddress {

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("127\\..*|0:0:0:0:0:0:0:1|::1|::ffff:127\\..*");

  private PeerAddress() {}

  /**
   * The peer; or, when that is a proxy on this machine, the address that the proxy has added last
   * to {@code X-Forwarded-For}.
   *
   * @param header {@code X-Forwarded-For}, or null
   */
  public static String of(String peer, @Nullable String header) {
    if (header == null || !THIS_MACHINE.matcher(peer).matches()) {
      return peer;
    }
    String last = header.substring(header.lastIndexOf(',') + 1).strip();
    return ADDRESS.matcher(last).matches() ? last : peer;
  }
}
