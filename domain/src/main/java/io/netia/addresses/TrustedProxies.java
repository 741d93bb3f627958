package io.netia.addresses;

import inet.ipaddr.IPAddress;
import io.netia.limits.Budget;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies in front of this server. Their headers about a client count; those of anybody else in
 * the same headers does not, since everybody can write them.
 */
public final class TrustedProxies {

  /** No proxy: the client is always the peer. */
  public static final TrustedProxies NONE = new TrustedProxies(List.of());

  private static final int LONGEST_PEER = 64;

  private final List<IPAddress> networks;

  private TrustedProxies(List<IPAddress> networks) {
    this.networks = networks;
  }

  /**
   * Reads addresses and networks such as {@code 10.0.0.0/8}, with commas or spaces between them.
   *
   * @throws IllegalArgumentException for the first entry that is neither, or that would trust
   *     everybody; its message is that entry
   */
  public static TrustedProxies of(String list) {
    return new TrustedProxies(
        Arrays.stream(list.split("[,\\s]+"))
            .filter(entry -> !entry.isEmpty())
            .map(TrustedProxies::network)
            .toList());
  }

  private static IPAddress network(String entry) {
    return AddressParser.network(entry)
        .filter(network -> !Integer.valueOf(0).equals(network.getPrefixLength()))
        .orElseThrow(() -> new IllegalArgumentException(entry));
  }

  /** Whether no proxy is known. */
  public boolean isEmpty() {
    return networks.isEmpty();
  }

  /**
   * Whether the other end of a connection is one of the proxies.
   *
   * @param peer its address, as the container gives it
   */
  public boolean contains(String peer) {
    return !isEmpty() && AddressParser.address(peer).filter(this::isTrusted).isPresent();
  }

  /**
   * The client behind the proxies: the last address of {@code X-Forwarded-For} that is no proxy's.
   * Reading goes from right to left, from what the nearest proxy wrote, and stops at the first
   * entry that is no address: whoever wrote that one, what stands before it is not known to be
   * true. Then the client is the last proxy that was reached.
   *
   * @param peer the other end of the connection, as the container gives it
   * @param forwarded the lines of the header, in their order; any number, of any content
   */
  public ClientAddress clientOf(String peer, List<String> forwarded) {
    Optional<IPAddress> known = AddressParser.address(peer);
    if (known.isEmpty()) {
      String shortened = peer.substring(0, Math.min(peer.length(), LONGEST_PEER));
      return new ClientAddress(shortened, shortened);
    }
    IPAddress client = known.get();
    ForwardedEntries entries = new ForwardedEntries(forwarded);
    for (int hop = 0; hop < Budget.Requests.FORWARDED_HOPS && isTrusted(client); hop++) {
      Optional<IPAddress> before = entries.previous().flatMap(AddressParser::address);
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    return ClientAddress.of(client);
  }

  private boolean isTrusted(IPAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
