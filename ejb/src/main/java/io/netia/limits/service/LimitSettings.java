package io.netia.limits.service;

import io.netia.limits.LimitSetting;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The bounds as the operator has set them, read once. */
@ApplicationScoped
public class LimitSettings {

  private final Map<LimitSetting, Integer> values = new EnumMap<>(LimitSetting.class);

  @PostConstruct
  void read() {
    Config config = ConfigProvider.getConfig();
    for (LimitSetting setting : LimitSetting.values()) {
      values.put(
          setting,
          setting.value(
              name ->
                  config.getOptionalValue(name, String.class).filter(value -> !value.isBlank())));
    }
  }

  /** The value of one. */
  public int of(LimitSetting setting) {
    return values.getOrDefault(setting, setting.standard());
  }
}
