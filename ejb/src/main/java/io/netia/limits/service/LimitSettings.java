package io.netia.limits.service;

import io.netia.configuration.SettingSource;
import io.netia.configuration.service.Settings;
import io.netia.limits.LimitSetting;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;

/** The bounds as the operator has set them, read once. */
@ApplicationScoped
public class LimitSettings {

  private final Map<LimitSetting, Integer> values = new EnumMap<>(LimitSetting.class);

  @PostConstruct
  void read() {
    SettingSource source = Settings.source();
    for (LimitSetting setting : LimitSetting.values()) {
      values.put(setting, setting.value(source));
    }
  }

  /** The value of one. */
  public int of(LimitSetting setting) {
    return values.getOrDefault(setting, setting.standard());
  }
}
