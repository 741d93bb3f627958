package io.netia.addresses;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.HostName;
import inet.ipaddr.HostNameException;
import inet.ipaddr.HostNameParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.util.Optional;

/**
 * Reads addresses in their ordinary spelling only: four decimal numbers, or IPv6. The library would
 * also take ranges, wildcards, octal numbers and host names.
 */
final class AddressParser {

  /** An IPv6 address in brackets with zone and port. */
  private static final int LONGEST = 80;

  private static final IPAddressStringParameters NETWORK =
      strict(new IPAddressStringParameters.Builder(), true).toParams();
  private static final HostNameParameters ADDRESS = address();

  private AddressParser() {}

  private static HostNameParameters address() {
    HostNameParameters.Builder builder =
        new HostNameParameters.Builder()
            .allowEmpty(false)
            .allowService(false)
            .allowBracketedIPv4(false)
            .allowPort(true);
    strict(builder.getAddressOptionsBuilder(), false);
    return builder.toParams();
  }

  private static IPAddressStringParameters.Builder strict(
      IPAddressStringParameters.Builder builder, boolean prefix) {
    builder
        .allowEmpty(false)
        .allowAll(false)
        .allowSingleSegment(false)
        .allowPrefixOnly(false)
        .allowMask(false)
        .allowPrefix(prefix)
        .allowWildcardedSeparator(false)
        .setRangeOptions(RangeParameters.NO_RANGE);
    builder.getIPv4AddressParametersBuilder().allow_inet_aton(false).allowLeadingZeros(false);
    return builder;
  }

  /**
   * One address, with or without a port, which is dropped as a zone is; empty for anything else.
   */
  static Optional<IPAddress> address(String text) {
    // The library takes digits of other scripts, and white space around an address.
    if (text.isEmpty()
        || text.length() > LONGEST
        || !text.chars().allMatch(character -> character > ' ' && character < 127)) {
      return Optional.empty();
    }
    HostName host = new HostName(text, ADDRESS);
    try {
      host.validate();
    } catch (HostNameException malformed) {
      return Optional.empty();
    }
    return Optional.ofNullable(host.asAddress())
        .filter(address -> isPortApart(address, host, text))
        .map(AddressParser::normal);
  }

  /** Without brackets the library takes a ninth group of an IPv6 address for its port. */
  private static boolean isPortApart(IPAddress address, HostName host, String text) {
    return host.getPort() == null || address.isIPv4() || text.startsWith("[");
  }

  private static IPAddress normal(IPAddress address) {
    if (!address.isIPv6()) {
      return address.withoutPrefixLength();
    }
    return address.toIPv6().isIPv4Mapped()
        ? address.toIPv6().getEmbeddedIPv4Address().withoutPrefixLength()
        : address.toIPv6().removeZone().withoutPrefixLength();
  }

  /** A network such as {@code 10.0.0.0/8}, or one address; empty for anything else. */
  static Optional<IPAddress> network(String text) {
    try {
      IPAddress network = new IPAddressString(text, NETWORK).toAddress();
      if (network.isIPv6() && (network.toIPv6().hasZone() || network.toIPv6().isIPv4Mapped())) {
        return Optional.empty();
      }
      return Optional.of(network.isPrefixed() ? network.toPrefixBlock() : network);
    } catch (AddressStringException | IncompatibleAddressException malformed) {
      return Optional.empty();
    }
  }
}
