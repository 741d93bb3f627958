package io.netia.limits.service;

import io.netia.limits.LimitSetting;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;

/** Reads the limits while the application starts, so that a wrong one stops it then. */
@Singleton
@Startup
public class LimitsAtStart {

  @Inject private LimitSettings settings;

  @PostConstruct
  void read() {
    settings.of(LimitSetting.HASHES_AT_ONCE);
  }
}
