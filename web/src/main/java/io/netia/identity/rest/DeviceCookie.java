package io.netia.identity.rest;

import io.netia.configuration.service.Settings;
import io.netia.identity.service.DeviceTokens;
import io.netia.limits.Budget;
import io.netia.security.Agent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.NewCookie;

/** The cookie by which a browser is known again as one that signed in as a user. */
@ApplicationScoped
public class DeviceCookie {

  static final String NAME = "netia_device";

  @Inject private DeviceTokens devices;
  @Inject private Settings settings;

  /** For a browser in which somebody has just signed in; scripts and other sites do not see it. */
  public NewCookie of(Agent agent) {
    return new NewCookie.Builder(NAME)
        .value(devices.issue(agent.userId()))
        .path("/api/session")
        .maxAge((int) Budget.SignIn.DEVICE_KNOWN.toSeconds())
        .httpOnly(true)
        .secure(settings.isProduction())
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }
}
