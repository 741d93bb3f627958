package io.netia.configuration.service;

import io.netia.configuration.KnownSettings;
import io.netia.configuration.RequiredSettings;
import io.netia.configuration.SettingSource;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The settings that the application itself reads; names are those that operators know. A wrong
 * value, and in {@code prod} a missing required one, stops the start with a sentence that names it;
 * elsewhere everything has a default.
 */
@ApplicationScoped
public class Settings {

  private static final Logger LOG = System.getLogger(Settings.class.getName());

  private String environment = "dev";
  private String secretKeyBase = RequiredSettings.DEVELOPMENT_SECRET;
  private Optional<String> previousSecretKeyBase = Optional.empty();
  private URI backendUrl = URI.create("http://localhost:4000");
  private String applicationRole = "netia_app";
  private boolean registrationDisabled;
  private boolean ipCollected;
  private Optional<String> metricsToken = Optional.empty();
  private boolean openApiPublic;

  /** For the container; reads and checks the configuration. */
  @PostConstruct
  void read() {
    read(source());
  }

  /** Where the settings of this server come from: MicroProfile Config, or the files it names. */
  public static SettingSource source() {
    Config config = ConfigProvider.getConfig();
    // Raw: a secret that holds "${" is no expression.
    return SettingSource.withFiles(
        name -> Optional.ofNullable(config.getConfigValue(name).getRawValue()));
  }

  void read(SettingSource source) {
    RequiredSettings.check(source);
    environment = RequiredSettings.environment(source);
    if (source.text("NETIA_ENV").or(() -> source.text("MIX_ENV")).isEmpty()) {
      // Forgotten, most likely: developers start with dev.sh, which sets dev.
      LOG.log(
          Level.WARNING,
          "NETIA_ENV is not set: this runs as development, with a secret and a demo account that everybody knows");
    }
    secretKeyBase = source.secret("SECRET_KEY_BASE").orElse(RequiredSettings.DEVELOPMENT_SECRET);
    previousSecretKeyBase = source.secret("SECRET_KEY_BASE_PREVIOUS");
    backendUrl =
        KnownSettings.BACKEND_URL
            .read(source)
            .orElseGet(() -> URI.create("http://localhost:" + KnownSettings.PORT.read(source)));
    applicationRole = KnownSettings.DB_APP_ROLE.read(source);
    registrationDisabled = KnownSettings.REGISTRATION_DISABLED.read(source);
    ipCollected = KnownSettings.IP_COLLECTION.read(source);
    metricsToken = KnownSettings.METRICS_TOKEN.read(source);
    openApiPublic = KnownSettings.OPENAPI_PUBLIC.read(source);
  }

  /**
   * Whether this is a production installation ({@code NETIA_ENV} or {@code MIX_ENV} is {@code
   * prod}).
   */
  public boolean isProduction() {
    return environment.equals("prod");
  }

  /** Whether this is somebody's development machine; demo data is seeded only there. */
  public boolean isDevelopment() {
    return environment.equals("dev");
  }

  /** The secret that other keys are derived from; at least 64 bytes in production. */
  public String secretKeyBase() {
    return secretKeyBase;
  }

  /** The secret before this one, whose signatures visitors may still hold. */
  public Optional<String> previousSecretKeyBase() {
    return previousSecretKeyBase;
  }

  /** The public address of this server, without a trailing path. */
  public URI backendUrl() {
    return backendUrl;
  }

  /** The database role that serves requests. */
  public String applicationRole() {
    return applicationRole;
  }

  /** Whether only invited people may register. */
  public boolean isRegistrationDisabled() {
    return registrationDisabled;
  }

  /** Whether a customer's IP address may be stored. */
  public boolean isIpCollected() {
    return ipCollected;
  }

  /** What Prometheus shows to read the metrics; empty when none was set. */
  public Optional<String> metricsToken() {
    return metricsToken;
  }

  /** Whether anybody may read the description of the API. */
  public boolean isOpenApiPublic() {
    return openApiPublic;
  }
}
