package io.netia.configuration;

import java.util.Optional;

/** Where settings come from: the environment, or whatever stands before it. */
@FunctionalInterface
public interface SettingSource {

  /** The value as it was given; empty when there is none. May be blank. */
  Optional<String> value(String name);

  /**
   * The value without white space around it. A blank one counts as not set, since process managers
   * pass variables that were left empty.
   */
  default Optional<String> text(String name) {
    return value(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** The value as it is, since keys are derived from every byte of it; empty when blank. */
  default Optional<String> secret(String name) {
    return value(name).filter(secret -> !secret.isBlank());
  }

  /** The system properties of this process, then its environment, or the files that they name. */
  static SettingSource ofProcess() {
    return withFiles(name -> Optional.ofNullable(System.getProperty(name, System.getenv(name))));
  }

  /** The same source, in which {@code NAME_FILE} may name the file that holds {@code NAME}. */
  static SettingSource withFiles(SettingSource plain) {
    return new SecretFiles(plain);
  }
}
