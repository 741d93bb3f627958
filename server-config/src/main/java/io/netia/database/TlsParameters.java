package io.netia.database;

import io.netia.configuration.InvalidSettingException;
import io.netia.configuration.Setting;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a database address, with those for TLS. They are passed on as they are or, when
 * {@code REQUIRE_DB_SSL} wants more, stronger; never weaker.
 */
final class TlsParameters {

  /** Weakest first. */
  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private static final String REQUIRE = "require";
  private static final String DISABLE = "disable";
  private static final int FIRST_VERIFYING = MODES.indexOf("verify-ca");

  private static final String ROOT_CERTIFICATE = "sslrootcert";
  private static final String CERTIFICATE = "sslcert";
  private static final String KEY = "sslkey";

  private final String name;
  private final boolean isJdbc;
  private final List<String> others = new ArrayList<>();
  private final Map<String, String> files = new HashMap<>();
  private String mode = "";
  private boolean isSsl;
  private boolean hasFactory;
  private boolean trustsAnybody;

  private TlsParameters(String name, boolean isJdbc, String query) {
    this.name = name;
    this.isJdbc = isJdbc;
    for (String parameter : query.split("&")) {
      read(parameter);
    }
  }

  /** In the driver's own words, which it is given unchanged. */
  static TlsParameters ofJdbc(String name, String query) {
    return new TlsParameters(name, true, query);
  }

  /**
   * In the words of {@code libpq} and of existing installations: {@code ssl=true} encrypts, and a
   * root certificate makes it verify.
   */
  static TlsParameters ofUrl(String name, String query) {
    return new TlsParameters(name, false, query);
  }

  private void read(String parameter) {
    int equals = parameter.indexOf('=');
    String key = equals < 0 ? parameter : parameter.substring(0, equals);
    String value = equals < 0 ? "" : decoded(parameter.substring(equals + 1));
    switch (key) {
      case "sslmode" -> mode = stronger(mode, known(value.toLowerCase(Locale.ROOT)));
      // To the driver the bare word is a yes.
      case "ssl" -> isSsl |= value.isEmpty() || onOrOff(value);
      case "" -> {}
      case ROOT_CERTIFICATE, CERTIFICATE, KEY -> {
        files.put(key, value);
        others.add(parameter);
      }
      case "sslfactory" -> {
        hasFactory = true;
        trustsAnybody = value.endsWith("NonValidatingFactory");
        others.add(parameter);
      }
      default -> others.add(parameter);
    }
  }

  private boolean hasRootCertificate() {
    return files.containsKey(ROOT_CERTIFICATE);
  }

  /** The decoder's own sentence names no setting and repeats a part of the value. */
  private String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidSettingException(
          name + " has a % that begins no escape: a percent sign itself is written %25.");
    }
  }

  private boolean onOrOff(String value) {
    return Setting.flag("ssl in " + name, false).read(ignored -> Optional.of(value));
  }

  private String known(String value) {
    if (!MODES.contains(value)) {
      throw new InvalidSettingException(
          name + " has an unknown sslmode: it must be one of " + String.join(", ", MODES) + ".");
    }
    return value;
  }

  private static String stronger(String one, String other) {
    return MODES.indexOf(one) > MODES.indexOf(other) ? one : other;
  }

  /** The mode; empty text without one, which the driver takes for prefer. */
  private String effectiveMode() {
    String asked = mode;
    if (isSsl) {
      String meant = isJdbc || hasRootCertificate() ? "verify-full" : REQUIRE;
      asked = mode.isEmpty() ? meant : stronger(mode, REQUIRE);
    }
    return !isJdbc && hasRootCertificate() && asked.equals(REQUIRE) ? "verify-ca" : asked;
  }

  boolean isVerifying() {
    return !trustsAnybody && MODES.indexOf(effectiveMode()) >= FIRST_VERIFYING;
  }

  /**
   * Looks into the files that the driver will read. It reads them when it connects, and what it
   * reports of them then does not differ from a database that is away.
   *
   * @throws InvalidSettingException one sentence that names the file
   */
  void checkFiles() {
    // Another factory than the driver's own need not read them.
    if (hasFactory || effectiveMode().equals(DISABLE)) {
      return;
    }
    TlsFiles check = new TlsFiles(name);
    if (isVerifying()) {
      check.authority(files.get(ROOT_CERTIFICATE));
    }
    if (files.containsKey(CERTIFICATE)) {
      check.certificates(CERTIFICATE, files.get(CERTIFICATE));
    }
    if (files.containsKey(KEY)) {
      check.key(KEY, files.get(KEY));
    }
  }

  /** The parameters for the driver, with a question mark unless there are none. */
  String query(boolean requireTls) {
    String effective = requireTls ? stronger(effectiveMode(), REQUIRE) : effectiveMode();
    List<String> all = new ArrayList<>(others);
    if (!effective.isEmpty()) {
      all.add("sslmode=" + effective);
    }
    return all.isEmpty() ? "" : "?" + String.join("&", all);
  }
}
