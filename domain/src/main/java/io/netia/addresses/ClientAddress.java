package io.netia.addresses;

import inet.ipaddr.IPAddress;

/**
 * The address of a client in its one normal form: IPv4 for an IPv4-mapped IPv6 address, no port, no
 * zone.
 *
 * @param text the address, to be stored or logged
 * @param rateLimitKey what limits count by: the address, or for IPv6 its /64 network, which one
 *     customer of a provider has to itself
 */
public record ClientAddress(String text, String rateLimitKey) {

  private static final int IPV6_NETWORK_BITS = 64;

  static ClientAddress of(IPAddress address) {
    return new ClientAddress(
        address.toCanonicalString(),
        address.isIPv6()
            ? address.toPrefixBlock(IPV6_NETWORK_BITS).toCanonicalString()
            : address.toCanonicalString());
  }
}
