package io.netia.addresses;

import io.netia.configuration.Setting;

/**
 * The setting that names the proxies. It stands apart from the other settings, which also lie in
 * the server's library folder, where the library that reads addresses is not.
 */
public final class ProxySettings {

  private static final String NAME = "NETIA_TRUSTED_PROXIES";

  /** The proxies whose word about a client counts; none unless set. */
  public static final Setting<TrustedProxies> TRUSTED_PROXIES =
      new Setting<>(NAME, TrustedProxies.NONE, ProxySettings::proxies);

  private ProxySettings() {}

  private static TrustedProxies proxies(String text) {
    try {
      return TrustedProxies.of(text);
    } catch (IllegalArgumentException wrong) {
      throw Setting.refused(
          NAME,
          String.valueOf(wrong.getMessage()),
          "addresses or networks such as 10.0.0.0/8, with commas between them, and not everybody");
    }
  }
}
