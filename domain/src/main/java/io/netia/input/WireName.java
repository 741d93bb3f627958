package io.netia.input;

import java.util.Locale;
import java.util.Optional;

/**
 * A constant that is written in lower case on the wire and in the database, such as {@code
 * not_priority}. To be implemented by enums.
 */
public interface WireName {

  /** As {@link Enum#name()}. */
  String name();

  /** The spelling on the wire and in the database. */
  default String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant of a spelling; exact, and empty for any other. */
  static <E extends Enum<E> & WireName> Optional<E> find(Class<E> type, String wire) {
    for (E constant : type.getEnumConstants()) {
      if (constant.wire().equals(wire)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /**
   * The constant of a spelling that {@link #wire()} has written.
   *
   * @throws IllegalArgumentException for any other
   */
  static <E extends Enum<E> & WireName> E of(Class<E> type, String wire) {
    return Enum.valueOf(type, wire.toUpperCase(Locale.ROOT));
  }
}
