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

  /** The system properties of this process, then its environment. */
  static SettingSource ofProcess() {
    return name -> Optional.ofNullable(System.getProperty(name, System.getenv(name)));
  }
}
