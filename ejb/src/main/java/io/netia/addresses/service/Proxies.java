package io.netia.addresses.service;

import io.netia.addresses.ProxySettings;
import io.netia.addresses.TrustedProxies;
import io.netia.configuration.service.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The proxies of the configuration. The socket endpoint asks for them while the application starts,
 * so a mistake in the setting stops the start.
 */
@ApplicationScoped
public class Proxies {

  private TrustedProxies trusted = TrustedProxies.NONE;

  /** For the container; reads and checks the setting. */
  @PostConstruct
  void read() {
    trusted = ProxySettings.TRUSTED_PROXIES.read(Settings.source());
  }

  /** The proxies whose word about a client counts. */
  public TrustedProxies trusted() {
    return trusted;
  }
}
