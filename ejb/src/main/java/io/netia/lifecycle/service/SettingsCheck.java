package io.netia.lifecycle.service;

import io.netia.addresses.ProxySettings;
import io.netia.configuration.RequiredSettings;
import io.netia.configuration.SettingSource;
import io.netia.database.DatabaseSettings;
import io.netia.limits.LimitSetting;

/**
 * Reads all settings before the server starts. Deploying the application finds a wrong one, too,
 * but half a minute later and in the middle of the server's log.
 */
public final class SettingsCheck {

  private SettingsCheck() {}

  /**
   * Text and no exception, because the one jar's launcher asks from another class loader.
   *
   * @return one sentence about the first setting that is wrong or missing; empty when all are right
   */
  public static String firstMistake() {
    return firstMistake(SettingSource.ofProcess());
  }

  static String firstMistake(SettingSource source) {
    try {
      RequiredSettings.check(source);
      DatabaseSettings.check(source);
      for (LimitSetting limit : LimitSetting.values()) {
        limit.value(source);
      }
      ProxySettings.TRUSTED_PROXIES.read(source);
      return "";
    } catch (IllegalArgumentException wrong) {
      return String.valueOf(wrong.getMessage());
    }
  }
}
